package org.lanewise.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A composition of primitives that its seed decides, of up to six steps: a function of two
/// matrices.
///
/// Each step picks an operation and operands among everything that was computed before, by shape
/// alone, so the program is the same on arrays, tracers and any element type. Steps keep to the
/// parts of domains where the functions are smooth almost everywhere.
record RandomProgram(long seed, int depth) {
  private static final int STEPS = 32;

  /// The shapes of the two arguments.
  List<Shape> arguments() {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(4);
    int columns = 1 + random.nextInt(5);
    return List.of(Shape.of(rows, columns), Shape.of(rows, columns));
  }

  Array apply(List<Array> x) {
    Random random = new Random(seed + 1);
    List<Array> known = new ArrayList<>(x);
    Array last = x.get(0);
    for (int i = 0; i < depth; i++) {
      Array first = random.nextBoolean() ? last : known.get(random.nextInt(known.size()));
      Array second = partner(random, known, first);
      last = step(random, first, second);
      known.add(last);
    }
    return last;
  }

  /// Another array that stands beside one in a binary operation: of its shape, or a scalar of it.
  private static Array partner(Random random, List<Array> known, Array first) {
    List<Array> fitting =
        known.stream().filter(each -> each.shape().equals(first.shape())).toList();
    Array other = fitting.get(random.nextInt(fitting.size()));
    return random.nextInt(4) == 0 ? Lax.reduceSum(other, Axes.range(other.rank())) : other;
  }

  private static Array step(Random random, Array x, Array y) {
    int choice = random.nextInt(STEPS);
    return choice < 12
        ? unary(choice, x)
        : choice < 21
            ? binary(choice, x, y)
            : x.rank() == 0 ? Lax.broadcast(Lax.sin(x), 2, 3) : shaped(choice, random, x);
  }

  private static Array unary(int choice, Array x) {
    return switch (choice) {
      case 0 -> Lax.sin(x);
      case 1 -> Lax.tanh(x);
      case 2 -> Lax.exp(Lax.tanh(x));
      case 3 -> Lax.square(x);
      case 4 -> Lax.neg(x);
      case 5 -> Lax.log1p(Lax.square(x));
      case 6 -> Lax.sqrt(Lax.add(one(x), Lax.square(x)));
      case 7 -> Lax.logistic(x);
      case 8 -> Lax.erf(x);
      case 9 -> Lax.integerPow(Lax.cos(x), 3);
      case 10 -> Lax.abs(x);
      default -> Lax.clamp(Lax.neg(one(x)), x, one(x));
    };
  }

  private static Array one(Array x) {
    return Lax.scalar(x.dtype(), 1.0);
  }

  private static Array binary(int choice, Array x, Array y) {
    return switch (choice) {
      case 12 -> Lax.add(x, y);
      case 13 -> Lax.sub(y, x);
      case 14 -> Lax.mul(x, y);
      case 15 -> Lax.div(x, Lax.add(one(x), Lax.square(y)));
      case 16 -> Lax.max(x, y);
      case 17 -> Lax.min(y, x);
      case 18 -> Lax.atan2(x, Lax.add(one(x), Lax.square(y)));
      case 19 -> Lax.fma(x, y, x);
      default -> Lax.select(Lax.gt(x, y), Lax.sin(x), Lax.cos(x));
    };
  }

  /// Operations that look at axes; x has one at least.
  private static Array shaped(int choice, Random random, Array x) {
    int axis = random.nextInt(x.rank());
    long n = x.shape().get(axis);
    return switch (choice) {
      case 21 -> Lax.reduceSum(x, Axes.of(axis));
      case 22 -> Lax.reduceMax(x, Axes.of(axis));
      case 23 -> Lax.cumsum(x, axis, random.nextBoolean());
      case 24 -> Lax.transpose(Lax.reshape(x, Shape.of(n, x.size() / n)), Axes.of(1, 0));
      case 25 -> Lax.rev(x, Axes.of(axis));
      case 26 -> Lax.concatenate(List.of(x, Lax.sin(x)), axis);
      case 27 -> Lax.sort(x, axis);
      case 28 -> padded(random, x, axis);
      case 29 -> product(x);
      case 30 -> rows(random, x);
      default -> Lax.cumulative(Cumulative.Op.MAX, x, axis, random.nextBoolean());
    };
  }

  private static Array padded(Random random, Array x, int axis) {
    long[] low = new long[x.rank()];
    long[] interior = new long[x.rank()];
    low[axis] = random.nextInt(3);
    interior[axis] = random.nextInt(2);
    Sizes none = Sizes.of(new long[x.rank()]);
    return Lax.pad(x, Lax.scalar(x.dtype(), 0.5), Sizes.of(low), none, Sizes.of(interior));
  }

  /// X·Xᵀ of the array as a matrix.
  private static Array product(Array x) {
    long n = x.shape().get(0);
    Array m = Lax.reshape(x, Shape.of(n, x.size() / n));
    return Lax.dotGeneral(m, m, Axes.of(1), Axes.of(1), Axes.none(), Axes.none());
  }

  /// Gathers elements, some of them several times, and adds them elsewhere.
  private static Array rows(Random random, Array x) {
    Array flat = Lax.reshape(x, Shape.of(x.size()));
    int n = 1 + random.nextInt(4);
    Dimensions elements = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));
    Array places = Lax.reshape(Lax.iota(DType.INT32, n), Shape.of(n, 1));
    Array twice = Lax.mul(places, Lax.scalar(DType.INT32, (long) random.nextInt(3)));
    Array read = Lax.gather(flat, twice, elements, Shape.of(1), Mode.CLIP);
    return Lax.scatter(Scatter.Op.ADD, flat, twice, Lax.sin(read), elements, Mode.FILL_OR_DROP);
  }
}
