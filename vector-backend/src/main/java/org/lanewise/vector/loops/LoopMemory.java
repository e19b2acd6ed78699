package org.lanewise.vector.loops;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.RowMajor;

/// Where the arrays of one run of a loop lie.
final class LoopMemory {
  private final Strided[] held;
  private final MemorySegment[] segments;
  private final long[] at;
  private final long[] steps;
  private int next;

  LoopMemory(int arrays) {
    this.held = new Strided[arrays];
    this.segments = new MemorySegment[arrays];
    this.at = new long[arrays];
    this.steps = new long[arrays];
  }

  /// Adds an array that is the same in each step.
  void addConstant(Strided operand) {
    add(RowMajor.of(operand), 0, 0);
  }

  /// Adds a carry with its first value; gives the memory in which it will be.
  Strided addCarry(Strided first) {
    Strided carry = RowMajor.copy(first);
    add(carry, 0, 0);
    return carry;
  }

  /// Adds an array that has a row for each step.
  ///
  /// @param reverse whether step 0 has the last row
  void addRows(Strided rows, boolean reverse) {
    Layout layout = rows.layout();
    Strided held = areRowsContiguous(layout) ? rows : RowMajor.copy(rows);
    long step = held.layout().stride(0) * held.dtype().byteSize();
    long last = layout.shape().get(0) - 1;
    add(held, reverse ? last * step : 0, reverse ? -step : step);
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

  private void add(Strided array, long start, long step) {
    held[next] = array;
    segments[next] = Memory.segment(array);
    at[next] = Memory.at(array) + start;
    steps[next++] = step;
  }

  /// Runs some steps; see [LoopKernel#run].
  long run(LoopKernel kernel, long from, long to) {
    long reached = kernel.run(segments, at, steps, from, to);
    Reference.reachabilityFence(held);
    return reached;
  }
}
