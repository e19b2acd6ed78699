package org.lanewise.vector.loops;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;

/// Where the arrays of one run of a loop lie.
///
/// The last place is scratch memory, for forms that want some.
final class LoopMemory implements AutoCloseable {
  private final List<Slot> arrays;
  private final CarryBlock layout;
  private final Strided block;
  private final MemorySegment blockSegment;
  private final Strided[] held;
  private final MemorySegment[] segments;
  private final long[] at;
  private final long[] steps;
  private final long[] now;
  private final boolean[] own;
  private int next;

  LoopMemory(List<Slot> arrays, CarryBlock layout) {
    this.arrays = arrays;
    this.layout = layout;
    this.block = Strided.allocate(DType.UINT8, Shape.of(layout.bytes()));
    this.blockSegment = block.buffer().segment();
    this.held = new Strided[arrays.size() + 1];
    this.segments = new MemorySegment[held.length];
    this.at = new long[held.length];
    this.steps = new long[held.length];
    this.now = new long[held.length];
    this.own = new boolean[held.length];
    put(arrays.size(), block, 0, 0);
  }

  /// Adds an array that is the same in each step.
  void addConstant(Strided operand) {
    own[next] = !operand.layout().isContiguous();
    put(next++, RowMajor.of(operand), 0, 0);
  }

  /// Adds a carry with its first value.
  void addCarry(Strided first) {
    Strided carry = carry(next);
    if (first.shape().size() == 1) {
      Transfer.putBits(blockSegment, carry.dtype(), carry.layout().offset(), Transfer.bits(first));
      Reference.reachabilityFence(first.buffer());
    } else {
      Mover.move(first, carry);
    }
    put(next++, carry, 0, 0);
  }

  private Strided carry(int array) {
    Slot slot = arrays.get(array);
    Shape shape = slot.type().shape();
    long offset = layout.offsets().get(array) / slot.type().dtype().byteSize();
    Layout there = Layout.of(shape, Layout.rowMajor(shape).strides(), offset);
    return new Strided(slot.type().dtype(), block.buffer(), there);
  }

  /// A copy of a carry as it is now.
  Strided result(int array) {
    Strided carry = held[array];
    if (carry.shape().size() == 1) {
      long bits = Transfer.getBits(blockSegment, carry.dtype(), carry.layout().offset());
      return Transfer.scalar(carry.dtype(), bits).with(Layout.rowMajor(carry.shape()));
    }
    return RowMajor.copy(carry);
  }

  /// Adds an array that has a row for each step.
  ///
  /// @param reverse whether step 0 has the last row
  void addRows(Strided rows, boolean reverse) {
    Layout layout = rows.layout();
    boolean asTheyAre = areRowsContiguous(layout);
    own[next] = !asTheyAre;
    Strided placed = asTheyAre ? rows : RowMajor.copy(rows);
    long step = placed.layout().stride(0) * placed.dtype().byteSize();
    long last = layout.shape().get(0) - 1;
    put(next++, placed, reverse ? last * step : 0, reverse ? -step : step);
  }

  private static boolean areRowsContiguous(Layout layout) {
    long expected = 1;
    for (int axis = layout.shape().rank() - 1; axis > 0; axis--) {
      if (layout.shape().get(axis) != 1 && layout.stride(axis) != expected) {
        return false;
      }
      expected *= layout.shape().get(axis);
    }
    return true;
  }

  /// Makes scratch memory of a size.
  void makeScratch(long bytes) {
    if (held[arrays.size()] == block) {
      own[arrays.size()] = true;
      put(arrays.size(), Strided.allocate(DType.UINT8, Shape.of(bytes)), 0, 0);
    }
  }

  /// The scratch memory.
  Strided scratch() {
    return held[arrays.size()];
  }

  /// An array: all of a constant or a carry, the rows of all steps.
  Strided array(int number) {
    return held[number];
  }

  /// A copy of all that a few steps need, to run them for practice.
  ///
  /// @param rows how many steps
  LoopMemory copy(int rows) {
    LoopMemory copy = new LoopMemory(arrays, layout);
    for (int i = 0; i < arrays.size(); i++) {
      Strided array = held[i];
      copy.own[i] = true;
      switch (arrays.get(i).kind()) {
        case CONSTANT -> copy.put(i, RowMajor.copy(array), 0, 0);
        case CARRY -> copy.put(i, copy.carry(i), 0, 0);
        case ROW, STACK -> {
          long[] sizes = array.shape().toArray();
          sizes[0] = rows;
          Layout first =
              array.layout().slice(new long[sizes.length], ones(sizes.length), Shape.of(sizes));
          Strided some = RowMajor.copy(array.with(first));
          copy.put(i, some, 0, some.layout().stride(0) * some.dtype().byteSize());
        }
      }
    }
    copy.copyCarries(this);
    return copy;
  }

  private static long[] ones(int rank) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }

  /// Sets the carries to those of another run.
  void copyCarries(LoopMemory other) {
    MemorySegment.copy(other.blockSegment, 0, blockSegment, 0, layout.bytes());
  }

  private void put(int number, Strided array, long start, long step) {
    held[number] = array;
    segments[number] = Memory.segment(array);
    at[number] = Memory.at(array) + start;
    steps[number] = step;
  }

  /// Runs some steps; see [LoopKernel#run].
  long run(LoopKernel kernel, long from, long to) {
    long reached = kernel.run(segments, at, steps, now, from, to);
    Reference.reachabilityFence(held);
    return reached;
  }

  /// Gives back what only the run needed.
  @Override
  public void close() {
    for (int i = 0; i < held.length; i++) {
      if (own[i] && held[i].buffer() != block.buffer()) {
        held[i].buffer().release();
      }
    }
    block.buffer().release();
  }
}
