package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Indexing;

/// The derivatives of the primitives that read and write at run-time places: linear in the arrays,
/// constant in the indices.
final class IndexingJvp {
  private IndexingJvp() {}

  static Tangent tangent(
      Indexing primitive, List<Array> x, Array y, List<Tangent> dx, Tangent.Zeros zeros) {
    return switch (primitive) {
      // d slice(x, starts) = slice(dx, starts)
      case Indexing.DynamicSlice _ ->
          dx.get(0).map(t -> CurrentInterpreter.bindOne(primitive, replaced(x, 1, List.of(t))));
      // d update(x, u, starts) = update(dx, du, starts)
      case Indexing.DynamicUpdateSlice _ ->
          Tangent.of(
              CurrentInterpreter.bindOne(
                  primitive,
                  replaced(
                      x,
                      2,
                      List.of(
                          dx.get(0).orZeros(x.get(0).type(), zeros),
                          dx.get(1).orZeros(x.get(1).type(), zeros)))));
      // d gather(x, i) = gather(dx, i), and 0 where the result is a filler
      case Indexing.Gather gather ->
          dx.get(0).map(t -> GatherOrZero.of(t, x.get(1), gather, zeros));
      case Indexing.Scatter scatter -> ScatterJvp.tangent(scatter, x, y, dx, zeros);
    };
  }

  /// The operands with the first ones replaced by tangents.
  private static List<Array> replaced(List<Array> operands, int count, List<Array> tangents) {
    List<Array> result = new ArrayList<>(tangents);
    result.addAll(operands.subList(count, operands.size()));
    return result;
  }
}
