package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.TypeRules;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.team.Team;

/// `gather`: window after window, as runs of memory where they are.
///
/// Windows are collected one after the other, place by place; where the result has its axes in
/// another order, they are put in it afterwards.
final class GatherExecutable implements Placing {
  /// The bytes below which a second thread does not pay.
  private static final long GRAIN = 1 << 17;

  /// What finding a window costs, in bytes that could be moved meanwhile.
  private static final long COST = 16;

  /// The places that are found at once.
  private static final int AT_ONCE = 256;

  private final Indexing.Gather gather;
  private final ArrayType result;
  private final Places places;
  private final Axes order;

  private GatherExecutable(Indexing.Gather gather, ArrayType indices, ArrayType result) {
    this.gather = gather;
    this.result = result;
    this.places = new Places(gather.dimensions(), gather.sliceSizes(), indices);
    this.order = order(gather.dimensions().windowDims(), result.rank());
  }

  static Executable of(Indexing.Gather gather, List<ArrayType> operands) {
    ArrayType result = TypeRules.infer(gather, operands).get(0);
    return new GatherExecutable(gather, operands.get(1), result);
  }

  /// For each axis of the result, its axis among places and then windows.
  private static Axes order(Axes windowDims, int rank) {
    int[] order = new int[rank];
    int place = 0;
    for (int axis = 0; axis < rank; axis++) {
      int window = windowDims.indexOf(axis);
      order[axis] = window >= 0 ? rank - windowDims.size() + window : place++;
    }
    return Axes.of(order);
  }

  @Override
  public Strided executeAt(@Nullable Strided place, Strided... operands) {
    Layout window = places.window(operands[0].layout());
    Shape collected = places.shape().concat(window.shape());
    Strided windows =
        place != null && order.isIdentity()
            ? new Strided(result.dtype(), place.buffer(), Layout.rowMajor(collected))
            : Strided.allocate(result.dtype(), collected);
    if (result.size() > 0) {
      collect(operands[0], operands[1], window, windows);
    }
    Strided ordered = windows.with(windows.layout().transpose(order));
    return order.isIdentity() ? windows : RowMajor.of(ordered);
  }

  private boolean clamps() {
    return switch (gather.mode()) {
      case CLIP, PROMISE_IN_BOUNDS -> true;
      case FILL_OR_DROP -> false;
    };
  }

  private void collect(Strided operand, Strided indices, Layout window, Strided windows) {
    Locator locator = places.locator(operand, indices, clamps());
    Layout together = Layout.rowMajor(window.shape());
    Loops loops = Loops.of(window, together, operand.dtype().byteSize());
    long bytes = window.shape().size() * operand.dtype().byteSize();
    Team.shared()
        .forRange(
            places.shape().size(),
            Math.max(1, GRAIN / (bytes + COST)),
            (first, last) -> {
              long[] distances = new long[(int) Math.min(AT_ONCE, last - first)];
              for (long place = first; place < last; place += AT_ONCE) {
                int count = (int) Math.min(AT_ONCE, last - place);
                boolean inside = locator.locate(place, count, distances);
                long to = Memory.at(windows) + place * bytes;
                collect(loops, operand, distances, count, windows, to, bytes);
                if (!inside) {
                  fillOutside(distances, count, Memory.segment(windows), to, bytes);
                }
              }
            });
    Reference.reachabilityFence(locator);
    Reference.reachabilityFence(operand.buffer());
    Reference.reachabilityFence(windows.buffer());
  }

  /// Windows that are outside are left out.
  private static void collect(
      Loops loops,
      Strided operand,
      long[] distances,
      int count,
      Strided windows,
      long to,
      long bytes) {
    MemorySegment source = Memory.segment(operand);
    MemorySegment target = Memory.segment(windows);
    long from = Memory.at(operand);
    if (loops.depth() == 0) {
      WindowKernels.take(loops.unit(), source, from, distances, count, target, to);
    } else if (loops.isRun()) {
      WindowKernels.takeRuns(source, from, distances, count, target, to, bytes);
    } else {
      for (int i = 0; i < count; i++) {
        if (distances[i] != Locator.OUTSIDE) {
          new Mover(loops, source, from + distances[i], target, to + i * bytes).move();
        }
      }
    }
  }

  private void fillOutside(long[] distances, int count, MemorySegment target, long to, long bytes) {
    for (int i = 0; i < count; i++) {
      if (distances[i] == Locator.OUTSIDE) {
        fill(target, to + i * bytes, bytes / result.dtype().byteSize());
      }
    }
  }

  /// NaN, the smallest signed and the largest unsigned integer, true.
  private void fill(MemorySegment target, long to, long count) {
    DType dtype = result.dtype();
    long bits =
        switch (dtype) {
          case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> ScalarBits.of(dtype, Double.NaN);
          case INT8, INT16, INT32, INT64 ->
              ScalarBits.of(dtype, Long.MIN_VALUE >> (Long.SIZE - dtype.bitSize()));
          case UINT8, UINT16, UINT32, UINT64 -> ScalarBits.of(dtype, -1L);
          case BOOL -> 1;
          case COMPLEX64, COMPLEX128 -> throw new AssertionError("no gather of " + dtype);
        };
    StepKernels.fill(dtype.byteSize(), bits, target, to, Math.toIntExact(count));
  }
}
