package org.lanewise.vector.matmul;

import java.util.List;
import org.lanewise.ir.Combining;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;

/// A `dot_general` as products of stacked matrices: [batch, m, k] × [batch, k, n].
///
/// @param resultType the element type of the result
/// @param shape the shape of the result
/// @param leftOrder the axes of the left operand: batch, free, contracting
/// @param rightOrder the axes of the right operand: batch, contracting, free
/// @param batch the number of matrices
/// @param m the rows of the product
/// @param n the columns of the product
/// @param k the elements of a sum
record DotSizes(
    DType resultType,
    Shape shape,
    Axes leftOrder,
    Axes rightOrder,
    long batch,
    long m,
    long n,
    long k) {

  /// Sorts the axes of the operands.
  static DotSizes of(Combining.DotGeneral dot, List<ArrayType> operands) {
    Shape left = operands.get(0).shape();
    Shape right = operands.get(1).shape();
    Axes leftFree = dot.lhsBatch().concat(dot.lhsContracting()).complement(left.rank());
    Axes rightFree = dot.rhsBatch().concat(dot.rhsContracting()).complement(right.rank());
    Shape batch = left.select(dot.lhsBatch());
    Shape rows = left.select(leftFree);
    Shape columns = right.select(rightFree);
    return new DotSizes(
        dot.preferred(),
        batch.concat(rows).concat(columns),
        dot.lhsBatch().concat(leftFree).concat(dot.lhsContracting()),
        dot.rhsBatch().concat(dot.rhsContracting()).concat(rightFree),
        batch.size(),
        rows.size(),
        columns.size(),
        left.select(dot.lhsContracting()).size());
  }

  /// The type in which the product is computed, to which operands are widened.
  Element element() {
    return switch (resultType) {
      case FLOAT16, BFLOAT16, FLOAT32 -> Element.FLOAT;
      case FLOAT64 -> Element.DOUBLE;
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> Element.INT;
      case INT64, UINT64 -> Element.LONG;
      case BOOL, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("no product of type " + resultType);
    };
  }

  /// The shape of the left operand as stacked matrices.
  Shape leftShape() {
    return Shape.of(batch, m, k);
  }

  /// The shape of the right operand as stacked matrices.
  Shape rightShape() {
    return Shape.of(batch, k, n);
  }
}
