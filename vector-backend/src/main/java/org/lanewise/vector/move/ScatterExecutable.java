package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.team.Team;

/// `scatter` and `scatter_add`: window after window, in the order of places. Where windows are runs
/// of memory, each thread does a part of every window, otherwise one thread does all.
///
/// Updates are combined in their row-major order. Going window by window keeps it where the places
/// come first among the axes of the updates, and also where windows of different places share only
/// like elements with like: where they have size 1 along all indexed axes. The rest is left to the
/// reference backend, and so are rarer operators and types.
final class ScatterExecutable implements Placing {
  /// The bytes below which a second thread does not pay.
  private static final long GRAIN = 1 << 17;

  /// The places that are found at once.
  private static final int AT_ONCE = 256;

  /// Bytes of a line of the cache.
  private static final int LINE = 64;

  private final Indexing.Scatter scatter;
  private final Places places;
  private final Axes order;
  private final Shape windowed;

  private ScatterExecutable(Indexing.Scatter scatter, List<ArrayType> operands) {
    Shape updates = operands.get(2).shape();
    Axes window = scatter.dimensions().windowDims();
    this.scatter = scatter;
    this.places = new Places(scatter.dimensions(), sizes(scatter, operands), operands.get(1));
    this.order = window.complement(updates.rank()).concat(window);
    this.windowed = updates.select(order);
  }

  static Optional<Executable> of(Indexing.Scatter scatter, List<ArrayType> operands) {
    boolean known =
        switch (scatter.op()) {
          case SET -> true;
          case ADD -> AddKernels.has(operands.get(0).dtype());
          case MUL, MIN, MAX -> false;
        };
    return known && keepsOrder(scatter, operands)
        ? Optional.of(new ScatterExecutable(scatter, operands))
        : Optional.empty();
  }

  private static boolean keepsOrder(Indexing.Scatter scatter, List<ArrayType> operands) {
    Dimensions dimensions = scatter.dimensions();
    int rank = operands.get(2).rank();
    int window = dimensions.windowDims().size();
    if (dimensions.windowDims().equals(Axes.range(rank - window, rank))) {
      return true;
    }
    Shape sizes = sizes(scatter, operands);
    for (int i = 0; i < dimensions.indexedDims().size(); i++) {
      if (sizes.get(dimensions.indexedDims().get(i)) != 1) {
        return false;
      }
    }
    return true;
  }

  /// The size of a window by operand axis: those of the updates, and 1 where they have no axis.
  private static Shape sizes(Indexing.Scatter scatter, List<ArrayType> operands) {
    Dimensions dimensions = scatter.dimensions();
    Axes gone = dimensions.droppedDims().concat(dimensions.operandBatchDims());
    long[] sizes = new long[operands.get(0).rank()];
    int next = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] =
          gone.contains(axis)
              ? 1
              : operands.get(2).shape().get(dimensions.windowDims().get(next++));
    }
    return Shape.of(sizes);
  }

  @Override
  public Strided executeAt(@Nullable Strided place, Strided... operands) {
    ArrayType type = new ArrayType(operands[0].dtype(), operands[0].shape());
    Strided result = place == null ? Strided.allocate(type) : place;
    Mover.move(operands[0], result);
    if (windowed.size() > 0 && result.shape().size() > 0) {
      Strided updates = operands[2].with(operands[2].layout().transpose(order));
      combine(RowMajor.of(updates), operands[1], result);
    }
    return result;
  }

  private boolean clamps() {
    return switch (scatter.mode()) {
      case CLIP -> true;
      case FILL_OR_DROP, PROMISE_IN_BOUNDS -> false;
    };
  }

  private void combine(Strided updates, Strided indices, Strided result) {
    Layout window = places.window(result.layout());
    Layout together = Layout.rowMajor(window.shape());
    Loops loops = Loops.of(together, window, result.dtype().byteSize());
    Locator locator = places.locator(result, indices, clamps());
    if (AddTable.fits(scatter, locator, window, result)) {
      AddTable.add(locator, updates, result);
    } else if (loops.isRun()) {
      combineRuns(locator, updates, result, window.shape().size());
    } else {
      forBlocks(
          locator,
          (first, distances, count) ->
              combineWindows(window, loops, first, distances, count, updates, result));
    }
    Reference.reachabilityFence(locator);
    Reference.reachabilityFence(updates.buffer());
    Reference.reachabilityFence(result.buffer());
  }

  /// Some windows that were found.
  @FunctionalInterface
  private interface Found {
    void run(long first, long[] distances, int count);
  }

  private void forBlocks(Locator locator, Found found) {
    long size = places.shape().size();
    long[] distances = new long[(int) Math.min(AT_ONCE, size)];
    for (long first = 0; first < size; first += AT_ONCE) {
      int count = (int) Math.min(AT_ONCE, size - first);
      locator.locate(first, count, distances);
      found.run(first, distances, count);
    }
  }

  /// Windows that are runs are cut into lines of the cache, of which each thread takes some, of all
  /// windows.
  private void combineRuns(Locator locator, Strided updates, Strided result, long length) {
    int size = result.dtype().byteSize();
    int inLine = LINE / size;
    long lines = (length + inLine - 1) / inLine;
    int threads = Team.shared().size();
    long worth = GRAIN / (LINE * places.shape().size());
    Team.shared()
        .forRange(
            lines,
            Math.max(1 + worth, (lines + threads - 1) / threads),
            (firstLine, endLine) -> {
              long start = firstLine * inLine;
              int some = (int) (Math.min(length, endLine * inLine) - start);
              forBlocks(
                  locator,
                  (first, distances, count) -> {
                    long from = Memory.at(updates) + (first * length + start) * size;
                    long to = Memory.at(result) + start * size;
                    combineRuns(updates, from, length, distances, count, result, to, some);
                  });
            });
  }

  private void combineRuns(
      Strided updates,
      long from,
      long length,
      long[] distances,
      int count,
      Strided result,
      long to,
      int some) {
    MemorySegment source = Memory.segment(updates);
    MemorySegment target = Memory.segment(result);
    DType dtype = result.dtype();
    long step = length * dtype.byteSize();
    switch (scatter.op()) {
      case SET ->
          WindowKernels.putRuns(
              source, from, step, distances, count, target, to, (long) some * dtype.byteSize());
      case ADD -> {
        if (length == 1) {
          AddKernels.addSingles(dtype, source, from, distances, count, target, to);
        } else {
          AddKernels.addRuns(dtype, source, from, step, distances, count, target, to, some);
        }
      }
      case MUL, MIN, MAX -> throw new AssertionError("not combined here: " + scatter.op());
    }
  }

  private void combineWindows(
      Layout window,
      Loops loops,
      long first,
      long[] distances,
      int count,
      Strided updates,
      Strided result) {
    DType dtype = result.dtype();
    long bytes = window.shape().size() * dtype.byteSize();
    MemorySegment source = Memory.segment(updates);
    MemorySegment target = Memory.segment(result);
    for (int i = 0; i < count; i++) {
      if (distances[i] == Locator.OUTSIDE) {
        continue;
      }
      long from = Memory.at(updates) + (first + i) * bytes;
      long to = Memory.at(result) + distances[i];
      if (scatter.op() == Indexing.Scatter.Op.ADD) {
        AddKernels.add(dtype, window, source, from, target, to);
      } else {
        new Mover(loops, source, from, target, to).move();
      }
    }
  }
}
