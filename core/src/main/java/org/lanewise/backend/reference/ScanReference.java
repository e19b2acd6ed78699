package org.lanewise.backend.reference;

import org.lanewise.backend.ScanOrder;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Running folds in the order of [ScanOrder].
final class ScanReference {
  private ScanReference() {}

  static Strided scan(Folding.Op op, int axis, boolean reverse, Strided x, ArrayType out) {
    Strided result = Strided.allocate(out);
    Axes along = Axes.of(axis);
    Axes others = along.complement(out.rank());
    Layout source = reverse ? x.layout().reverse(along) : x.layout();
    Layout target = reverse ? result.layout().reverse(along) : result.layout();
    Positions sources =
        new Positions(ReducingReference.part(source, others, source.offset()));
    Positions targets =
        new Positions(ReducingReference.part(target, others, target.offset()));
    long n = out.shape().get(axis);
    long lines = n == 0 ? 0 : out.size() / n;
    for (long i = 0; i < lines; i++) {
      Cursor from = new Cursor(x.with(ReducingReference.part(source, along, sources.next())));
      Positions to = new Positions(ReducingReference.part(target, along, targets.next()));
      line(op, from, result, to, n);
    }
    return result;
  }

  private static void line(Folding.Op op, Cursor from, Strided result, Positions to, long n) {
    DType dtype = result.dtype();
    DType compute = dtype.computeType();
    long carry = 0;
    long prefix = 0;
    long last = 0;
    for (long i = 0; i < n; i++) {
      boolean starts = i % ScanOrder.BLOCK == 0;
      carry = starts ? last : carry;
      long x = widen(dtype, from.bits());
      prefix = starts ? x : Folding.combine(op, compute, prefix, x);
      last = i < ScanOrder.BLOCK ? prefix : Folding.combine(op, compute, carry, prefix);
      Transfer.putBits(result.buffer().segment(), dtype, to.next(), narrow(dtype, last));
    }
  }

  /// The bits of an element in the type in which it computes.
  private static long widen(DType dtype, long bits) {
    return dtype == dtype.computeType()
        ? bits
        : ScalarBits.of(DType.FLOAT32, ScalarBits.toDouble(dtype, bits));
  }

  private static long narrow(DType dtype, long bits) {
    return dtype == dtype.computeType()
        ? bits
        : Scalars.bits(dtype, Scalars.single(DType.FLOAT32, bits));
  }
}
