package org.lanewise.vector.move;

import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Makes arrays that repeat one element.
public final class Fill {
  private Fill() {}

  /// A fresh array of which every element has the given bits.
  public static Strided of(DType dtype, Shape shape, long bits) {
    Strided scalar = Transfer.scalar(dtype, bits);
    return RowMajor.copy(
        scalar.with(scalar.layout().broadcast(shape, org.lanewise.type.Axes.none())));
  }
}
