package org.lanewise.vector.elementwise;

import java.util.Arrays;
import org.lanewise.memory.Layout;
import org.lanewise.type.Shape;

/// The nest of loops that walks a row-major result together with its operands, with as few axes as
/// possible: axes of size 1 are dropped, and neighbours that every operand walks as one are joined.
final class Loop {
  private final long[] sizes;
  private final long[][] strides;
  private int rank;

  private Loop(int maxRank, int operands) {
    this.sizes = new long[maxRank];
    this.strides = new long[operands][maxRank];
  }

  /// The loop over a result shape; operands of rank 0 and axes of size 1 are repeated.
  static Loop of(Shape result, Layout... operands) {
    Loop loop = new Loop(result.rank(), operands.length);
    for (int axis = 0; axis < result.rank(); axis++) {
      if (result.get(axis) != 1) {
        loop.append(result.get(axis), axis, operands);
      }
    }
    return loop;
  }

  private void append(long size, int axis, Layout... operands) {
    boolean joins = rank > 0;
    for (int k = 0; k < operands.length; k++) {
      strides[k][rank] = stride(operands[k], axis);
      joins &= rank > 0 && strides[k][rank - 1] == strides[k][rank] * size;
    }
    if (joins) {
      rank--;
      for (int k = 0; k < operands.length; k++) {
        strides[k][rank] = strides[k][rank + 1];
      }
      size *= sizes[rank];
    }
    sizes[rank++] = size;
  }

  private static long stride(Layout operand, int axis) {
    return operand.shape().isScalar() || operand.shape().get(axis) == 1 ? 0 : operand.stride(axis);
  }

  /// The number of axes that are left.
  int rank() {
    return rank;
  }

  /// The size of the innermost axis.
  long inner() {
    return rank == 0 ? 1 : sizes[rank - 1];
  }

  /// The number of turns of all axes but the innermost.
  long rows() {
    long rows = 1;
    for (int axis = 0; axis < rank - 1; axis++) {
      rows *= sizes[axis];
    }
    return rows;
  }

  /// An operand's stride along the innermost axis, in elements.
  long innerStride(int operand) {
    return rank == 0 ? 0 : strides[operand][rank - 1];
  }

  /// An operand's distance between neighbouring rows, in elements.
  long rowStride(int operand) {
    return rank < 2 ? 0 : strides[operand][rank - 2];
  }

  /// A walk over rows that stands at a given one.
  Walk walk(long row) {
    return new Walk(row);
  }

  /// Whether an operand's rows follow each other without a gap, like those of the result.
  boolean isDense(int operand) {
    long step = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      if (strides[operand][axis] != step) {
        return false;
      }
      step *= sizes[axis];
    }
    return true;
  }

  /// Whether all rows of an operand begin at its first element.
  boolean isSameInEveryRow(int operand) {
    for (int axis = 0; axis < rank - 1; axis++) {
      if (strides[operand][axis] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Where the current row begins in each operand.
  final class Walk {
    private final long[] index = new long[Math.max(0, rank - 1)];
    private final long[] starts = new long[strides.length];

    private Walk(long row) {
      seek(row);
    }

    /// Goes to a row.
    void seek(long row) {
      Arrays.fill(starts, 0);
      long rest = row;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = rest % sizes[axis];
        rest /= sizes[axis];
        for (int k = 0; k < starts.length; k++) {
          starts[k] += index[axis] * strides[k][axis];
        }
      }
    }

    /// The current row's beginning in an operand, in elements from its first one.
    long start(int operand) {
      return starts[operand];
    }

    /// How many rows, this one included, are evenly spaced.
    long ahead() {
      int last = index.length - 1;
      return last < 0 ? 1 : sizes[last] - index[last];
    }

    /// Goes on by no more than [#ahead] rows.
    void skip(long rows) {
      int last = index.length - 1;
      if (last >= 0) {
        index[last] += rows - 1;
        for (int k = 0; k < starts.length; k++) {
          starts[k] += (rows - 1) * strides[k][last];
        }
      }
      next();
    }

    /// Goes on to the next row.
    void next() {
      for (int axis = index.length - 1; axis >= 0; axis--) {
        boolean wraps = ++index[axis] == sizes[axis];
        long steps = wraps ? 1 - sizes[axis] : 1;
        for (int k = 0; k < starts.length; k++) {
          starts[k] += steps * strides[k][axis];
        }
        if (!wraps) {
          return;
        }
        index[axis] = 0;
      }
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(sizes, rank));
  }
}
