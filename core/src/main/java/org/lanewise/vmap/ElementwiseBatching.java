package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Primitive;
import org.lanewise.type.Axes;

/// Primitives that act on each element alone: one rule for all of them.
///
/// Such a primitive does not see how many axes there are, so it is enough that the lanes lie along
/// one axis of all operands. What is not repeated by the primitive itself (scalars and sizes of 1)
/// need not be repeated here.
final class ElementwiseBatching {
  private ElementwiseBatching() {}

  /// yᵢ = f(xᵢ, …), the lanes where the first operand of full rank has them.
  static List<Lanes> apply(Primitive primitive, List<Lanes> x) {
    int rank = 0;
    for (Lanes operand : x) {
      rank = Math.max(rank, operand.rank());
    }
    int axis = axis(x, rank);
    List<Array> aligned = new ArrayList<>(x.size());
    for (Lanes operand : x) {
      aligned.add(aligned(operand, rank, axis));
    }
    return CurrentInterpreter.bind(primitive, aligned).stream()
        .map(result -> new Lanes(result, axis))
        .toList();
  }

  private static int axis(List<Lanes> x, int rank) {
    for (Lanes operand : x) {
      if (operand.isMapped() && operand.rank() == rank) {
        return operand.axis();
      }
    }
    return 0;
  }

  /// An operand with the lanes at the axis. Scalars that are the same in all lanes stay scalars;
  /// scalars of lanes become arrays of rank 1 + `rank` with sizes of 1.
  private static Array aligned(Lanes operand, int rank, int axis) {
    if (operand.rank() == rank && rank > 0) {
      return operand.alongside(axis);
    }
    return operand.isMapped()
        ? Lax.expandDims(operand.array(), Axes.of(axis).complement(rank + 1))
        : operand.array();
  }
}
