package org.lanewise.vector.convolution;

import java.util.ArrayList;
import java.util.List;

/// Places in memory that count along several axes, row-major. Axes that can be walked as one are
/// made one.
final class Steps {
  private final long[] sizes;
  private final long[] steps;

  private Steps(List<long[]> axes) {
    this.sizes = axes.stream().mapToLong(axis -> axis[0]).toArray();
    this.steps = axes.stream().mapToLong(axis -> axis[1]).toArray();
  }

  /// Collects axes, outermost first.
  static final class Builder {
    private final List<long[]> axes = new ArrayList<>();

    /// Adds an axis inside of those before.
    ///
    /// @param size its extent
    /// @param step the distance of places, in bytes
    Builder add(long size, long step) {
      if (size == 1) {
        return this;
      }
      long[] outer = axes.isEmpty() ? null : axes.getLast();
      if (outer != null && outer[1] == size * step) {
        outer[0] *= size;
        outer[1] = step;
      } else {
        axes.add(new long[] {size, step});
      }
      return this;
    }

    Steps build() {
      if (axes.isEmpty()) {
        axes.add(new long[] {1, 0});
      }
      return new Steps(axes);
    }
  }

  /// The distance of neighbours along the last axis, in bytes.
  long step() {
    return steps[steps.length - 1];
  }

  /// How many places from one on are at that distance.
  long run(long index) {
    long last = sizes[sizes.length - 1];
    return last - index % last;
  }

  /// Where a place lies, in bytes.
  long place(long index) {
    long rest = index;
    long place = 0;
    for (int axis = sizes.length - 1; axis > 0; axis--) {
      place += rest % sizes[axis] * steps[axis];
      rest /= sizes[axis];
    }
    return place + rest * steps[0];
  }
}
