package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Warmth;

/// The generated kernels of this process, one for each type of elements, made when first needed.
public final class TileKernels {
  private static final Map<Element, Kind> KINDS = new EnumMap<>(Element.class);

  private TileKernels() {}

  /// A kernel, the shape of its tiles, and whether it is hot.
  ///
  /// @param shape the shape of its tiles
  /// @param kernel the inner loops
  /// @param warmth whether they are hot
  public record Kind(TileShape shape, TileKernel kernel, Warmth warmth) {
    static Kind of(Element element) {
      TileShape shape = TileShape.of(element);
      TileKernel kernel = TileEmitter.emit(shape);
      return new Kind(shape, kernel, new Warmth(() -> trial(shape, kernel), HOT_NANOS));
    }
  }

  private static final long HOT_NANOS = 10_000;

  /// The depth of the tiles that are tried.
  private static final int DEPTH = 8;

  private static void trial(TileShape shape, TileKernel kernel) {
    Workspace work = Workspace.borrow(shape);
    MemorySegment memory = work.edgeSegment();
    long at = work.edgeAt();
    long step = (long) shape.columns() * shape.element().size();
    int rows = Math.min(shape.rows(), DEPTH) - 1;
    kernel.packLeft(memory, at, step, rows, work.left(), 0);
    kernel.packRight(memory, at, step, rows, work.right(), 0);
    kernel.multiplyRows(DEPTH, work.left(), 0, work.right(), 0, work.tile());
    kernel.multiplyColumns(DEPTH, work.left(), 0, work.right(), 0, work.tile());
    kernel.multiplyFewRows(DEPTH, work.left(), 0, work.right(), 0, work.tile());
    kernel.multiplyFewColumns(DEPTH, work.left(), 0, work.right(), 0, work.tile());
    kernel.store(work.tile(), memory, at, step);
    kernel.add(work.tile(), memory, at, step);
    kernel.storePart(work.tile(), 0, shape.rows(), 3, memory, at, step);
    kernel.addPart(work.tile(), 0, shape.rows(), 3, memory, at, step);
    work.giveBack();
  }

  /// The kernel for a type of elements.
  public static Kind of(Element element) {
    synchronized (KINDS) {
      return KINDS.computeIfAbsent(element, Kind::of);
    }
  }
}
