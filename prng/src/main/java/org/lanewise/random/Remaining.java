package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The few elements of an array that a loop goes on with: they are taken into vectors of a fixed
/// length, and what becomes of them is put back where they came from.
///
/// Places of the vectors that are left over hold some other element, and are not present.
///
/// @param shape the shape of the whole
/// @param places for each place of the vectors, where in the flattened whole its element is
/// @param present for each place of the vectors, whether it holds one of the elements
record Remaining(Shape shape, Array places, Array present) {
  /// Arrays of fewer elements are not worth the trouble.
  private static final long WORTH = 1 << 12;

  /// Of an acceptance of 95 % a step leaves a twentieth.
  private static final int SHARE = 16;

  /// The length of the vectors for an array of some size; 0 if the whole is to be worked on.
  static long most(long size) {
    return size >= WORTH && size <= Integer.MAX_VALUE ? size / SHARE : 0;
  }

  /// How many elements are true, i32.
  static Array count(Array truth) {
    Array ones = Lax.convertElementType(truth, DType.INT32);
    return Lax.reduceSum(ones, Axes.range(truth.rank()));
  }

  /// Names the elements.
  ///
  /// @param active which they are
  /// @param most the length of the vectors, no less than how many there are
  static Remaining of(Array active, long most) {
    Array flat = Lax.reshape(active, Shape.of(active.size()));
    Array before = Lax.cumsum(Lax.convertElementType(flat, DType.INT32), 0, false);
    Array outside = Lax.scalar(DType.INT32, most);
    Array rank = Lax.sub(before, Lax.scalar(DType.INT32, 1L));
    Array targets = Lax.select(flat, rank, Lax.broadcastInDim(outside, flat.shape(), Axes.none()));
    Array none = Lax.full(Shape.of(most), DType.INT32, 0);
    Array places = none.at(Index.of(targets)).set(Lax.iota(DType.INT32, flat.size()));
    Array present = Lax.lt(Lax.iota(DType.INT32, most), count(flat));
    return new Remaining(active.shape(), places, present);
  }

  /// The elements of an array.
  ///
  /// @param x an array of the shape of the whole
  Array take(Array x) {
    return Numpy.take(Numpy.ravel(x), places, 0);
  }

  /// An array with these elements in the places where they came from.
  ///
  /// @param elements the vector
  /// @param x all others
  Array putBack(Array elements, Array x) {
    Array outside = Lax.full(places.shape(), DType.INT32, (double) x.size());
    Array targets = Lax.select(present, places, outside);
    Array all = Numpy.ravel(x).at(Index.of(targets)).set(elements);
    return Lax.reshape(all, shape);
  }
}
