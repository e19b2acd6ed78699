package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Exponentials and logarithms of `float`.
///
/// [#exp], [#log], [#log1p] follow XLA's CPU recipes (the Cephes forms that Eigen made popular)
/// operation by operation, so that random numbers made from them have JAX's bits; where XLA flushes
/// subnormal numbers to zero, these give the IEEE result. The others are our own minimax
/// polynomials.
public final class ExpLog32 {
  private static final float LOG2_E = 1.442695f;

  /// ln 2 in two parts; the first has few bits, so that its product with an exponent is exact.
  private static final float LN2_HI = 0.6933594f; // 0x3F318000

  private static final float LN2_LO = -0.00021219444f; // 0xB95E8083

  private static final float LOG10_E = 0.4342945f;
  private static final float LOG10_E_LOW = -1.010305e-8f;
  private static final float LOG10_2 = 0.3010254f;
  private static final float LOG10_2_LOW = 4.605039e-6f;

  /// 1.5 * 2^23: adding it rounds a small number to an integer, left in the low bits of the sum.
  private static final float ROUND = 0x1.8p23f;

  private static final int BITS_OF_89 = 0x42B2_0000;

  private static final int ONE = 0x3F80_0000;
  private static final int TWO = 0x4000_0000;
  private static final int SQRT_HALF = 0x3F35_04F3;

  private ExpLog32() {}

  /// `e^x` by `2^n * e^t`, `n = floor(x / ln 2 + 1/2)`.
  ///
  /// XLA clamps `n` to 127 and so loses accuracy from 88.38 to overflow; here `n` may be 128, since
  /// the scaling is done in two steps, which also rounds subnormal results once.
  ///
  /// Only `n` needs an upper bound: from 89 on the rest overflows by itself. The bound is that of
  /// the bits as integers, one instruction; what it makes of a NaN does not matter, since `t` is
  /// NaN.
  public static float exp(float x) {
    float c = select(lt(x, -104f), -104f, x);
    int bits = Float.floatToRawIntBits(c);
    float bounded = Float.intBitsToFloat(select(lt(bits, BITS_OF_89), bits, BITS_OF_89));
    float v = Math.fma(bounded, LOG2_E, 0.5f);
    float near = (v + ROUND) - ROUND;
    float n = select(gt(near, v), near - 1f, near);
    float t = Math.fma(-n, LN2_HI, c);
    t = Math.fma(-n, LN2_LO, t);
    float p = Math.fma(0.00019875691f, t, 0.0013981999f);
    p = Math.fma(p, t, 0.008333452f);
    p = Math.fma(p, t, 0.041665796f);
    p = Math.fma(p, t, 0.16666666f);
    p = Math.fma(p, t, 0.5f);
    float y = Math.fma(p, t * t, t);
    // (1 + y) 2^n in two steps as in `scale`, the sum in the first one
    int k = Float.floatToRawIntBits(n + ROUND);
    int half = (k >> 1) << 23;
    float first = Float.intBitsToFloat(half + ONE);
    float second = Float.intBitsToFloat((k << 23) - half + ONE);
    return Math.fma(y, first, first) * second;
  }

  /// `y * 2^n` for an integral `n` from -252 to 252, with one rounding: the first factor keeps `y`
  /// normal.
  static float scale(float y, float n) {
    int k = Float.floatToRawIntBits(n + ROUND); // n in the low bits; the rest leaves by the shift
    int half = (k >> 1) << 23;
    float first = Float.intBitsToFloat(half + ONE);
    float second = Float.intBitsToFloat((k << 23) - half + ONE);
    return y * first * second;
  }

