package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which results may be written to the memory of which parameters, should the caller give these up.
///
/// @param results where results come to lie, in the order in which that is decided
record Donors(List<Result> results) {

  /// The place of a result.
  ///
  /// @param value the result
  /// @param inPlace the parameters of the same size that are last read by the nest that writes it,
  ///   element by element
  /// @param begin what the result takes the place of if it has none of these, or the result itself
  /// @param inPlaceOfBegin the parameters that are so read by the nest that writes that
  /// @param before those that are last read by a step before it
  record Result(
      Value value,
      List<Value> inPlace,
      Value begin,
      List<Value> inPlaceOfBegin,
      List<Value> before) {}

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
    Map<Value, Integer> steps = new LinkedHashMap<>();
    for (int i = 0; i < written.size(); i++) {
      for (Value value : written.get(i)) {
        steps.put(value, i);
      }
    }
    List<Result> results = new ArrayList<>();
    for (Value value : program.outputs().stream().map(Value::root).distinct().toList()) {
      if (steps.containsKey(value)) {
        Value begin = value;
        for (Value of = inherited.get(begin); of != null; of = inherited.get(begin)) {
          begin = of;
        }
        // what another kernel makes lies where that kernel says
        int made = steps.getOrDefault(begin, -1);
        results.add(
            new Result(
                value,
                inPlace(value, steps.getOrDefault(value, -1), nests, lastRead),
                begin,
                inPlace(begin, made, nests, lastRead),
                before(begin, made, lastRead)));
      }
    }
    results.sort(Comparator.comparing(result -> steps.getOrDefault(result.begin, -1)));
    return new Donors(results);
  }

  private static List<Value> inPlace(
      Value value, int step, List<@Nullable NestPlan> nests, Map<Value, Integer> lastRead) {
    List<Value> found = new ArrayList<>();
    NestPlan nest = step < 0 ? null : nests.get(step);
    lastRead.forEach(
        (parameter, last) -> {
          if (nest != null && last == step && nest.fused().places().mayTake(value, parameter)) {
            found.add(parameter);
          }
        });
    return found;
  }

  private static List<Value> before(Value value, int step, Map<Value, Integer> lastRead) {
    List<Value> found = new ArrayList<>();
    lastRead.forEach(
        (parameter, last) -> {
          if (last < step && MemoryPlan.bytes(parameter) == MemoryPlan.bytes(value)) {
            found.add(parameter);
          }
        });
    return found;
  }

  /// What one call does with the parameters that it is given.
  static final class Match {
    private final @Nullable Value[] donors;
    private final boolean[] inPlace;
    private final boolean[] taken;

    private Match(int values) {
      this.donors = new Value[values];
      this.inPlace = new boolean[values];
      this.taken = new boolean[values];
    }

    /// The parameter whose memory a value takes, or null.
    @Nullable Value donor(Value value) {
      return donors[value.number()];
    }

    /// Whether that parameter is read by the nest that writes the value.
    boolean isInPlace(Value value) {
      return inPlace[value.number()];
    }

    /// Whether some value takes the memory of a parameter.
    boolean isDonor(Value parameter) {
      return taken[parameter.number()];
    }

    private boolean match(Value value, List<Value> parameters, boolean[] given) {
      for (Value parameter : parameters) {
        int number = parameter.number();
        if (given[number] && !taken[number]) {
          taken[number] = true;
          donors[value.number()] = parameter;
          return true;
        }
      }
      return false;
    }
  }

  /// Gives results parameters: first those that are read in place, then others, each to one result.
  ///
  /// @param given the parameters that the caller gives up, by number
  Match match(boolean[] given) {
    Match match = new Match(given.length);
    List<Result> left = new ArrayList<>();
    for (Result result : results) {
      if (match.match(result.value, result.inPlace, given)) {
        match.inPlace[result.value.number()] = true;
      } else if (match.match(result.begin, result.inPlaceOfBegin, given)) {
        match.inPlace[result.begin.number()] = true;
      } else {
        left.add(result);
      }
    }
    left.forEach(result -> match.match(result.begin, result.before, given));
    return match;
  }

  /// How many results find a parameter if all are given up.
  int most(int values) {
    boolean[] all = new boolean[values];
    Arrays.fill(all, true);
    return (int) Arrays.stream(match(all).donors).filter(Objects::nonNull).count();
  }
}
