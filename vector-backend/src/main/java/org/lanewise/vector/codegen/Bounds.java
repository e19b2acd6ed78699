package org.lanewise.vector.codegen;

import java.lang.foreign.MemorySegment;

/// The segments of kernels in checked mode (`-Dlanewise.checks=true`).
final class Bounds {
  private Bounds() {}

  /// The bytes that one operand of one call may touch.
  @SuppressWarnings("restricted") // the caller proved that these bytes are the operand's
  static MemorySegment bounded(long address, long byteSize) {
    return MemorySegment.ofAddress(address).reinterpret(byteSize);
  }
}
