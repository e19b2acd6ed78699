package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.NamedAxis;
import org.lanewise.type.Axes;

/// Runs functions of one lane on arrays of all lanes: what the parts of an author's rule need when
/// the rule is batched (see [BatchableRule]).
///
/// It belongs to no interpreter: parts of a rule run at different times, each under whatever is
/// current then. Lanes lie along axis 0 of mapped arrays; an array that is not mapped is the same
/// in all lanes.
///
/// @param axis the mapped axis
public record LaneMap(NamedAxis axis) {

  /// Arrays of all lanes.
  ///
  /// @param arrays the arrays
  /// @param mapped which of them are mapped
  /// @param size the number of lanes
  public record Results(List<Array> arrays, BitSet mapped, long size) {
    /// Copies the list.
    public Results {
      arrays = List.copyOf(arrays);
    }

    /// The arrays, with those that are not mapped repeated.
    public List<Array> repeated() {
      List<Array> all = new ArrayList<>(arrays);
      for (int i = 0; i < all.size(); i++) {
        if (!mapped.get(i)) {
          all.set(i, Lanes.unmapped(all.get(i)).at(0, size));
        }
      }
      return all;
    }

    /// The sum over the lanes of one of the arrays.
    public Array sum(int index) {
      return Lax.reduceSum(repeated().get(index), Axes.of(0));
    }
  }

  /// Applies a function to each lane: yᵢ = f(xᵢ).
  ///
  /// @param function from arrays of one lane to arrays of one lane
  /// @param arguments its arguments
  /// @param mapped which of them are mapped
  public Results apply(UnaryOperator<List<Array>> function, List<Array> arguments, BitSet mapped) {
    BatchInterpreter interpreter = new BatchInterpreter(CurrentInterpreter.get(), "", axis);
    List<Array> lane = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Array argument = arguments.get(i);
      lane.add(mapped.get(i) ? interpreter.mapped(argument, 0) : argument);
    }
    List<Array> results = CurrentInterpreter.with(interpreter, () -> function.apply(lane));
    List<Array> arrays = new ArrayList<>(results.size());
    BitSet mappedResults = new BitSet();
    for (int i = 0; i < results.size(); i++) {
      boolean isMapped = interpreter.isMapped(results.get(i));
      mappedResults.set(i, isMapped);
      arrays.add(isMapped ? interpreter.allLanes(results.get(i), 0) : results.get(i));
    }
    return new Results(arrays, mappedResults, axis.size());
  }
}
