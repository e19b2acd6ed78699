package org.lanewise.vector;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Elements for tests: special values first, then ordinary numbers and random bits.
public final class Samples {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    -2.5,
    2,
    -2,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e-45,
    -1e-45,
    1e-39,
    1.2e-38,
    3.4e38,
    -3.4e38,
    88.7,
    -87.4,
    710,
    -745,
    5e-324,
    2.3e-308,
    1.7e308,
    1e5,
    65504,
    65520,
    65519,
    6e-8,
    3e-8,
    0.99999994,
    1.0000001,
    16777217,
    2147483647.0,
    2147483648.0,
    -2147483649.0,
    4294967295.0,
    9.3e18,
    1.9e19,
    127.9,
    255.5,
    256,
    20001,
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
    15,
    16,
    31,
    32,
    33,
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
    Long.MIN_VALUE,
    16777217,
    -16777219
  };

  private Samples() {}

  /// The bits of one element.
  public static long bits(DType dtype, Random random) {
    int kind = random.nextInt(4);
    if (dtype == DType.BOOL) {
      return random.nextInt(2);
    }
    if (kind == 0) {
      return special(dtype, random);
    }
    if (kind == 1) {
      return mask(dtype, random.nextLong());
    }
    double scale = kind == 2 ? 1 : 30;
    return dtype.isFloating()
        ? ScalarBits.of(dtype, random.nextGaussian() * scale)
        : mask(dtype, random.nextInt(65) - (dtype.isUnsigned() ? 0 : 32));
  }

  private static long special(DType dtype, Random random) {
    return dtype.isFloating()
        ? ScalarBits.of(dtype, SPECIAL[random.nextInt(SPECIAL.length)])
        : mask(dtype, INTEGERS[random.nextInt(INTEGERS.length)]);
  }

  private static long mask(DType dtype, long bits) {
    return dtype.bitSize() == 64 ? bits : bits & (1L << dtype.bitSize()) - 1;
  }

  /// Fills memory with elements.
  public static void fill(MemorySegment segment, DType dtype, long count, Random random) {
    for (long i = 0; i < count; i++) {
      Transfer.putBits(segment, dtype, i, bits(dtype, random));
    }
  }

  /// A row-major array of elements.
  public static Strided array(DType dtype, Shape shape, Random random) {
    Strided array = Strided.allocate(dtype, shape);
    fill(array.buffer().segment(), dtype, shape.size(), random);
    return array;
  }

  /// The bits of all elements in row-major order, NaN made canonical.
  public static long[] bits(Strided array) {
    Layout layout = array.layout();
    Positions positions = new Positions(layout);
    long[] bits = new long[Math.toIntExact(layout.shape().size())];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = canonical(array.dtype(), at(array, positions.next()));
    }
    return bits;
  }

  private static long at(Strided array, long position) {
    return Transfer.getBits(array.buffer().segment(), array.dtype(), position);
  }

  /// The bits of an element, or those of one NaN for all.
  public static long canonical(DType dtype, long bits) {
    boolean nan = dtype.isFloating() && Double.isNaN(ScalarBits.toDouble(dtype, bits));
    return nan ? ScalarBits.of(dtype, Double.NaN) : bits;
  }
}
