package org.lanewise.vector.convolution;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Warmth;
import org.lanewise.vector.matmul.TileKernels;
import org.lanewise.vector.matmul.TileShape;

/// The generated kernels of this process, one for each type of elements, made when first needed.
final class PatchKernels {
  private static final Kinds<Element, Kind> KINDS = new Kinds<>(Kind::of);
  private static final long HOT_NANOS = 10_000;

  /// The rows that are tried.
  private static final int TRIED = 8;

  private PatchKernels() {}

  /// What a product of patches is computed with.
  ///
  /// @param tiles the inner loops of the product
  /// @param patches what packs
  /// @param warmth whether that is hot
  record Kind(TileKernels.Kind tiles, PatchKernel patches, Warmth warmth) {
    static Kind of(Element element) {
      TileKernels.Kind tiles = TileKernels.of(element);
      PatchKernel kernel = PatchEmitter.emit(tiles.shape());
      Trial trial = new Trial(tiles.shape(), kernel);
      return new Kind(tiles, kernel, new Warmth(trial::run, HOT_NANOS));
    }

    /// Whether the kernels are compiled; those that are not will be warmed.
    boolean isHot() {
      boolean tilesHot = tiles.warmth().isHot();
      return warmth.isHot() && tilesHot;
    }
  }

  /// Calls every method on memory of its own.
  private static final class Trial {
    private final TileShape shape;
    private final PatchKernel kernel;
    private final Strided source;
    private final Object panel;
    private final long[] offsets = new long[TRIED];

    Trial(TileShape shape, PatchKernel kernel) {
      this.shape = shape;
      this.kernel = kernel;
      this.source = Strided.allocate(shape.element().dtype(), Shape.of(4L * shape.columns()));
      this.panel = shape.element().newArray(TRIED * shape.rowStride());
    }

    void run() {
      MemorySegment segment = Memory.segment(source);
      long at = Memory.at(source);
      int columns = shape.columns();
      kernel.copyRuns(segment, at, 0, TRIED, 3 * columns + 1, panel, 0);
      kernel.takeRows(segment, at, offsets, 0, TRIED, panel, 0);
      kernel.takeRowParts(segment, at, offsets, 0, TRIED, panel, 0, 5);
      kernel.takeColumnParts(segment, at, offsets, 0, TRIED, panel, 0, 5);
      kernel.takeSteps(
          segment, at, offsets, 0, TRIED, panel, 0, columns, columns, shape.element().size());
    }
  }

  /// The kernels for a type of elements.
  static Kind of(Element element) {
    return KINDS.of(element);
  }
}
