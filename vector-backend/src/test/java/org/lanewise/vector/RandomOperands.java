package org.lanewise.vector;

import java.util.Random;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Operands of random programs: what they hold, and how they lie in memory.
public final class RandomOperands {
  private RandomOperands() {}

  /// Row-major mostly; transposed, stepped, shifted or repeated at times.
  public static Strided of(ArrayType type, Random random) {
    Shape shape = type.shape();
    int rank = shape.rank();
    return switch (random.nextInt(rank == 0 ? 1 : 6)) {
      case 1 -> {
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
          order[i] = rank - 1 - i;
        }
        Strided turned = Samples.array(type.dtype(), shape.select(Axes.of(order)), random);
        yield turned.with(turned.layout().transpose(Axes.of(order)));
      }
      case 2 -> {
        long[] starts = new long[rank];
        long[] steps = new long[rank];
        long[] sizes = shape.toArray();
        for (int i = 0; i < rank; i++) {
          starts[i] = random.nextInt(3);
          steps[i] = 1 + random.nextInt(2);
          sizes[i] = starts[i] + sizes[i] * steps[i];
        }
        Strided large = Samples.array(type.dtype(), Shape.of(sizes), random);
        Layout layout = large.layout().slice(starts, steps, shape);
        yield large.with(random.nextBoolean() ? layout.reverse(Axes.of(0)) : layout);
      }
      case 3 -> {
        Strided one = Samples.array(type.dtype(), Shape.scalar(), random);
        yield one.with(one.layout().broadcast(shape, Axes.none()));
      }
      default -> Samples.array(type.dtype(), shape, random);
    };
  }
}