  /// `ln x`, XLA's recipe. Subnormal arguments are scaled by 2^23 first.
  public static float log(float x) {
    boolean small = lt(x, 0x1p-126f);
    float s = select(small, x * 0x1p23f, x);
    int bits = Float.floatToRawIntBits(s) - SQRT_HALF;
    float exponent = (float) (bits >> 23);
    float e = select(small, exponent - 23f, exponent);
    // mantissa in [sqrt(1/2), sqrt(2)); subtracting 1 is exact
    float z = Float.intBitsToFloat((bits & 0x007F_FFFF) + SQRT_HALF) - 1f;
    float z2 = z * z;
    float z3 = z2 * z;
    float a = Math.fma(z, 0.070376836f, -0.1151461f);
    float b = Math.fma(z, -0.12420141f, 0.14249323f);
    float d = Math.fma(z, 0.20000714f, -0.24999994f);
    a = Math.fma(a, z, 0.116769984f);
    b = Math.fma(b, z, -0.16668057f);
    d = Math.fma(d, z, 0.3333333f);
    float y = Math.fma(Math.fma(a, z3, b), z3, d);
    y = Math.fma(y, z3, e * LN2_LO);
    y = Math.fma(-z2, 0.5f, z) + y;
    y = Math.fma(e, LN2_HI, y);
    return ofLogarithm(x, y);
  }

  /// `ln(1 + x)`, XLA's recipe: a rational function up to |x| = sqrt(2) - 1, else the logarithm of
  /// `1 + x`.
  public static float log1p(float x) {
    float x2 = x * x;
    float n = Math.fma(4.527e-5f, x, 0.49854103f);
    n = Math.fma(n, x, 6.5787325f);
    n = Math.fma(n, x, 29.911919f);
    n = Math.fma(n, x, 60.94967f);
    n = Math.fma(n, x, 57.112965f);
    n = Math.fma(n, x, 20.039553f);
    float d = x + 15.062909f;
    d = Math.fma(d, x, 83.04757f);
    d = Math.fma(d, x, 221.7624f);
    d = Math.fma(d, x, 309.09872f);
    d = Math.fma(d, x, 216.42789f);
    d = Math.fma(d, x, 60.11866f);
    float t = (x * x2) * (n / d);
    float near = x + Math.fma(x2, -0.5f, t);
    return select(lt(Math.abs(x), 0.41421357f), near, log(1f + x));
  }

  /// `e^x - 1`, accurate near 0: `2^n (e^t - 1) + (2^n - 1)` with the rounding error of the sum
  /// carried along.
  public static float expm1(float x) {
    float c = select(gt(x, 89f), 89f, select(lt(x, -26f), -26f, x));
    float n = Math.fma(c, LOG2_E, ROUND) - ROUND;
    float hi = Math.fma(-n, LN2_HI, c); // exact
    float t = Math.fma(-n, LN2_LO, hi);
    float tLow = Math.fma(-n, LN2_LO, hi - t);
    float p = Math.fma(0.00019949213f, t, 0.001393275f);
    p = Math.fma(p, t, 0.008333219f);
    p = Math.fma(p, t, 0.041666485f);
    p = Math.fma(p, t, 0.16666667f);
    p = Math.fma(p, t, 0.5f);
    float tail = Math.fma(t * t, p, tLow);
    // half of everything, so that n = 128 does not overflow too early
    float s = Float.intBitsToFloat((Float.floatToRawIntBits(n + (ROUND - 1f)) << 23) + ONE);
    float big = s - 0.5f;
    float part = t * s;
    float sum = big + part;
    float error = part - (sum - big);
    float y = (sum + Math.fma(tail, s, error)) * 2f;
    // keeps -0 and the smallest numbers, which have no half
    return select(lt(Math.abs(x), 0x1p-25f), x, y);
  }

  /// `2^x`.
  public static float exp2(float x) {
    float c = select(gt(x, 129f), 129f, select(lt(x, -151f), -151f, x));
    float n = (c + ROUND) - ROUND;
    float t = c - n; // exact
    float p = Math.fma(1.4664025e-5f, t, 0.00015451954f);
    p = Math.fma(p, t, 0.0013336695f);
    p = Math.fma(p, t, 9.61809e-3f);
    p = Math.fma(p, t, 0.05550406f);
    p = Math.fma(p, t, 0.2402265f);
    p = Math.fma(p, t, 0.6931472f);
    return scale(Math.fma(p, t, 1f), n);
  }

