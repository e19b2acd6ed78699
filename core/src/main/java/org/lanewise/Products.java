package org.lanewise;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Products of arrays of any one type.
final class Products {
  private Products() {}

  /// The general product; of bools, whether any pair of elements is true in both.
  static Array dotGeneral(Array x, Array y, Axes xInner, Axes yInner, Axes xBatch, Axes yBatch) {
    if (x.dtype() != DType.BOOL) {
      return Lax.dotGeneral(x, y, xInner, yInner, xBatch, yBatch);
    }
    Array a = Lax.convertElementType(x, DType.INT32);
    Array b = Lax.convertElementType(y, DType.INT32);
    Array count = Lax.dotGeneral(a, b, xInner, yInner, xBatch, yBatch);
    return Lax.convertElementType(count, DType.BOOL);
  }
}
