package org.lanewise.vector.move;

import java.util.List;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Shape;

/// Arrays put together of boxes: concatenation, padding, updates of a slice.
final class Joins {
  private Joins() {}

  static Strided concatenate(int dimension, ArrayType result, Strided... operands) {
    Strided joined = Strided.allocate(result);
    long[] starts = new long[result.rank()];
    for (Strided operand : operands) {
      Mover.move(operand, Boxes.of(joined, starts, operand.shape()));
      starts[dimension] += operand.shape().get(dimension);
    }
    return joined;
  }

  /// Element i of the operand goes to `low + i · (interior + 1)`, if that is inside.
  static Strided pad(Shaping.Pad pad, ArrayType result, Strided operand, Strided value) {
    Strided padded = Strided.allocate(result);
    Mover.move(RowMajor.repeated(value, result.shape()), padded);
    int rank = result.rank();
    long[] first = new long[rank];
    long[] counts = new long[rank];
    long[] places = new long[rank];
    long[] steps = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long low = pad.low().get(axis);
      long step = pad.interior().get(axis) + 1;
      long begin = Math.max(0, Math.ceilDiv(-low, step));
      long end = Math.ceilDiv(result.shape().get(axis) - low, step);
      first[axis] = begin;
      counts[axis] = Math.max(0, Math.min(operand.shape().get(axis), end) - begin);
      places[axis] = low + begin * step;
      steps[axis] = step;
    }
    Shape kept = Shape.of(counts);
    Mover.move(Boxes.of(operand, first, kept), Boxes.of(padded, places, steps, kept));
    return padded;
  }

  static Strided updateSlice(Strided operand, Strided update, List<Strided> starts) {
    Strided updated = RowMajor.copy(operand);
    update(updated, update, starts);
    return updated;
  }

  /// Writes the update in its place.
  static void update(Strided target, Strided update, List<Strided> starts) {
    long[] clamped = Boxes.clampedStarts(starts, target.shape(), update.shape());
    Mover.move(update, Boxes.of(target, clamped, update.shape()));
  }
}
