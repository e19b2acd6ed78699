package org.lanewise.backend.reference;

import java.util.Arrays;
import java.util.Objects;
import org.lanewise.backend.Views;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Primitives that move elements in a fixed pattern: views where possible, copies elsewhere.
final class ShapingReference {
  private ShapingReference() {}

  static Strided evaluate(Shaping primitive, Strided[] in, ArrayType out) {
    return switch (primitive) {
      case Shaping.Iota(_, _, int dimension) -> iota(dimension, out);
      case Shaping.BroadcastInDim _,
          Shaping.Squeeze _,
          Shaping.Transpose _,
          Shaping.Rev _,
          Shaping.Slice _ ->
          view(primitive, in[0], out);
      case Shaping.Reshape _ ->
          in[0].layout().canReshape(out.shape())
              ? view(primitive, in[0], out)
              : copy(in[0], out);
      case Shaping.Concatenate(int dimension) -> concatenate(dimension, in, out);
      case Shaping.Pad pad -> pad(pad, in, out);
      case Shaping.BitcastConvert _ -> bitcast(in[0], out);
    };
  }

  private static Strided view(Shaping primitive, Strided x, ArrayType out) {
    return x.with(Objects.requireNonNull(Views.of(primitive, x.layout(), out.shape())));
  }

  /// The elements in row-major order, as fresh elements of a shape of equal size.
  static Strided copy(Strided x, ArrayType out) {
    Cursor at = new Cursor(x);
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      sink.bits(at.bits());
    }
    return sink.result();
  }

  private static Strided iota(int dimension, ArrayType out) {
    Shape shape = out.shape();
    long inner = shape.subshape(dimension + 1, shape.rank()).size();
    long n = shape.get(dimension);
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      sink.bits(ScalarBits.of(out.dtype(), i / inner % n));
    }
    return sink.result();
  }

  /// Writes all elements of a source to the positions of a layout in the target.
  static void scatter(Strided source, Strided target, Layout places) {
    Cursor from = new Cursor(source);
    Positions to = new Positions(places);
    for (long i = 0; i < source.shape().size(); i++) {
      Transfer.putBits(target.buffer().segment(), target.dtype(), to.next(), from.bits());
    }
  }

  private static Strided concatenate(int dimension, Strided[] in, ArrayType out) {
    Strided result = Strided.allocate(out);
    long[] starts = new long[out.rank()];
    long[] steps = new long[out.rank()];
    Arrays.fill(steps, 1);
    for (Strided part : in) {
      scatter(part, result, result.layout().slice(starts, steps, part.shape()));
      starts[dimension] += part.shape().get(dimension);
    }
    return result;
  }

  /// Element i of an axis goes to `low + i·(interior + 1)`, if that lies within the result.
  private static Strided pad(Shaping.Pad pad, Strided[] in, ArrayType out) {
    Strided result = Strided.allocate(out);
    long filler = Transfer.bits(in[1]);
    for (long i = 0; i < out.size(); i++) {
      Transfer.putBits(result.buffer().segment(), out.dtype(), i, filler);
    }
    Cursor from = new Cursor(in[0]);
    IndexWalk walk = new IndexWalk(in[0].shape());
    for (long i = 0; i < in[0].shape().size(); i++) {
      long bits = from.bits();
      long position = padded(pad, walk.next(), out.shape());
      if (position >= 0) {
        Transfer.putBits(result.buffer().segment(), out.dtype(), position, bits);
      }
    }
    return result;
  }

  private static long padded(Shaping.Pad pad, long[] index, Shape out) {
    long position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      long at = pad.low().get(axis) + index[axis] * (pad.interior().get(axis) + 1);
      if (at < 0 || at >= out.get(axis)) {
        return -1;
      }
      position = position * out.get(axis) + at;
    }
    return position;
  }

  /// Row-major bytes are the same in both types; floating NaN is made canonical first.
  private static Strided bitcast(Strided x, ArrayType out) {
    Strided canonical = Strided.allocate(new ArrayType(x.dtype(), x.shape()));
    Cursor at = new Cursor(x);
    for (long i = 0; i < x.shape().size(); i++) {
      long bits = at.bits();
      Transfer.putBits(canonical.buffer().segment(), x.dtype(), i, canonical(x.dtype(), bits));
    }
    return new Strided(out.dtype(), canonical.buffer(), Layout.rowMajor(out.shape()));
  }

  private static long canonical(DType dtype, long bits) {
    if (dtype.isFloating() && Double.isNaN(ScalarBits.toDouble(dtype, bits))) {
      return ScalarBits.of(dtype, Double.NaN);
    }
    return bits;
  }
}
