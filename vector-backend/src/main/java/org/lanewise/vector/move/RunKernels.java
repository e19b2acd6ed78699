package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Warmth;

/// The [RunKernel] of a type of elements, and whether it is hot.
final class RunKernels {
  private static final Kinds<Element, RunKernels> KINDS = new Kinds<>(RunKernels::new);
  private static final long HOT_NANOS = 4000;
  private static final int TRIED = 8;

  private final RunKernel kernel;
  private final Warmth warmth;
  private final int lanes;

  private RunKernels(Element element) {
    RunKernel emitted = RunEmitter.emit(element);
    int vector = Species.BITS / 8 / element.size();
    Strided run = Strided.allocate(element.dtype(), Shape.of(4L * vector));
    this.kernel = emitted;
    this.lanes = vector;
    this.warmth = new Warmth(() -> trial(emitted, run), HOT_NANOS);
  }

  private static void trial(RunKernel kernel, Strided run) {
    MemorySegment segment = Memory.segment(run);
    long at = Memory.at(run);
    int length = (int) run.shape().size();
    int bytes = length * run.dtype().byteSize();
    kernel.add(segment, at, 0, new long[TRIED], TRIED, segment, at, length);
    kernel.take(segment, at, 0, new long[TRIED], TRIED, segment, at, bytes);
    kernel.put(segment, at, 0, new long[TRIED], TRIED, segment, at, bytes);
  }

  /// The kernel that moves.
  static RunKernels mover() {
    return KINDS.of(Element.LONG);
  }

  /// The kernel that adds elements of a type that [AddKernels] has.
  static RunKernels of(DType type) {
    return KINDS.of(AddKernels.element(type));
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  boolean isHot() {
    return warmth.isHot();
  }

  RunKernel kernel() {
    return kernel;
  }

  /// The elements of a vector.
  int lanes() {
    return lanes;
  }
}
