package org.lanewise.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Calls a function of one lane for all lanes; see [VmapMethod].
///
/// A function that is mapped again by an enclosing `vmap` has the lanes of that one in front of its
/// own.
///
/// @param body the function of one lane
/// @param operands the types of its arguments
/// @param results the types of its results
/// @param mapped which arguments have lanes
/// @param size the number of lanes
record LaneCalls(
    HostBody body, List<ArrayType> operands, List<ArrayType> results, BitSet mapped, long size) {

  /// The function of all lanes.
  HostBody by(VmapMethod method) {
    return switch (method) {
      case SEQUENTIAL -> (arguments, _) -> oneByOne(arguments);
      case EXPAND_DIMS -> (arguments, all) -> body.call(together(arguments, 1), all);
      case BROADCAST_ALL -> (arguments, all) -> body.call(together(arguments, size), all);
    };
  }

  private List<Array> oneByOne(List<Array> arguments) {
    List<List<Array>> columns = new ArrayList<>();
    results.forEach(_ -> columns.add(new ArrayList<>()));
    for (long lane = 0; lane < size; lane++) {
      List<Array> returned = body.call(lane(arguments, lane), results);
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

  private List<Array> lane(List<Array> arguments, long lane) {
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

  /// Gives an axis for the lanes to the arguments that have none.
  private List<Array> together(List<Array> arguments, long repeats) {
    List<Array> all = new ArrayList<>(arguments);
    for (int i = 0; i < all.size(); i++) {
      if (!mapped.get(i)) {
        Array argument = all.get(i);
        int axis = argument.rank() - operands.get(i).rank(); // behind the lanes of others
        Shape shape = argument.shape().insert(axis, repeats);
        all.set(i, Lax.broadcastInDim(argument, shape, Axes.of(axis).complement(shape.rank())));
      }
    }
    return all;
  }
}
