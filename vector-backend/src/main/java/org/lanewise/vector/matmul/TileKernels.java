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
      return new Kind(shape, kernel, new Warmth(trial(shape, kernel), HOT_NANOS));
    }
  }

  private static final long HOT_NANOS = 10_000;

  /// The depth of the tiles that are tried.
  private static final int DEPTH = 8;

  private static Runnable trial(TileShape shape, TileKernel kernel) {
    Object right = shape.element().newArray(DEPTH * shape.columns());
    return () -> trial(shape, kernel, right);
  }

  private static void trial(TileShape shape, TileKernel kernel, Object right) {
    Workspace work = Workspace.borrow(shape);
    MemorySegment memory = work.edgeSegment();
    long at = work.edgeAt();
    long step = (long) shape.columns() * shape.element().size();
    int some = shape.rows() / 2; // two panels of them fit into the memory
    int apart = shape.rows() * shape.rowStride();
    kernel.packLeft(memory, at, step, Math.min(some, 3), work.left(), 0, 2, apart);
    kernel.packLeftPart(memory, at, step, some, work.left(), 0, 3);
    kernel.packRows(memory, at, step, some, shape.columns() - 1, work.left(), 0);
    kernel.packRight(memory, at, 2 * step, some, right, 0, 2, some * shape.columns());
    kernel.packRightPart(memory, at, step, some, right, 0, 3);
    kernel.multiplyRows(DEPTH, work.left(), 0, right, 0, work.tile());
    kernel.multiplyColumns(DEPTH, work.left(), 0, right, 0, work.tile());
    kernel.multiplyFewRows(DEPTH, work.left(), 0, right, 0, work.tile());
    kernel.multiplyFewColumns(DEPTH, work.left(), 0, right, 0, work.tile());
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
