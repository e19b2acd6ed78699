package org.lanewise.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Moves elements between Java and off-heap memory.
public final class Transfer {
  private Transfer() {}

  /// Makes a scalar of the given bits (see [ScalarBits]).
  public static Strided scalar(DType dtype, long bits) {
    Strided scalar = Strided.allocate(dtype, Shape.scalar());
    putBits(scalar.buffer().segment(), dtype, 0, bits);
    return scalar;
  }

  /// Copies a Java array into an i32 vector.
  public static Strided copyOf(int... values) {
    return copyOf(DType.INT32, Shape.of(values.length), MemorySegment.ofArray(values));
  }

  /// Copies a Java array into a bool vector.
  public static Strided copyOf(boolean... values) {
    Strided copy = Strided.allocate(DType.BOOL, Shape.of(values.length));
    for (int i = 0; i < values.length; i++) {
      putBits(copy.buffer().segment(), DType.BOOL, i, values[i] ? 1 : 0);
    }
    return copy;
  }

  /// Copies the bytes of a segment (a Java array, or the user's own memory) into row-major
  /// elements.
  public static Strided copyOf(DType dtype, Shape shape, MemorySegment source) {
    Strided copy = Strided.allocate(dtype, shape);
    MemorySegment.copy(source, 0, copy.buffer().segment(), 0, shape.size() * dtype.byteSize());
    return copy;
  }

  /// Reads the bits of an element at a position in a segment, in elements.
  public static long getBits(MemorySegment segment, DType dtype, long index) {
    return switch (dtype.byteSize()) {
      case 1 -> segment.get(JAVA_BYTE, index) & 0xFFL;
      case 2 -> segment.getAtIndex(JAVA_SHORT, index) & 0xFFFFL;
      case 4 -> segment.getAtIndex(JAVA_INT, index) & 0xFFFFFFFFL;
      default -> segment.getAtIndex(JAVA_LONG, index);
    };
  }

  /// Writes the bits of an element at a position in a segment, in elements.
  public static void putBits(MemorySegment segment, DType dtype, long index, long bits) {
    switch (dtype.byteSize()) {
      case 1 -> segment.set(JAVA_BYTE, index, (byte) bits);
      case 2 -> segment.setAtIndex(JAVA_SHORT, index, (short) bits);
      case 4 -> segment.setAtIndex(JAVA_INT, index, (int) bits);
      default -> segment.setAtIndex(JAVA_LONG, index, bits);
    }
  }

  /// The bits of the one element of a scalar or of an array of size 1.
  public static long bits(Strided scalar) {
    return getBits(scalar.buffer().segment(), scalar.dtype(), scalar.layout().offset());
  }

  /// Copies all elements in row-major order into a Java-side segment (a Java array) of the same
  /// element size.
  public static void copyTo(Strided source, MemorySegment target) {
    DType dtype = source.dtype();
    MemorySegment segment = source.buffer().segment();
    Layout layout = source.layout();
    long size = layout.shape().size();
    if (layout.isContiguous()) {
      MemorySegment.copy(segment, source.byteOffset(), target, 0, size * dtype.byteSize());
      return;
    }
    Positions positions = new Positions(layout);
    for (long i = 0; i < size; i++) {
      putUnaligned(target, dtype, i, getBits(segment, dtype, positions.next()));
    }
  }

  private static void putUnaligned(MemorySegment target, DType dtype, long index, long bits) {
    long at = index * dtype.byteSize();
    switch (dtype.byteSize()) {
      case 1 -> target.set(JAVA_BYTE, at, (byte) bits);
      case 2 -> target.set(JAVA_SHORT_UNALIGNED, at, (short) bits);
      case 4 -> target.set(JAVA_INT_UNALIGNED, at, (int) bits);
      default -> target.set(JAVA_LONG_UNALIGNED, at, bits);
    }
  }
}
