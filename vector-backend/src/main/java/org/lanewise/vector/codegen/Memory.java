package org.lanewise.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// The memory that generated code reads and writes.
@SuppressWarnings("restricted") // raw addresses are what kernels work on; their bounds are proved before
public final class Memory {
  /// All of it: raw addresses into one segment are 15–20 % faster than segments as arguments.
  public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// Whether kernels get segments of just the bytes that they may touch (`-Dlanewise.checks=true`).
  public static final boolean CHECKED = Boolean.getBoolean("lanewise.checks");

  private Memory() {}

  /// The bytes that one operand of one call may touch, in checked mode.
  static MemorySegment bounded(long address, long byteSize) {
    return MemorySegment.ofAddress(address).reinterpret(byteSize);
  }
}
