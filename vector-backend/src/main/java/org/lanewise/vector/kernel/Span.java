package org.lanewise.vector.kernel;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Buffer;

/// Memory that a loop may touch, by address.
///
/// @param start the first address
/// @param end the address after the last byte, padding included
/// @param segment what accesses go through
/// @param origin the address at which the segment's offsets begin
public record Span(long start, long end, MemorySegment segment, long origin) {

  /// A buffer's memory; whoever uses the span keeps the buffer reachable.
  public static Span of(Buffer buffer) {
    long start = buffer.address();
    long end = start + buffer.byteSize();
    return Memory.CHECKED
        ? new Span(start, end, buffer.segment(), start)
        : new Span(start, end, Memory.ALL, 0);
  }

  /// Where an address lies in the segment.
  public long at(long address) {
    return address - origin;
  }

  /// States what shapes and strides guarantee, in checked mode.
  public void prove(long address, long bytes) {
    if (Memory.CHECKED && (address < start || address + bytes > end)) {
      throw new AssertionError(
          "a kernel would leave its operand: bytes %d to %d of %d; please report this"
              .formatted(address - start, address - start + bytes, end - start));
    }
  }
}
