package org.lanewise.backend.reference;

import org.lanewise.backend.definition.LongBinary;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Evaluates [Reducing].
final class ReducingKernels {
  private ReducingKernels() {}

  static Strided evaluate(Reducing primitive, Strided x, ArrayType type) {
    return switch (primitive) {
      case Reducing.ReduceSum(Axes axes) -> reduce(Operator.ADD, axes, x, type);
      case Reducing.Reduce(var op, Axes axes) -> reduce(operator(op), axes, x, type);
      case Reducing.ArgReduce(var op, int axis, _) -> ArgReduceKernel.argReduce(op, axis, x, type);
      case Reducing.CumSum(int axis, boolean reverse) ->
          ScanKernels.scan(Operator.ADD, axis, reverse, x, type);
      case Reducing.Cumulative(var op, int axis, boolean reverse) ->
          ScanKernels.scan(operator(op), axis, reverse, x, type);
    };
  }

  private static Operator operator(Reducing.Reduce.Op op) {
    return switch (op) {
      case PROD -> Operator.MUL;
      case MAX -> Operator.MAX;
      case MIN -> Operator.MIN;
      case AND -> Operator.AND;
      case OR -> Operator.OR;
      case XOR -> Operator.XOR;
    };
  }

  private static Operator operator(Reducing.Cumulative.Op op) {
    return switch (op) {
      case PROD -> Operator.MUL;
      case MAX -> Operator.MAX;
      case MIN -> Operator.MIN;
    };
  }

  /// Folds the elements of each result, which are read in row-major order of the folded axes.
  private static Strided reduce(Operator operator, Axes axes, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    Axes kept = axes.complement(x.shape().rank());
    Strided arranged = x.with(x.layout().transpose(kept.concat(axes)));
    Reader in = new Reader(arranged);
    Writer out = new Writer(result);
    long extent = x.shape().select(axes).size();
    switch (ComputeKind.of(x.dtype())) {
      case LONG -> {
        LongBinary function = operator.longs(x.dtype());
        long identity = operator.identity(x.dtype());
        long[] value = new long[1];
        for (long i = 0; i < type.size(); i++) {
          value[0] = fold(function, identity, in, extent);
          out.longs(value, 1);
        }
      }
      case FLOAT -> {
        FloatFold fold = FloatFold.of(operator.floats(), (float) operator.floatingIdentity(), in);
        float[] value = new float[1];
        for (long i = 0; i < type.size(); i++) {
          value[0] = fold.next(extent);
          out.floats(value, 1);
        }
      }
      case DOUBLE -> {
        DoubleFold fold = DoubleFold.of(operator.doubles(), operator.floatingIdentity(), in);
        double[] value = new double[1];
        for (long i = 0; i < type.size(); i++) {
          value[0] = fold.next(extent);
          out.doubles(value, 1);
        }
      }
    }
    return result;
  }

  /// Any order gives the same integer.
  private static long fold(LongBinary function, long identity, Reader in, long extent) {
    long[] x = new long[Chunks.length(extent)];
    long[] folded = {identity};
    Chunks.forEach(
        extent,
        n -> {
          in.longs(x, n);
          for (int i = 0; i < n; i++) {
            folded[0] = function.apply(folded[0], x[i]);
          }
        });
    return folded[0];
  }
}
