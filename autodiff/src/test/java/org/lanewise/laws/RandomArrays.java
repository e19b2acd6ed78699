package org.lanewise.laws;

import java.util.Random;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.ir.Sizes;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Arrays of ordinary and special values, in row-major order or as views of every kind.
final class RandomArrays {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -1.5,
    2,
    3,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e-45,
    1e-39,
    3.4e38,
    88.7,
    -87.4,
    710,
    -745,
    5e-324,
    2.3e-308,
    1.7e308,
    65504,
    6e-8,
    0.99999994,
    1.0000001,
    16777217,
    2147483648.0,
    -2147483649.0,
    9.3e18,
    1.9e19,
    256,
    1e22
  };
  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    3,
    7,
    8,
    31,
    32,
    63,
    64,
    127,
    -128,
    255,
    256,
    32767,
    -32768,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFFFFFFL,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;

  RandomArrays(long seed) {
    this.random = new Random(seed);
  }

  /// How the elements of an operand are drawn.
  enum Values {
    /// Anything that the type holds, special values included.
    ANY,
    /// Integers from −2 to 6: places in and around small axes.
    PLACES,
    /// Standard normal numbers, or small integers.
    TAME
  }

  /// An array of a random layout: as allocated, or a strided, reversed, permuted or repeating view.
  Array view(DType dtype, Shape shape, Values values) {
    int rank = shape.rank();
    if (rank == 0 || random.nextInt(3) == 0) {
      return packed(dtype, shape, values);
    }
    int axis = random.nextInt(rank);
    return switch (random.nextInt(4)) {
      case 0 -> strided(dtype, shape, values, axis);
      case 1 -> Lax.rev(packed(dtype, shape, values), Axes.of(axis));
      case 2 -> {
        Axes backwards = backwards(rank);
        yield Lax.transpose(packed(dtype, shape.select(backwards), values), backwards);
      }
      default -> {
        Array line = packed(dtype, shape.without(Axes.of(axis)), values);
        yield Lax.broadcastInDim(line, shape, Axes.of(axis).complement(rank));
      }
    };
  }

  private static Axes backwards(int rank) {
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = rank - 1 - i;
    }
    return Axes.of(axes);
  }

  private Array strided(DType dtype, Shape shape, Values values, int axis) {
    long[] sizes = shape.toArray();
    long[] starts = new long[sizes.length];
    long[] limits = shape.toArray();
    long[] steps = new long[sizes.length];
    java.util.Arrays.fill(steps, 1);
    sizes[axis] = 2 * sizes[axis] + 3;
    starts[axis] = 3;
    limits[axis] = sizes[axis];
    steps[axis] = 2;
    Array wide = packed(dtype, Shape.of(sizes), values);
    return Lax.slice(wide, Sizes.of(starts), Sizes.of(limits), Sizes.of(steps));
  }

  /// An array in row-major order.
  Array packed(DType dtype, Shape shape, Values values) {
    Strided data = Strided.allocate(dtype, shape);
    for (long i = 0; i < shape.size(); i++) {
      Transfer.putBits(data.buffer().segment(), dtype, i, bits(dtype, values));
    }
    return new ConcreteArray(data);
  }

  private long bits(DType dtype, Values values) {
    if (dtype == DType.BOOL) {
      return random.nextInt(2);
    }
    if (values == Values.PLACES) {
      return ScalarBits.of(dtype, random.nextInt(9) - (dtype.isUnsigned() ? 0 : 2));
    }
    int kind = values == Values.TAME ? 2 : random.nextInt(4);
    if (dtype.isFloating()) {
      return switch (kind) {
        case 0 -> ScalarBits.of(dtype, SPECIAL[random.nextInt(SPECIAL.length)]);
        case 1 -> mask(dtype, random.nextLong());
        default -> ScalarBits.of(dtype, random.nextGaussian() * (kind == 2 ? 1 : 30));
      };
    }
    return mask(
        dtype,
        switch (kind) {
          case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
          case 1 -> random.nextLong();
          default -> random.nextInt(40) - (dtype.isUnsigned() ? 0 : 20);
        });
  }

  private static long mask(DType dtype, long bits) {
    return dtype.bitSize() == 64 ? bits : bits & (1L << dtype.bitSize()) - 1;
  }

  /// The bits of all elements in row-major order, one NaN for all.
  static long[] bits(Array array) {
    return bits(((ConcreteArray) array).data());
  }

  static long[] bits(Strided data) {
    Layout layout = data.layout();
    Positions positions = new Positions(layout);
    DType dtype = data.dtype();
    long nan = dtype.isFloating() ? ScalarBits.of(dtype, Double.NaN) : 0;
    long[] bits = new long[Math.toIntExact(layout.shape().size())];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Transfer.getBits(data.buffer().segment(), dtype, positions.next());
      if (dtype.isFloating() && Double.isNaN(ScalarBits.toDouble(dtype, bits[i]))) {
        bits[i] = nan;
      }
    }
    return bits;
  }
}
