package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Warmth;

/// The [TransposeKernel] of a size of elements, and whether it is hot.
final class Transposer {
  private static final long HOT_NANOS = 2000;

  private final TransposeKernel kernel;
  private final Warmth warmth;

  /// @param element integers of that size
  Transposer(Element element) {
    TransposeKernel emitted = TransposeEmitter.emit(element);
    int lanes = Species.BITS / 8 / element.size();
    Strided block = Strided.allocate(element.dtype(), Shape.of(lanes, lanes));
    this.kernel = emitted;
    this.warmth = new Warmth(() -> trial(emitted, block), HOT_NANOS);
  }

  /// Transposes a block in place: it is read before it is written.
  private static void trial(TransposeKernel kernel, Strided block) {
    MemorySegment segment = Memory.segment(block);
    long at = Memory.at(block);
    long step = block.layout().stride(0) * block.dtype().byteSize();
    kernel.blocks(segment, at, step, segment, at, step, 1);
    kernel.lowBlocks(segment, at, step, segment, at, step, 1, 1);
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  boolean isHot() {
    return warmth.isHot();
  }

  TransposeKernel kernel() {
    return kernel;
  }
}
