package org.lanewise.vector.elementwise;

import java.util.Arrays;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.move.RowMajor;

/// Copies operands whose elements do not lie side by side (transposed, stepped, reversed) into
/// row-major temporaries, so that kernels can run over them. Axes that repeat are not repeated in
/// the copy.
public final class Packing {
  private Packing() {}

  /// A copy of an operand, row-major but for the axes that repeat, in a buffer of its own.
  public static Strided pack(Strided operand) {
    Layout layout = operand.layout();
    Shape shape = layout.shape();
    long[] sizes = new long[shape.rank()];
    long[] from = new long[sizes.length];
    int rank = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (isWalked(layout, axis)) {
        sizes[rank] = shape.get(axis);
        from[rank++] = layout.stride(axis);
      }
    }
    Shape walked = Shape.of(Arrays.copyOf(sizes, rank));
    Layout once = Layout.of(walked, Arrays.copyOf(from, rank), layout.offset());
    return RowMajor.copy(operand.with(once)).with(layout(layout));
  }

  /// The layout of the packed copy of an operand.
  public static Layout layout(Layout operand) {
    Shape shape = operand.shape();
    long[] strides = new long[shape.rank()];
    long step = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      if (isWalked(operand, axis)) {
        strides[axis] = step;
        step *= shape.get(axis);
      }
    }
    return Layout.of(shape, strides, 0);
  }

  private static boolean isWalked(Layout layout, int axis) {
    return layout.stride(axis) != 0 && layout.shape().get(axis) != 1;
  }
}
