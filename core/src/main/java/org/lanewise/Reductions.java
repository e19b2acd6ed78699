package org.lanewise;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.ShapeException;

/// The formulas of NumPy's reductions, written once for every form of call.
final class Reductions {
  private Reductions() {}

  /// The type of a sum or product: i32 or u32 at least, floating types as they are.
  static DType summed(DType dtype) {
    return switch (dtype) {
      case BOOL, INT8, INT16 -> DType.INT32;
      case UINT8, UINT16 -> DType.UINT32;
      case INT32,
          INT64,
          UINT32,
          UINT64,
          FLOAT16,
          BFLOAT16,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128 ->
          dtype;
    };
  }

  static Array sum(Array x, Axes axes, boolean keepdims, DType result) {
    Axes folded = axes.normalized("sum", x.rank()).sorted();
    if (result == DType.BOOL) {
      return any(x, axes, keepdims);
    }
    Array terms = Lax.convertElementType(x, result.computeType());
    return finish(Lax.reduceSum(terms, folded), folded, keepdims, result);
  }

  static Array prod(Array x, Axes axes, boolean keepdims) {
    Axes folded = axes.normalized("prod", x.rank()).sorted();
    DType result = summed(x.dtype());
    Array factors = Lax.convertElementType(x, result.computeType());
    return finish(Lax.reduceProd(factors, folded), folded, keepdims, result);
  }

  static Array max(String operation, Array x, Axes axes, boolean keepdims) {
    Axes folded = axes.normalized(operation, x.rank()).sorted();
    requireElements(operation, x, folded);
    Array v = Lax.convertElementType(x, x.dtype());
    Array result = x.dtype() == DType.BOOL ? Lax.reduceOr(v, folded) : Lax.reduceMax(v, folded);
    return finish(result, folded, keepdims, x.dtype());
  }

  static Array min(String operation, Array x, Axes axes, boolean keepdims) {
    Axes folded = axes.normalized(operation, x.rank()).sorted();
    requireElements(operation, x, folded);
    Array v = Lax.convertElementType(x, x.dtype());
    Array result = x.dtype() == DType.BOOL ? Lax.reduceAnd(v, folded) : Lax.reduceMin(v, folded);
    return finish(result, folded, keepdims, x.dtype());
  }

  static Array max(Array x, Axes axes, boolean keepdims, Number initial) {
    Array start = Operands.scalar("max", initial, x.dtype(), false);
    if (count(x, axes.normalized("max", x.rank())) == 0) {
      return Numpy.broadcastTo(start, sum(x, axes, keepdims, x.dtype()).shape());
    }
    return Lax.max(start, max("max", x, axes, keepdims));
  }

  static Array min(Array x, Axes axes, boolean keepdims, Number initial) {
    Array start = Operands.scalar("min", initial, x.dtype(), false);
    if (count(x, axes.normalized("min", x.rank())) == 0) {
      return Numpy.broadcastTo(start, sum(x, axes, keepdims, x.dtype()).shape());
    }
    return Lax.min(start, min("min", x, axes, keepdims));
  }

  static Array any(Array x, Axes axes, boolean keepdims) {
    Axes folded = axes.normalized("any", x.rank()).sorted();
    Array truth = Lax.convertElementType(x, DType.BOOL);
    return finish(Lax.reduceOr(truth, folded), folded, keepdims, DType.BOOL);
  }

  static Array all(Array x, Axes axes, boolean keepdims) {
    Axes folded = axes.normalized("all", x.rank()).sorted();
    Array truth = Lax.convertElementType(x, DType.BOOL);
    return finish(Lax.reduceAnd(truth, folded), folded, keepdims, DType.BOOL);
  }

  private static Array finish(Array folded, Axes axes, boolean keepdims, DType result) {
    Array kept = keepdims ? Lax.expandDims(folded, axes) : folded;
    return Lax.convertElementType(kept, result);
  }

  /// The number of elements that a reduction folds into one.
  static long count(Array x, Axes axes) {
    long count = 1;
    for (int i = 0; i < axes.size(); i++) {
      count *= x.shape().get(axes.get(i));
    }
    return count;
  }

  static void requireElements(String operation, Array x, Axes axes) {
    if (count(x, axes) == 0) {
      throw new ShapeException(
          "`"
              + operation
              + "`: a reduction of no elements has no value, but axes "
              + axes
              + " of "
              + x.type()
              + " are empty. Check the size first.");
    }
  }

  /// Σx / n in f32 at least.
  static Array mean(Array x, Axes axes, boolean keepdims) {
    Axes folded = axes.normalized("mean", x.rank()).sorted();
    DType result = Operands.inexact(x.dtype());
    DType computed = result.computeType();
    Array sum = sum(x, folded, keepdims, computed);
    Array mean = Lax.div(sum, Lax.scalar(computed, count(x, folded)));
    return Lax.convertElementType(mean, result);
  }

  /// Σ(x − mean)² / (n − ddof): two passes, both sums in the fixed order.
  static Array var(Array x, Axes axes, double ddof, boolean keepdims) {
    Axes folded = axes.normalized("var", x.rank()).sorted();
    DType result = Operands.inexact(x.dtype());
    DType computed = result.computeType();
    Array v = Lax.convertElementType(x, computed);
    Array centred = Lax.sub(v, mean(v, folded, true));
    Array sum = sum(Lax.square(centred), folded, keepdims, computed);
    double normalizer = count(x, folded) - ddof;
    if (normalizer <= 0) {
      Array nan = Lax.full(sum.shape(), computed, Double.NaN);
      return Lax.convertElementType(nan, result);
    }
    Array variance = Lax.div(sum, Lax.scalar(computed, normalizer));
    return Lax.convertElementType(variance, result);
  }
}
