package org.lanewise.backend.reference;

import java.util.Arrays;
import java.util.Comparator;
import org.lanewise.ir.Combining;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products, sorting and random words.
final class CombiningReference {
  private CombiningReference() {}

  static Strided[] evaluate(Combining primitive, Strided[] in, ArrayType out) {
    return switch (primitive) {
      case Combining.DotGeneral dot -> new Strided[] {DotReference.dot(dot, in, out)};
      case Combining.Sort sort -> sort(sort, in);
      case Combining.Threefry2x32 _ -> threefry(in, out.shape());
    };
  }

  private static Strided[] sort(Combining.Sort sort, Strided[] in) {
    Shape shape = in[0].shape();
    Axes along = Axes.of(sort.dimension());
    Axes others = along.complement(shape.rank());
    int n = Math.toIntExact(shape.get(sort.dimension()));
    Strided[] results = new Strided[in.length];
    for (int k = 0; k < in.length; k++) {
      results[k] = Strided.allocate(in[k].dtype(), shape);
    }
    Layout rows = Layout.rowMajor(shape);
    Positions starts = new Positions(ReducingReference.part(rows, others, 0));
    IndexWalk walk = new IndexWalk(shape.select(others));
    long lines = n == 0 ? 0 : shape.size() / n;
    for (long i = 0; i < lines; i++) {
      long[] index = walk.next();
      long start = starts.next();
      Integer[] order = order(sort, in, others, index, n);
      for (int k = 0; k < in.length; k++) {
        Strided x = in[k];
        long from = offset(x.layout(), others, index);
        for (int j = 0; j < n; j++) {
          long source = from + order[j] * x.layout().stride(sort.dimension());
          long bits = Transfer.getBits(x.buffer().segment(), x.dtype(), source);
          long target = start + j * rows.stride(sort.dimension());
          Transfer.putBits(results[k].buffer().segment(), x.dtype(), target, bits);
        }
      }
    }
    return results;
  }

  /// The stable order of one line by its keys.
  private static Integer[] order(
      Combining.Sort sort, Strided[] in, Axes others, long[] index, int n) {
    Comparator<Integer> byKeys = (_, _) -> 0;
    for (int k = 0; k < sort.numKeys(); k++) {
      Strided key = in[k];
      long from = offset(key.layout(), others, index);
      long stride = key.layout().stride(sort.dimension());
      byKeys =
          byKeys.thenComparing(
              (a, b) ->
                  compare(
                      key.dtype(), bits(key, from + a * stride), bits(key, from + b * stride)));
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, byKeys);
    return order;
  }

  private static long bits(Strided x, long position) {
    return Transfer.getBits(x.buffer().segment(), x.dtype(), position);
  }

  private static long offset(Layout layout, Axes axes, long[] index) {
    long offset = layout.offset();
    for (int i = 0; i < index.length; i++) {
      offset += index[i] * layout.stride(axes.get(i));
    }
    return offset;
  }

  /// Ascending; −0 equals +0 and NaN comes last.
  private static int compare(DType dtype, long x, long y) {
    if (dtype.isFloating()) {
      double a = ScalarBits.toDouble(dtype, x);
      double b = ScalarBits.toDouble(dtype, y);
      return a == b ? 0 : Double.compare(a, b);
    }
    long a = ScalarBits.toLong(dtype, x);
    long b = ScalarBits.toLong(dtype, y);
    return dtype == DType.UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
  }

  private static Strided[] threefry(Strided[] in, Shape shape) {
    ArrayType word = new ArrayType(DType.UINT32, shape);
    Cursor[] at = new Cursor[in.length];
    for (int i = 0; i < in.length; i++) {
      at[i] = Cursor.repeated(in[i], shape);
    }
    Sink first = new Sink(word);
    Sink second = new Sink(word);
    for (long i = 0; i < shape.size(); i++) {
      int k0 = (int) at[0].bits();
      int k1 = (int) at[1].bits();
      long hashed = Threefry.hash(k0, k1, (int) at[2].bits(), (int) at[3].bits());
      first.bits(hashed >>> 32);
      second.bits(hashed);
    }
    return new Strided[] {first.result(), second.result()};
  }
}
