package org.lanewise.vector.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.lanewise.memory.Strided;

/// How kernels see the memory of their operands: a segment and a byte offset in it.
///
/// Without checks the segment is always [#ALL] and the offset an address. Kernels say so in their
/// first line, `segment = Memory.view(segment)`, which C2 folds to the constant: raw addresses into
/// one segment are 15–20 % faster than segments as arguments and keep type profiles clean. The
/// caller has proved all accesses in bounds from shapes and strides, and holds the buffer
/// reachable. With `-Dlanewise.checks=true` kernels get the buffers' own segments, and every access
/// is checked.
public final class Memory {
  /// All memory.
  @SuppressWarnings("restricted") // kernels keep to the bounds that their callers proved
  public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  static {
    // Loads the class of segments on the heap now. Where it comes later (with the first conversion
    // of
    // a vector, or a user's), the JVM discards all code that C2 compiled while segments had one
    // class,
    // hot kernels included, and they would box until they are compiled again.
    if (MemorySegment.ofArray(new byte[0]).isNative()) {
      throw new AssertionError("an array lies on the heap");
    }
  }

  /// Whether every access is checked.
  public static final boolean CHECKED = Boolean.getBoolean("lanewise.checks");

  /// The order of bytes in memory.
  public static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// One byte.
  public static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  /// Two bytes, of whatever alignment (a check of alignment would cost, and offsets are multiples
  /// anyway).
  public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

  /// Four bytes.
  public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /// Eight bytes.
  public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  /// An IEEE binary32.
  public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /// An IEEE binary64.
  public static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private Memory() {}

  /// The segment that a kernel gets for an operand.
  public static MemorySegment segment(Strided operand) {
    return CHECKED ? operand.buffer().segment() : ALL;
  }

  /// Where in that segment the operand's first element lies, in bytes.
  public static long at(Strided operand) {
    return CHECKED ? operand.byteOffset() : operand.address();
  }

  /// The segment that a kernel works on; a constant unless accesses are checked.
  public static MemorySegment view(MemorySegment segment) {
    return CHECKED ? segment : ALL;
  }
}
