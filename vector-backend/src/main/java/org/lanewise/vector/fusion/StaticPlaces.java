package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which values of a program can lie in the same memory: those of the same size of which one is
/// dead before the other is made.
///
/// What a call reads keeps a place of its own, since a result of the call may be a view of it.
///
/// @param places the number of the place of each value that nests write
/// @param bytes the size of each place
record StaticPlaces(Map<Value, Integer> places, List<Long> bytes) {

  /// Lays a program out.
  ///
  /// @param elsewhere the values that lie somewhere else
  static StaticPlaces of(List<Step> steps, Lifetimes lifetimes, Set<Value> elsewhere) {
    Set<Value> own = new HashSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Call(Operation.Call call)) {
        call.operands().forEach(operand -> own.add(operand.root()));
      }
    }
    Map<Value, Integer> places = new HashMap<>();
    List<Long> bytes = new ArrayList<>();
    Map<Long, List<Integer>> free = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Nest nest) {
        for (Value value : nest.written()) {
          if (!elsewhere.contains(value)) {
            long size = bytes(value);
            List<Integer> fitting = free.getOrDefault(size, List.of());
            int place = fitting.isEmpty() ? bytes.size() : fitting.removeLast();
            if (place == bytes.size()) {
              bytes.add(size);
            }
            places.put(value, place);
          }
        }
      }
      for (Value dead : lifetimes.endingAfter(i)) {
        Integer place = places.get(dead);
        if (place != null && !own.contains(dead)) {
          free.computeIfAbsent(bytes(dead), _ -> new ArrayList<>()).add(place);
        }
      }
    }
    return new StaticPlaces(places, bytes);
  }

  private static long bytes(Value value) {
    return value.type().size() * value.type().dtype().byteSize();
  }
}
