package org.lanewise.vector.elementwise;

import java.lang.ref.Reference;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;

/// Copies operands whose elements do not lie side by side (transposed, stepped, reversed) into
/// row-major temporaries, so that kernels can run over them.
///
/// Axes that repeat are not repeated in the copy. The two axes that matter, the innermost of the
/// result and the densest of the operand, are walked in square tiles, so that each cache line is
/// read once.
final class Packing {
  private static final int TILE = 32;

  private final Strided source;
  private final Strided target;
  private final long[] sizes;
  private final long[] from;
  private final long[] to;
  private final int inner;
  private final int dense;

  private Packing(Strided operand, Strided copy, long[] to) {
    this.source = operand;
    this.target = copy;
    this.sizes = operand.shape().toArray();
    this.from = operand.layout().strides();
    this.to = to;
    this.inner = innermost(to, sizes);
    this.dense = densest(from, to);
  }

  /// A copy of an operand, row-major but for the axes that repeat, in a buffer of its own.
  static Strided pack(Strided operand) {
    Layout layout = operand.layout();
    Shape shape = layout.shape();
    long[] strides = new long[shape.rank()];
    long step = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      if (layout.stride(axis) != 0 && shape.get(axis) != 1) {
        strides[axis] = step;
        step *= shape.get(axis);
      }
    }
    Strided flat = Strided.allocate(operand.dtype(), Shape.of(step));
    Packing packing = new Packing(operand, flat, strides);
    try {
      packing.copyFrom(0, layout.offset(), 0);
    } finally {
      Reference.reachabilityFence(operand);
      Reference.reachabilityFence(flat);
    }
    return flat.with(Layout.of(shape, strides, 0));
  }

  private static int innermost(long[] to, long[] sizes) {
    for (int axis = to.length - 1; axis >= 0; axis--) {
      if (to[axis] != 0 && sizes[axis] != 1) {
        return axis;
      }
    }
    return -1;
  }

  private static int densest(long[] from, long[] to) {
    int best = -1;
    for (int axis = to.length - 1; axis >= 0; axis--) {
      if (to[axis] != 0 && (best < 0 || Math.abs(from[axis]) < Math.abs(from[best]))) {
        best = axis;
      }
    }
    return best;
  }

  private void copyFrom(int axis, long sourceAt, long targetAt) {
    if (axis == sizes.length) {
      copyTiles(sourceAt, targetAt);
    } else if (axis == inner || axis == dense || to[axis] == 0) {
      copyFrom(axis + 1, sourceAt, targetAt);
    } else {
      for (long i = 0; i < sizes[axis]; i++) {
        copyFrom(axis + 1, sourceAt + i * from[axis], targetAt + i * to[axis]);
      }
    }
  }

  private void copyTiles(long sourceAt, long targetAt) {
    if (inner == dense) {
      long step = inner < 0 ? 1 : from[inner];
      long columns = inner < 0 ? 1 : sizes[inner];
      copy(new ElementCopy.Block(sourceAt, 0, step, targetAt, 0, 1, columns));
      return;
    }
    for (long i = 0; i < sizes[dense]; i += TILE) {
      for (long j = 0; j < sizes[inner]; j += TILE) {
        copy(
            new ElementCopy.Block(
                sourceAt + i * from[dense] + j * from[inner],
                from[dense],
                from[inner],
                targetAt + i * to[dense] + j,
                to[dense],
                Math.min(TILE, sizes[dense] - i),
                Math.min(TILE, sizes[inner] - j)));
      }
    }
  }

  private void copy(ElementCopy.Block block) {
    ElementCopy.copy(source, target, block);
  }
}
