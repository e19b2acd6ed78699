package org.lanewise.backend.reference;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Reads the elements of an array in row-major order, some at a time, into a Java array of the type
/// in which they are computed.
///
/// Here ends what element types and layouts are about: the kernels see `long`, `float` and
/// `double`.
final class Reader {
  private final Strided source;
  private final DType dtype;
  private final MemorySegment segment;
  private final Positions positions;

  Reader(Strided source) {
    this.source = source;
    this.dtype = source.dtype();
    this.segment = source.buffer().segment();
    this.positions = new Positions(source.layout());
  }

  /// Reads an operand of an elementwise primitive: a scalar, or an array whose sizes of 1 are
  /// repeated.
  static Reader repeated(Strided source, Shape shape) {
    Layout layout = source.layout();
    return layout.shape().equals(shape)
        ? new Reader(source)
        : new Reader(source.with(layout.broadcast(shape, Axes.range(layout.shape().rank()))));
  }

  /// Reads the next bits, with zeros above the width of the type.
  void bits(long[] target, int count) {
    switch (dtype.byteSize()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target[i] = segment.get(JAVA_BYTE, positions.next()) & 0xFFL;
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          target[i] = segment.getAtIndex(JAVA_SHORT, positions.next()) & 0xFFFFL;
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          target[i] = segment.getAtIndex(JAVA_INT, positions.next()) & 0xFFFF_FFFFL;
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          target[i] = segment.getAtIndex(JAVA_LONG, positions.next());
        }
      }
    }
    Reference.reachabilityFence(source);
  }

  /// Reads the next values of integers or bool; u64 as it is.
  void longs(long[] target, int count) {
    bits(target, count);
    if (dtype.isSigned()) {
      int unused = 64 - dtype.bitSize();
      for (int i = 0; i < count; i++) {
        target[i] = target[i] << unused >> unused;
      }
    }
  }

  /// Reads the next values of f16, bf16 or f32, exact.
  void floats(float[] target, int count) {
    switch (dtype) {
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[i] = Float.float16ToFloat(segment.getAtIndex(JAVA_SHORT, positions.next()));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          short bits = segment.getAtIndex(JAVA_SHORT, positions.next());
          target[i] = Conversions.bfloat16ToFloat(bits);
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          target[i] = segment.getAtIndex(JAVA_FLOAT, positions.next());
        }
      }
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> throw noFloats();
      case FLOAT64, COMPLEX64, COMPLEX128 -> throw noFloats();
    }
    Reference.reachabilityFence(source);
  }

  private AssertionError noFloats() {
    return new AssertionError(dtype + " does not compute in f32");
  }

  /// Reads the next values of any floating type, exact.
  void doubles(double[] target, int count) {
    if (dtype == DType.FLOAT64) {
      for (int i = 0; i < count; i++) {
        target[i] = segment.getAtIndex(JAVA_DOUBLE, positions.next());
      }
      Reference.reachabilityFence(source);
      return;
    }
    float[] narrow = new float[count];
    floats(narrow, count);
    for (int i = 0; i < count; i++) {
      target[i] = narrow[i];
    }
  }
}
