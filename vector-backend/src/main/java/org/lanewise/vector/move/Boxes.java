package org.lanewise.vector.move;

import java.util.Arrays;
import java.util.List;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Parts of arrays, as views.
final class Boxes {
  private Boxes() {}

  /// The box of the given sizes from `starts`, every `steps`-th element.
  static Strided of(Strided array, long[] starts, long[] steps, Shape sizes) {
    return array.with(array.layout().slice(starts, steps, sizes));
  }

  /// The box of the given sizes from `starts`.
  static Strided of(Strided array, long[] starts, Shape sizes) {
    long[] steps = new long[starts.length];
    Arrays.fill(steps, 1);
    return of(array, starts, steps, sizes);
  }

  /// Start indices, one scalar for each axis, moved so that a box of the given sizes fits.
  static long[] clampedStarts(List<Strided> scalars, Shape shape, Shape sizes) {
    long[] starts = new long[scalars.size()];
    for (int axis = 0; axis < starts.length; axis++) {
      Strided start = scalars.get(axis);
      long index = ScalarBits.toLong(start.dtype(), Transfer.bits(start));
      long last = shape.get(axis) - sizes.get(axis);
      starts[axis] = Math.clamp(index(start.dtype(), index), 0, last);
    }
    return starts;
  }

  /// An index as a signed number: u64 beyond 2⁶³ is out of every bound just as 2⁶³ − 1 is.
  static long index(DType dtype, long value) {
    return dtype == DType.UINT64 && value < 0 ? Long.MAX_VALUE : value;
  }
}
