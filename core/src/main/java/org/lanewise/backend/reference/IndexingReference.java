package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.ir.Indexing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Reads and writes at places known only at run time.
final class IndexingReference {
  private IndexingReference() {}

  static Strided evaluate(Indexing primitive, Strided[] in, ArrayType out) {
    return switch (primitive) {
      case Indexing.DynamicSlice(Shape sizes) -> in[0].with(box(in[0].layout(), sizes, in, 1));
      case Indexing.DynamicUpdateSlice _ -> update(in, out);
      case Indexing.Gather gather -> gather(gather, in, out);
      case Indexing.Scatter scatter -> scatter(scatter, in, out);
    };
  }

  /// The box of the given sizes whose start, from operand `first` on, is clamped so that it fits.
  private static Layout box(Layout layout, Shape sizes, Strided[] in, int first) {
    long[] starts = new long[sizes.rank()];
    long[] steps = new long[sizes.rank()];
    Arrays.fill(steps, 1);
    for (int axis = 0; axis < starts.length; axis++) {
      Strided start = in[first + axis];
      long most = layout.shape().get(axis) - sizes.get(axis);
      starts[axis] = clamp(start.dtype(), Transfer.bits(start), most);
    }
    return layout.slice(starts, steps, sizes);
  }

  /// An index clamped to 0 … most; a u64 beyond 2⁶³ is large, not negative.
  private static long clamp(DType dtype, long bits, long most) {
    long value = ScalarBits.toLong(dtype, bits);
    return dtype == DType.UINT64 && value < 0 ? most : Math.clamp(value, 0, most);
  }

  private static Strided update(Strided[] in, ArrayType out) {
    Strided result = ShapingReference.copy(in[0], out);
    ShapingReference.scatter(in[1], result, box(result.layout(), in[1].shape(), in, 2));
    return result;
  }

  private static Strided gather(Indexing.Gather gather, Strided[] in, ArrayType out) {
    Windows windows =
        new Windows(gather.dimensions(), in[0].shape(), in[1], gather.sliceSizes());
    boolean fill = gather.mode() == Indexing.Mode.FILL_OR_DROP;
    long filler = filler(out.dtype());
    Layout operand = in[0].layout();
    Sink sink = new Sink(out);
    IndexWalk walk = new IndexWalk(out.shape());
    for (long i = 0; i < out.size(); i++) {
      long position = windows.position(walk.next(), operand, !fill);
      sink.bits(
          position == Windows.OUTSIDE
              ? filler
              : Transfer.getBits(in[0].buffer().segment(), out.dtype(), position));
    }
    return sink.result();
  }

  /// What is read out of bounds: NaN, the smallest signed or the largest unsigned number, true.
  private static long filler(DType dtype) {
    if (dtype.isFloating()) {
      return ScalarBits.of(dtype, Double.NaN);
    }
    int width = dtype.bitSize();
    if (dtype == DType.BOOL) {
      return 1;
    }
    return dtype.isUnsigned() ? ScalarBits.of(dtype, -1L) : 1L << (width - 1);
  }

  private static Strided scatter(Indexing.Scatter scatter, Strided[] in, ArrayType out) {
    Strided result = ShapingReference.copy(in[0], out);
    Shape window = Windows.shape(scatter.dimensions(), in[0].shape(), in[2].shape());
    Windows windows = new Windows(scatter.dimensions(), in[0].shape(), in[1], window);
    boolean clips = scatter.mode() == Indexing.Mode.CLIP;
    Layout layout = result.layout();
    Cursor updates = new Cursor(in[2]);
    IndexWalk walk = new IndexWalk(in[2].shape());
    for (long i = 0; i < in[2].shape().size(); i++) {
      long update = updates.bits();
      long position = windows.position(walk.next(), layout, clips);
      if (position != Windows.OUTSIDE) {
        long old = Transfer.getBits(result.buffer().segment(), out.dtype(), position);
        long combined = Folding.combine(scatter.op(), out.dtype(), old, update);
        Transfer.putBits(result.buffer().segment(), out.dtype(), position, combined);
      }
    }
    return result;
  }
}