  /// `log2 x`: the product with 1/ln 2 in two parts.
  public static float log2(float x) {
    boolean small = lt(x, 0x1p-126f);
    float s = select(small, x * 0x1p23f, x);
    int bits = Float.floatToRawIntBits(s) - SQRT_HALF;
    float exponent = (float) (bits >> 23);
    float e = select(small, exponent - 23f, exponent);
    float z = Float.intBitsToFloat((bits & 0x007F_FFFF) + SQRT_HALF) - 1f;
    float high = z * LOG2_E;
    float low = Math.fma(z, LOG2_E, -high);
    low = Math.fma(z, 1.925963e-8f, low);
    low = Math.fma(logTail(z), LOG2_E, low);
    float sum = e + high;
    float y = sum + ((high - (sum - e)) + low);
    return ofLogarithm(x, y);
  }

  /// `log10 x`: the products with 1/ln 10 and log10 2 in two parts.
  public static float log10(float x) {
    boolean small = lt(x, 0x1p-126f);
    float s = select(small, x * 0x1p23f, x);
    int bits = Float.floatToRawIntBits(s) - SQRT_HALF;
    float exponent = (float) (bits >> 23);
    float e = select(small, exponent - 23f, exponent);
    float z = Float.intBitsToFloat((bits & 0x007F_FFFF) + SQRT_HALF) - 1f;
    float high = z * LOG10_E;
    float low = Math.fma(z, LOG10_E, -high);
    low = Math.fma(z, LOG10_E_LOW, low);
    low = Math.fma(logTail(z), LOG10_E, low);
    low = Math.fma(e, LOG10_2_LOW, low);
    float head = e * LOG10_2; // exact
    float sum = head + high;
    float y = sum + ((high - (sum - head)) + low);
    return ofLogarithm(x, y);
  }

  /// `ln(1 + z) - z` for `1 + z` in `[sqrt(1/2), sqrt(2)]`.
  static float logTail(float z) {
    float p = Math.fma(0.06913779f, z, -0.117885485f);
    p = Math.fma(p, z, 0.118731044f);
    p = Math.fma(p, z, -0.12384629f);
    p = Math.fma(p, z, 0.14218682f);
    p = Math.fma(p, z, -0.16669232f);
    p = Math.fma(p, z, 0.20002224f);
    p = Math.fma(p, z, -0.24999987f);
    p = Math.fma(p, z, 0.3333331f);
    p = Math.fma(p, z, -0.5f);
    return p * (z * z);
  }

  /// `ln(x 2^shift) + offset` for normal `x`; `offset` is 0 or -1, added before rounding.
  static float logOf(float x, float shift, float offset) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF;
    float exponent = (float) (bits >> 23);
    float head = Math.fma(exponent + shift, LN2_HI, offset); // exact
    float z = Float.intBitsToFloat((bits & 0x007F_FFFF) + SQRT_HALF) - 1f;
    float sum = head + z;
    float error = z - (sum - head);
    return sum + (Math.fma(exponent + shift, LN2_LO, error) + logTail(z));
  }

  /// `ln((high + low) 2^shift)` for normal `high` and a `low` of at most a few of its last bits.
  static float logOf2(float high, float low, float shift) {
    int bits = Float.floatToRawIntBits(high) - SQRT_HALF;
    float exponent = (float) (bits >> 23);
    float e = exponent + shift;
    float z = Float.intBitsToFloat((bits & 0x007F_FFFF) + SQRT_HALF) - 1f;
    float rest = 0.5f * low * Float.intBitsToFloat(TWO - ((bits >> 23) << 23));
    float head = e * LN2_HI; // exact
    float u = z + rest;
    float uLow = (z - u) + rest;
    float sum = head + u;
    // in |head| >= |u| or head = 0, the first of the two sums is exact
    float error = (u - (sum - head)) + Math.fma(-u, uLow, uLow);
    return sum + (Math.fma(e, LN2_LO, error) + logTail(u));
  }

  /// The logarithm `y` of `x`, or what stands for it at 0, below 0, at infinity and for NaN.
  static float ofLogarithm(float x, float y) {
    float positive = select(lt(x, Float.POSITIVE_INFINITY), y, x);
    return select(gt(x, 0f), positive, select(eq(x, 0f), Float.NEGATIVE_INFINITY, Float.NaN));
  }
}
