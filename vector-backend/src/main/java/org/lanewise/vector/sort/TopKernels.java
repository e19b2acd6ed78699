package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Warmth;

/// The [TopKernel] of a type of elements, and whether it is hot.
final class TopKernels {
  private static final Kinds<DType, TopKernels> KINDS = new Kinds<>(TopKernels::new);
  private static final int TRIED = 512;
  private static final long HOT_NANOS = 4000;

  private final TopKernel kernel;
  private final int groups;
  private final boolean wide;
  private final Warmth warmth;

  private TopKernels(DType type) {
    TopKernel emitted = TopEmitter.emit(type);
    Element element = TopEmitter.lane(type);
    Strided row = Strided.allocate(element.dtype(), Shape.of(TRIED));
    element.fill(Memory.segment(row), Memory.at(row), TRIED, 1);
    this.kernel = emitted;
    this.groups = TopEmitter.groups(type);
    this.wide = type.byteSize() == 8;
    Object peaks = newPeaks();
    long zero = !type.isUnsigned() ? 0 : wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
    this.warmth = new Warmth(() -> trial(emitted, row, zero, peaks), HOT_NANOS);
  }

  private static void trial(TopKernel kernel, Strided ones, long zero, Object peaks) {
    MemorySegment row = Memory.segment(ones);
    long at = Memory.at(ones);
    long[] found = new long[2];
    kernel.seek(row, at, 0, TRIED, zero + 1, found);
    for (int start = 0; start < TRIED; start += TopKernel.BLOCK) {
      kernel.seek(row, at, start, TRIED, zero, found);
    }
    kernel.peaks(row, at, TRIED, peaks);
  }

  /// The kernel of a type of 32 or 64 bits.
  static TopKernels of(DType type) {
    return KINDS.of(type);
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  boolean isHot() {
    return warmth.isHot();
  }

  TopKernel kernel() {
    return kernel;
  }

  /// The number of groups of [TopKernel#peaks].
  int groups() {
    return groups;
  }

  /// What [TopKernel#peaks] fills.
  Object newPeaks() {
    return wide ? new long[groups] : new int[groups];
  }
}
