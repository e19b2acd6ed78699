package org.lanewise.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Calls a function of one lane for all lanes; see [VmapMethod].
final class LaneCalls {
  private LaneCalls() {}

  /// The function of all lanes.
  ///
  /// @param method how it calls the other one
  /// @param body the function of one lane
  /// @param results the types of its results
  /// @param mapped which arguments have lanes, along axis 0
  /// @param size the number of lanes
  static HostBody of(
      VmapMethod method, HostBody body, List<ArrayType> results, BitSet mapped, long size) {
    return switch (method) {
      case SEQUENTIAL -> (arguments, _) -> oneByOne(body, results, arguments, mapped, size);
      case EXPAND_DIMS ->
          (arguments, all) ->
              body.call(inAll(arguments, mapped, x -> Lax.expandDims(x, Axes.of(0))), all);
      case BROADCAST_ALL ->
          (arguments, all) -> body.call(inAll(arguments, mapped, x -> Lax.broadcast(x, size)), all);
    };
  }

  private static List<Array> oneByOne(
      HostBody body, List<ArrayType> results, List<Array> arguments, BitSet mapped, long size) {
    List<List<Array>> columns = new ArrayList<>();
    results.forEach(_ -> columns.add(new ArrayList<>()));
    for (long lane = 0; lane < size; lane++) {
      List<Array> returned = body.call(lane(arguments, mapped, lane), results);
      for (int i = 0; i < returned.size(); i++) {
        columns.get(i).add(returned.get(i));
      }
    }
    List<Array> stacks = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ArrayType type = results.get(i);
      stacks.add(
          size == 0
              ? Lax.zeros(type.withShape(type.shape().insert(0, 0)))
              : Numpy.stack(columns.get(i), 0));
    }
    return stacks;
  }

  private static List<Array> lane(List<Array> arguments, BitSet mapped, long lane) {
    List<Array> one = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Array argument = arguments.get(i);
      one.add(
          mapped.get(i)
              ? Lax.squeeze(Lax.sliceInDim(argument, lane, lane + 1, 1, 0), Axes.of(0))
              : argument);
    }
    return one;
  }

  private static List<Array> inAll(
      List<Array> arguments, BitSet mapped, UnaryOperator<Array> adapted) {
    List<Array> all = new ArrayList<>(arguments);
    for (int i = 0; i < all.size(); i++) {
      if (!mapped.get(i)) {
        all.set(i, adapted.apply(all.get(i)));
      }
    }
    return all;
  }
}
