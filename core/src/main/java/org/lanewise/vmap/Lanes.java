package org.lanewise.vmap;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// A value of all lanes: an array of the parent, and the axis along which the lanes lie.
///
/// @param array the array; without the lanes' axis it has the shape of one lane
/// @param axis the lanes' axis, or [#UNMAPPED] if the array is the same in all lanes
record Lanes(Array array, int axis) {
  /// The axis of a value that is the same in all lanes.
  static final int UNMAPPED = -1;

  /// A value that is the same in all lanes.
  static Lanes unmapped(Array array) {
    return new Lanes(array, UNMAPPED);
  }

  /// Whether the lanes differ.
  boolean isMapped() {
    return axis != UNMAPPED;
  }

  /// The type of one lane.
  ArrayType type() {
    ArrayType type = array.type();
    return isMapped() ? type.withShape(type.shape().without(Axes.of(axis))) : type;
  }

  /// The rank of one lane.
  int rank() {
    return isMapped() ? array.rank() - 1 : array.rank();
  }

  /// The array with the lanes at an axis: moved there, or repeated if the value is unmapped.
  ///
  /// @param to the axis
  /// @param size the number of lanes
  Array at(int to, long size) {
    if (!isMapped()) {
      int rank = array.rank() + 1;
      return Lax.broadcastInDim(
          array, array.shape().insert(to, size), Axes.of(to).complement(rank));
    }
    return moved(to);
  }

  /// The array of a mapped value with the lanes moved to an axis.
  Array moved(int to) {
    if (axis == to) {
      return array;
    }
    int[] order = new int[array.rank()];
    int next = 0;
    for (int i = 0; i < order.length; i++) {
      if (i == to) {
        order[i] = axis;
      } else {
        next += next == axis ? 1 : 0;
        order[i] = next++;
      }
    }
    return Lax.transpose(array, Axes.of(order));
  }

  /// The array with an axis for the lanes: moved there, or of size 1 if the value is unmapped,
  /// which elementwise primitives repeat.
  Array alongside(int to) {
    return isMapped() ? moved(to) : Lax.expandDims(array, Axes.of(to));
  }

  /// The axis of the array that is an axis of one lane.
  int shifted(int laneAxis) {
    return isMapped() && laneAxis >= axis ? laneAxis + 1 : laneAxis;
  }

  /// The axes of the array that are axes of one lane.
  Axes shifted(Axes laneAxes) {
    return laneAxes.map(this::shifted);
  }
}
