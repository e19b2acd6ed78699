package org.lanewise.backend.reference;

import org.lanewise.backend.ScanOrder;
import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.LongBinary;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Evaluates running folds along one axis, in the order of [ScanOrder].
final class ScanKernels {
  private ScanKernels() {}

  static Strided scan(Operator operator, int axis, boolean reverse, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    Reader in = new Reader(x.with(alongRows(x.layout(), axis, reverse)));
    Writer out = new Writer(result.with(alongRows(result.layout(), axis, reverse)));
    long extent = type.shape().get(axis);
    long rows = extent == 0 ? 0 : type.size() / extent;
    for (long row = 0; row < rows; row++) {
      switch (ComputeKind.of(type.dtype())) {
        case LONG -> longs(operator.longs(type.dtype()), in, out, extent);
        case FLOAT -> floats(operator.floats(), in, out, extent);
        case DOUBLE -> doubles(operator.doubles(), in, out, extent);
      }
    }
    return result;
  }

  /// The axis last, and turned if the scan runs from the end.
  private static Layout alongRows(Layout layout, int axis, boolean reverse) {
    Axes last = Axes.of(axis);
    Layout forward = reverse ? layout.reverse(last) : layout;
    return forward.transpose(last.complement(layout.shape().rank()).concat(last));
  }

  private static void longs(LongBinary operator, Reader in, Writer out, long extent) {
    long[] x = new long[block(extent)];
    long carry = 0;
    for (long done = 0; done < extent; done += ScanOrder.BLOCK) {
      int n = block(extent - done);
      in.longs(x, n);
      for (int i = 1; i < n; i++) {
        x[i] = operator.apply(x[i - 1], x[i]);
      }
      for (int i = 0; i < n && done > 0; i++) {
        x[i] = operator.apply(carry, x[i]);
      }
      carry = x[n - 1];
      out.longs(x, n);
    }
  }

  private static void floats(FloatBinary operator, Reader in, Writer out, long extent) {
    float[] x = new float[block(extent)];
    float carry = 0;
    for (long done = 0; done < extent; done += ScanOrder.BLOCK) {
      int n = block(extent - done);
      in.floats(x, n);
      for (int i = 1; i < n; i++) {
        x[i] = operator.apply(x[i - 1], x[i]);
      }
      for (int i = 0; i < n && done > 0; i++) {
        x[i] = operator.apply(carry, x[i]);
      }
      carry = x[n - 1];
      out.floats(x, n);
    }
  }

  private static void doubles(DoubleBinary operator, Reader in, Writer out, long extent) {
    double[] x = new double[block(extent)];
    double carry = 0;
    for (long done = 0; done < extent; done += ScanOrder.BLOCK) {
      int n = block(extent - done);
      in.doubles(x, n);
      for (int i = 1; i < n; i++) {
        x[i] = operator.apply(x[i - 1], x[i]);
      }
      for (int i = 0; i < n && done > 0; i++) {
        x[i] = operator.apply(carry, x[i]);
      }
      carry = x[n - 1];
      out.doubles(x, n);
    }
  }

  private static int block(long rest) {
    return (int) Math.min(rest, ScanOrder.BLOCK);
  }
}
