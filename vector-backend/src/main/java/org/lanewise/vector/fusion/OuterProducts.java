package org.lanewise.vector.fusion;

import java.util.List;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Shaping;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products that sum over one element at most: `out[b, i, j] = lhs[b, i] * rhs[b, j]`, as the
/// derivatives of products of vectors are. They are computed element by element, so they share
/// loops with what is around them.
///
/// The bits are those of `DotOrder`: each of its orders begins such a sum with `fma(x, y, +0)` and
/// adds nothing but zeros, so that is what is computed here.
final class OuterProducts {
  private OuterProducts() {}

  /// Adds the product to a program, or returns false if it is none of this kind.
  static boolean add(
      Lowering lowering, DotGeneral product, Equation equation, List<Value> operands) {
    Value left = operands.get(0);
    Value right = operands.get(1);
    ArrayType type = equation.outputs().get(0).type();
    DType dtype = type.dtype();
    boolean alike = left.type().dtype() == dtype && right.type().dtype() == dtype;
    boolean real = dtype == DType.FLOAT32 || dtype == DType.FLOAT64;
    long summed = left.type().shape().select(product.lhsContracting()).size();
    if (!alike || !real || summed != 1 || type.size() == 0) {
      return false;
    }
    int batch = product.lhsBatch().size();
    int leftRank = left.type().rank() - product.lhsContracting().size();
    Axes leading = Axes.range(batch);
    Axes leftPlaces = leading.concat(Axes.range(batch, leftRank));
    Axes rightPlaces = leading.concat(Axes.range(leftRank, type.rank()));
    Value x =
        repeated(lowering, left, product.lhsBatch(), product.lhsContracting(), leftPlaces, type);
    Value y =
        repeated(lowering, right, product.rhsBatch(), product.rhsContracting(), rightPlaces, type);
    List<Value> factors = List.of(x, y, lowering.scalar(dtype, 0));
    lowering.bind(equation.outputs().get(0), lowering.map(new Elementwise.Fma(), factors, type));
    return true;
  }

  /// An operand in the shape of the product: batch axes first, then free ones, at their places.
  private static Value repeated(
      Lowering lowering, Value operand, Axes batch, Axes summed, Axes places, ArrayType type) {
    Axes kept = batch.concat(batch.concat(summed).complement(operand.type().rank()));
    Shape shape = operand.type().shape();
    DType dtype = type.dtype();
    Axes order = kept.concat(summed);
    Value turned = operand;
    if (!order.isIdentity()) {
      Shape permuted = shape.select(kept).concat(shape.select(summed));
      turned =
          lowering.viewOf(new Shaping.Transpose(order), operand, new ArrayType(dtype, permuted));
    }
    Value thin = turned;
    if (!summed.isEmpty()) {
      Axes last = Axes.range(kept.size(), shape.rank());
      thin =
          lowering.viewOf(
              new Shaping.Squeeze(last), turned, new ArrayType(dtype, shape.select(kept)));
    }
    return thin.type().shape().equals(type.shape())
        ? thin
        : lowering.viewOf(new Shaping.BroadcastInDim(type.shape(), places), thin, type);
  }
}
