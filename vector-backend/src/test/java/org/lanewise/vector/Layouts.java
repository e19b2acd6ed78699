package org.lanewise.vector;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Operands in random layouts: axes in any order in memory, with gaps, an offset, turned around.
public final class Layouts {
  private Layouts() {}

  /// The numbers from 0 to n − 1 in some order.
  public static Axes permutation(Random random, int n) {
    List<Integer> axes = IntStream.range(0, n).boxed().collect(Collectors.toList());
    Collections.shuffle(axes, random);
    return Axes.of(axes.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Ordinary numbers of a shape, in some layout.
  public static Strided numbers(DType dtype, Random random, Shape shape) {
    int rank = shape.rank();
    Axes order = random.nextBoolean() ? Axes.range(rank) : permutation(random, rank);
    long[] sizes = shape.toArray();
    long[] starts = new long[rank];
    long[] steps = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long gap = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
      sizes[axis] += gap;
      starts[axis] = gap == 0 ? 0 : random.nextInt((int) gap + 1);
      steps[axis] = 1;
    }
    Shape larger = Shape.of(sizes);
    Strided array = Agreement.numbers(dtype, random, larger.select(order).toArray());
    Layout layout = array.layout().transpose(order.inverse()).slice(starts, steps, shape);
    boolean turned = rank > 0 && random.nextInt(4) == 0;
    return array.with(turned ? layout.reverse(Axes.of(random.nextInt(rank))) : layout);
  }
}
