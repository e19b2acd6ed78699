package org.lanewise.backend.reference;

import org.lanewise.ir.Reducing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Folds and scans along axes.
final class ReducingReference {
  private ReducingReference() {}

  static Strided evaluate(Reducing primitive, Strided[] in, ArrayType out) {
    return switch (primitive) {
      case Reducing.ReduceSum(Axes axes) -> reduce(Folding.Op.SUM, axes, in[0], out);
      case Reducing.Reduce(Reducing.Reduce.Op op, Axes axes) ->
          reduce(Folding.Op.valueOf(op.name()), axes, in[0], out);
      case Reducing.ArgReduce arg -> argReduce(arg, in[0], out);
      case Reducing.CumSum(int axis, boolean reverse) ->
          ScanReference.scan(Folding.Op.SUM, axis, reverse, in[0], out);
      case Reducing.Cumulative(Reducing.Cumulative.Op op, int axis, boolean reverse) ->
          ScanReference.scan(Folding.Op.valueOf(op.name()), axis, reverse, in[0], out);
    };
  }

  /// Folds, for each element of the result, the elements along the folded axes in row-major order.
  private static Strided reduce(Folding.Op op, Axes axes, Strided x, ArrayType out) {
    Layout layout = x.layout();
    Axes kept = axes.complement(x.shape().rank());
    Shape folded = x.shape().select(axes);
    Positions starts = new Positions(part(layout, kept, layout.offset()));
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      Layout line = part(layout, axes, starts.next());
      sink.bits(new OrderedFold(op, x.dtype()).fold(new Cursor(x.with(line)), folded.size()));
    }
    return sink.result();
  }

  /// The layout of some axes alone, from a position.
  static Layout part(Layout layout, Axes axes, long offset) {
    long[] strides = new long[axes.size()];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = layout.stride(axes.get(i));
    }
    return Layout.of(layout.shape().select(axes), strides, offset);
  }

  private static Strided argReduce(Reducing.ArgReduce arg, Strided x, ArrayType out) {
    Layout layout = x.layout();
    Axes axis = Axes.of(arg.axis());
    Positions starts = new Positions(part(layout, axis.complement(x.shape().rank()), layout.offset()));
    Sink sink = new Sink(out);
    boolean largest = arg.op() == Reducing.ArgReduce.Op.ARGMAX;
    for (long i = 0; i < out.size(); i++) {
      Layout line = part(layout, axis, starts.next());
      sink.bits(ScalarBits.of(out.dtype(), extreme(x.with(line), largest)));
    }
    return sink.result();
  }

  /// The first index of the extreme; the first NaN wins over everything.
  private static long extreme(Strided line, boolean largest) {
    DType dtype = line.dtype();
    Positions positions = new Positions(line.layout());
    long best = 0;
    long bestBits = 0;
    for (long i = 0; i < line.shape().size(); i++) {
      long bits = Transfer.getBits(line.buffer().segment(), dtype, positions.next());
      if (isNan(dtype, bits)) {
        return i;
      }
      if (i == 0 || beats(dtype, bits, bestBits, largest)) {
        best = i;
        bestBits = bits;
      }
    }
    return best;
  }

  private static boolean isNan(DType dtype, long bits) {
    return dtype.isFloating() && Double.isNaN(ScalarBits.toDouble(dtype, bits));
  }

  private static boolean beats(DType dtype, long bits, long best, boolean largest) {
    if (dtype.isFloating()) {
      double x = ScalarBits.toDouble(dtype, bits);
      double y = ScalarBits.toDouble(dtype, best);
      return largest ? x > y : x < y;
    }
    long flip = dtype == DType.UINT64 ? Long.MIN_VALUE : 0;
    long x = ScalarBits.toLong(dtype, bits) ^ flip;
    long y = ScalarBits.toLong(dtype, best) ^ flip;
    return largest ? x > y : x < y;
  }
}
