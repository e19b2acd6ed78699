package org.lanewise;

import org.lanewise.type.DType;

/// Negative indices count from the end.
final class Wrapping {
  private Wrapping() {}

  /// The positions with n added to negative ones, i32 or i64; unsigned ones have none.
  static Array wrap(Array positions, long n) {
    Array index = positions;
    DType dtype = index.dtype();
    if (dtype != DType.INT32 && dtype != DType.INT64) {
      DType wide = dtype == DType.UINT32 || dtype == DType.UINT64 ? DType.INT64 : DType.INT32;
      index = Lax.convertElementType(index, wide);
      if (dtype.isUnsigned()) {
        return index;
      }
    }
    Array negative = Lax.lt(index, Lax.scalar(index.dtype(), 0L));
    Array strong = Lax.convertElementType(index, index.dtype());
    Array wrapped = Lax.add(strong, Lax.scalar(index.dtype(), n));
    return Lax.select(negative, wrapped, index);
  }
}
