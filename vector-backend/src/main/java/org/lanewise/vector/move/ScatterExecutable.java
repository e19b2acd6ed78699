package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
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

/// `scatter` and `scatter_add`: window after window, in the order of places, by one thread.
///
/// Updates are combined in their row-major order. Going window by window keeps it where the places
/// come first among the axes of the updates, and also where windows of different places share only
/// like elements with like: where they have size 1 along all indexed axes. The rest is left to the
/// reference backend, and so are rarer operators and types.
final class ScatterExecutable implements Executable {
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
  public Strided[] execute(Strided... operands) {
    Strided result = RowMajor.copy(operands[0]);
    if (windowed.size() > 0 && result.shape().size() > 0) {
      Strided updates = operands[2].with(operands[2].layout().transpose(order));
      combine(RowMajor.of(updates), operands[1], result);
    }
    return new Strided[] {result};
  }

  private boolean clamps() {
    return switch (scatter.mode()) {
      case CLIP -> true;
      case FILL_OR_DROP, PROMISE_IN_BOUNDS -> false;
    };
  }

  private void combine(Strided updates, Strided indices, Strided result) {
    DType dtype = result.dtype();
    Layout window = places.window(result.layout());
    Layout together = Layout.rowMajor(window.shape());
    boolean adding = scatter.op() == Indexing.Scatter.Op.ADD;
    Loops loops = Loops.of(together, window, dtype.byteSize());
    long[] distances = places.distances(result, indices, clamps());
    long bytes = window.shape().size() * dtype.byteSize();
    MemorySegment source = Memory.segment(updates);
    MemorySegment target = Memory.segment(result);
    for (int place = 0; place < distances.length; place++) {
      if (distances[place] == Places.OUTSIDE) {
        continue;
      }
      long from = Memory.at(updates) + place * bytes;
      long to = Memory.at(result) + distances[place];
      if (adding) {
        AddKernels.add(dtype, window, source, from, target, to);
      } else {
        new Mover(loops, source, from, target, to).move();
      }
    }
    Reference.reachabilityFence(updates.buffer());
    Reference.reachabilityFence(result.buffer());
  }
}
