package org.lanewise.vector.fusion;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Reducing;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.reduce.Fold;
import org.lanewise.vector.reduce.Reductions;

/// A fold of the first axes of a row-major value, as of a bias's gradient: the rows of a matrix are
/// added up. A nest that makes the rows can do it while they are in the nearest cache.
///
/// @param call the fold as a kernel of its own
/// @param fold the operator
/// @param n the rows that are folded
/// @param columns the elements of a row
record ColumnFold(Operation.Call call, Fold fold, long n, int columns) {
  /// The most columns: 64 lanes of each are kept.
  private static final long MOST_COLUMNS = 1 << 12;

  /// A tile has 64 rows at most, so rows are not too short, unless there are few.
  private static final long FEWEST_COLUMNS = 32;

  private static final long FEW_ROWS = 256;

  /// The fold that a call is, or null if it is none of this kind.
  static @Nullable ColumnFold of(Operation.Call call) {
    if (!(call.primitive() instanceof Reducing reducing)) {
      return null;
    }
    Value operand = call.operands().get(0);
    DType dtype = operand.type().dtype();
    Shape shape = operand.type().shape();
    Axes axes = RowFolds.axes(reducing);
    Optional<Fold.Op> op = Reductions.operator(reducing, dtype);
    if (op.isEmpty() || dtype != Reductions.computed(dtype) || !operand.isWhole()) {
      return null;
    }
    long n = shape.select(axes).size();
    long columns = n == 0 ? 0 : shape.size() / n;
    if (n < 2 || columns < 2 || columns > MOST_COLUMNS || !areFirst(axes, shape)) {
      return null;
    }
    if (columns < FEWEST_COLUMNS && n > FEW_ROWS) {
      return null;
    }
    return new ColumnFold(call, Fold.of(op.get(), dtype), n, (int) columns);
  }

  /// Whether no axis that is folded comes after one that is kept; axes of size 1 do not count.
  private static boolean areFirst(Axes axes, Shape shape) {
    boolean kept = false;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.get(axis) != 1) {
        if (kept && axes.contains(axis)) {
          return false;
        }
        kept |= !axes.contains(axis);
      }
    }
    return true;
  }

  /// What is folded.
  Value operand() {
    return call.operands().get(0);
  }

  /// One element for each column.
  Value result() {
    return call.results().get(0);
  }
}
