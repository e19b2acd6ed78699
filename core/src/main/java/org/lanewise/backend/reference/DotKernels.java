package org.lanewise.backend.reference;

import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Evaluates `dot_general`: brings the operands into the form of a batched product of matrices.
///
/// The left one becomes (batch, m, k), the right one (batch, n, k), the result (batch, m, n). It is
/// computed in the type in which the preferred type computes, to which operands are widened.
final class DotKernels {
  /// Rows and columns of a tile of the result, whose operands fit into small Java arrays.
  static final int TILE = 64;

  private DotKernels() {}

  static Strided dot(DotGeneral dot, Strided left, Strided right, ArrayType type) {
    Strided a = matrices(left, dot.lhsBatch(), dot.lhsContracting());
    Strided b = matrices(right, dot.rhsBatch(), dot.rhsContracting());
    Shape shape = Shape.of(a.shape().get(0), a.shape().get(1), b.shape().get(1));
    Strided result = Strided.allocate(type.dtype(), shape);
    switch (ComputeKind.of(type.dtype())) {
      case LONG -> LongDot.run(a, b, result);
      case FLOAT -> FloatDot.run(a, b, result);
      case DOUBLE -> DoubleDot.run(a, b, result);
    }
    return Copies.reshape(result, type.shape());
  }

  /// The axes in three groups, each joined into one: batch, free, contracting.
  private static Strided matrices(Strided operand, Axes batch, Axes contracting) {
    Shape shape = operand.shape();
    Axes free = batch.concat(contracting).complement(shape.rank());
    Shape joined =
        Shape.of(
            shape.select(batch).size(),
            shape.select(free).size(),
            shape.select(contracting).size());
    return Copies.arrange(operand, batch.concat(free).concat(contracting), joined);
  }

  /// Reads the rows of (batch, m, k) again for each of `n` columns.
  static Reader rows(Strided left, long n) {
    Layout layout = left.layout();
    Shape shape = layout.shape().insert(2, n);
    return new Reader(left.with(layout.broadcast(shape, Axes.of(0, 1, 3))));
  }

  /// Reads all columns of (batch, n, k) again for each of `m` rows.
  static Reader columns(Strided right, long m) {
    Layout layout = right.layout();
    Shape shape = layout.shape().insert(1, m);
    return new Reader(right.with(layout.broadcast(shape, Axes.of(0, 2, 3))));
  }

  /// Reads the part of (batch, rows, k) from row `row` and from `depth` in k.
  static Reader part(Strided operand, long batch, long row, int rows, long depth, int depths) {
    long[] starts = {batch, row, depth};
    return new Reader(Copies.box(operand, starts, Shape.of(1, rows, depths)));
  }

  /// The tile of (batch, m, n) from (row, column), to be written.
  static Writer tile(Strided result, long batch, long row, int rows, long column, int columns) {
    long[] starts = {batch, row, column};
    return new Writer(Copies.box(result, starts, Shape.of(1, rows, columns)));
  }
}
