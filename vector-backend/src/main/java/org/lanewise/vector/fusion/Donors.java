package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which results may be written to the memory of which parameters, should the caller give these up.
///
/// @param results what begins the places of results, in the order in which it is written
record Donors(List<Result> results) {

  /// What begins the place of a result: the result, or what it takes the place of.
  ///
  /// @param value what is written
  /// @param inPlace the parameters of the same size that are last read by the nest that writes it,
  ///   element by element
  /// @param before those that are last read by an earlier step
  record Result(Value value, List<Value> inPlace, List<Value> before) {}

  /// Finds the parameters of all results.
  ///
  /// @param written for each step, the values that it can write where it is told
  /// @param nests the nest of each step, null for calls
  /// @param inherited which value takes the place of which operand
  static Donors of(
      Lowered program,
      List<List<Value>> written,
      List<@Nullable NestPlan> nests,
      Lifetimes lifetimes,
      Map<Value, Value> inherited) {
    Map<Value, Integer> lastRead = new LinkedHashMap<>();
    program.parameters().forEach(parameter -> lastRead.put(parameter, -1));
    for (int i = 0; i < written.size(); i++) {
      for (Value parameter : lifetimes.readLastBy(i)) {
        lastRead.put(parameter, i);
      }
    }
    program.outputs().forEach(output -> lastRead.remove(output.root()));
    Set<Value> begins = new HashSet<>();
    for (Value output : program.outputs()) {
      Value begin = output.root();
      for (Value of = inherited.get(begin); of != null; of = inherited.get(begin)) {
        begin = of;
      }
      begins.add(begin);
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      for (Value value : written.get(i)) {
        if (begins.contains(value)) {
          results.add(result(value, i, nests.get(i), lastRead));
        }
      }
    }
    return new Donors(results);
  }

  private static Result result(
      Value value, int step, @Nullable NestPlan nest, Map<Value, Integer> lastRead) {
    List<Value> inPlace = new ArrayList<>();
    List<Value> before = new ArrayList<>();
    lastRead.forEach(
        (parameter, last) -> {
          if (MemoryPlan.bytes(parameter) != MemoryPlan.bytes(value)) {
            return;
          }
          if (last < step) {
            before.add(parameter);
          } else if (last == step
              && nest != null
              && nest.fused().places().mayTake(value, parameter)) {
            inPlace.add(parameter);
          }
        });
    return new Result(value, inPlace, before);
  }

  /// What one call does with the parameters that it is given.
  ///
  /// @param donors the parameter of each value, by its number, where there is one
  /// @param inPlace whether it is read by the nest that writes the value, by its number
  /// @param isDonor whether some value has it, by the parameter's number
  record Match(@Nullable Value[] donors, boolean[] inPlace, boolean[] isDonor) {}

  /// Gives results parameters: first those that are read in place, then others, each to one result.
  ///
  /// @param given the parameters that the caller gives up, by number
  Match match(boolean[] given) {
    @Nullable Value[] donors = new Value[given.length];
    boolean[] inPlace = new boolean[given.length];
    boolean[] taken = new boolean[given.length];
    for (Result result : results) {
      Value donor = choose(result.inPlace, given, taken);
      donors[result.value.number()] = donor;
      inPlace[result.value.number()] = donor != null;
    }
    for (Result result : results) {
      if (donors[result.value.number()] == null) {
        donors[result.value.number()] = choose(result.before, given, taken);
      }
    }
    return new Match(donors, inPlace, taken);
  }

  /// How many results find a parameter if all are given up.
  int most(int values) {
    boolean[] all = new boolean[values];
    Arrays.fill(all, true);
    return (int) Arrays.stream(match(all).donors()).filter(Objects::nonNull).count();
  }

  private static @Nullable Value choose(List<Value> parameters, boolean[] given, boolean[] taken) {
    for (Value parameter : parameters) {
      int number = parameter.number();
      if (given[number] && !taken[number]) {
        taken[number] = true;
        return parameter;
      }
    }
    return null;
  }
}
