package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Conversions between number types that Java's casts do not give as they are.
///
/// Java's own casts are the definition of the others: `(float) int`, `(float) long`, `(float)
/// double` round to nearest even; `(int) float` and `(long) double` go towards zero, saturate, and
/// turn NaN to 0; `(byte) int` and its like cut bits off. f16 and bf16 hold their 16 bits in a
/// `short`; functions of them compute in `float` and round the result.
public final class Conversions {
  private Conversions() {}

  /// The nearest f16, ties to even; overflow gives infinity.
  public static short floatToFloat16(float x) {
    return Float.floatToFloat16(x);
  }

  /// The value of an f16, exact.
  public static float float16ToFloat(short bits) {
    return Float.float16ToFloat(bits);
  }

  /// The nearest f16, ties to even, in the low 16 bits: [#floatToFloat16] as a straight line, NaN
  /// being 0x7E00.
  public static int floatToFloat16Bits(float x) {
    int bits = Float.floatToRawIntBits(x);
    int a = bits & 0x7FFF_FFFF;
    // the exponent moves from bias 127 to 15; just under a half, and one for an odd last bit,
    // rounds
    int normal = (a + (0xC800_0000 + 0xFFF) + ((a >>> 13) & 1)) >>> 13;
    // the sum with 1/2 has the unit 2^-24 of the subnormal numbers in its last place
    int small = Float.floatToRawIntBits(Float.intBitsToFloat(a) + 0.5f) - 0x3F00_0000;
    int finite = select(lt(a, 0x3880_0000), small, normal);
    int end = select(gt(a, 0x7F80_0000), 0x7E00, 0x7C00);
    int sign = select(gt(a, 0x7F80_0000), 0, (bits >>> 16) & 0x8000);
    return select(lt(a, 0x4780_0000), finite, end) | sign;
  }

  /// The value of the f16 in the low 16 bits: [#float16ToFloat] as a straight line.
  public static float float16BitsToFloat(int bits) {
    int shifted = (bits & 0x7FFF) << 13;
    // the bias of 127 makes the bits of an f16 too small by 2^112; subnormal numbers included
    float finite = Float.intBitsToFloat(shifted) * 0x1p112f;
    int magnitude =
        select(lt(shifted, 0x0F80_0000), Float.floatToRawIntBits(finite), shifted | 0x7F80_0000);
    return Float.intBitsToFloat(magnitude | ((bits & 0x8000) << 16));
  }

  /// The nearest bf16, ties to even, in the low 16 bits; overflow gives infinity, NaN the quiet NaN
  /// 0x7FC0. A straight line.
  public static int floatToBfloat16Bits(float x) {
    int bits = Float.floatToRawIntBits(x);
    // adding just under a half, and one more when the last kept bit is odd, carries exactly when
    // the value rounds up
    int rounded = (bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16;
    return select(gt(bits & 0x7FFF_FFFF, 0x7F80_0000), 0x7FC0, rounded);
  }

  /// The nearest bf16, ties to even.
  public static short floatToBfloat16(float x) {
    return (short) floatToBfloat16Bits(x);
  }

  /// The value of a bf16, exact.
  public static float bfloat16ToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /// The nearest f16 of a double, ties to even, in one rounding: a first rounding to odd keeps what
  /// decides a tie.
  public static short doubleToFloat16(double x) {
    return Float.floatToFloat16(toOdd(x));
  }

  /// The nearest bf16 of a double, ties to even, in one rounding.
  public static short doubleToBfloat16(double x) {
    return floatToBfloat16(toOdd(x));
  }

  /// `x` as a float whose last bit is set when it is not exact (Boldo and Melquiond's rounding to
  /// odd).
  private static float toOdd(double x) {
    float near = (float) x;
    if (near == x || Float.isNaN(near)) {
      return near;
    }
    float below = Math.abs((double) near) > Math.abs(x) ? towardsZero(near) : near;
    return Float.intBitsToFloat(Float.floatToRawIntBits(below) | 1);
  }

  private static float towardsZero(float x) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) - 1);
  }

  /// A float towards zero as an unsigned int, saturated; NaN gives 0.
  public static int floatToUnsignedInt(float x) {
    return doubleToUnsignedInt(x);
  }

  /// A double towards zero as an unsigned int, saturated; NaN gives 0.
  public static int doubleToUnsignedInt(double x) {
    return (int) Math.min(Math.max((long) x, 0L), 0xFFFF_FFFFL);
  }

  /// A float towards zero as an unsigned long, saturated; NaN gives 0.
  public static long floatToUnsignedLong(float x) {
    return doubleToUnsignedLong(x);
  }

  /// A double towards zero as an unsigned long, saturated; NaN gives 0.
  public static long doubleToUnsignedLong(double x) {
    if (!(x >= 0x1p63)) {
      return Math.max((long) x, 0L);
    }
    return x >= 0x1p64 ? -1L : (long) (x - 0x1p63) + Long.MIN_VALUE;
  }

  /// The nearest float of an unsigned int.
  public static float unsignedIntToFloat(int x) {
    return (float) (x & 0xFFFF_FFFFL);
  }

  /// The value of an unsigned int, exact.
  public static double unsignedIntToDouble(int x) {
    return (double) (x & 0xFFFF_FFFFL);
  }

  /// The nearest float of an unsigned long.
  public static float unsignedLongToFloat(long x) {
    return x >= 0
        ? (float) x
        : 2f * (float) ((x >>> 1) | (x & 1)); // the lost bit only matters to ties
  }

  /// The nearest double of an unsigned long.
  public static double unsignedLongToDouble(long x) {
    return x >= 0 ? (double) x : 2.0 * (double) ((x >>> 1) | (x & 1));
  }
}
