package org.lanewise.backend.definition;

/// `x = n pi/2 + (high + low)` with `|high| <= pi/4`, exact to about 2^-75 relative, for any finite
/// `x`: the argument reduction of Payne and Hanek ("Radian reduction for trigonometric functions",
/// SIGNUM Newsletter 18, 1983).
///
/// Only `n mod 4`, the quadrant, matters to a periodic function, so of the product `x * 2/pi` only
/// the bits around the binary point are computed: `x = m * 2^e`, and the bits of 2/pi whose weight
/// times `2^e` is a multiple of four are skipped.
record Reduction(double high, double low, int quadrant) {
  /// 128 zero bits, then the first 1280 fraction bits of 2/pi.
  private static final long[] TWO_OVER_PI = {
    0L,
    0L,
    0xA2F9836E4E441529L,
    0xFC2757D1F534DDC0L,
    0xDB6295993C439041L,
    0xFE5163ABDEBBC561L,
    0xB7246E3A424DD2E0L,
    0x06492EEA09D1921CL,
    0xFE1DEB1CB129A73EL,
    0xE88235F52EBB4484L,
    0xE99C7026B45F7E41L,
    0x3991D639835339F4L,
    0x9C845F8BBDF9283BL,
    0x1FF897FFDE05980FL,
    0xEF2F118B5A0A6D1FL,
    0x6D367ECF27CB09B7L,
    0x4F463F669E5FEA2DL,
    0x7527BAC7EBE5F17BL,
    0x3D0739F78A5292EAL,
    0x6BFB5FB11F8D5D08L,
    0x56033046FC7B6BABL,
    0xF0CFBC209AF4361DL
  };

  private static final double PI_HALF_HIGH = 0x1.921fb54442d18p0;
  private static final double PI_HALF_LOW = 0x1.1a62633145c07p-54;

  /// Reduces `x`; infinities and NaN give NaN. Meant for `|x| > 1`.
  static Reduction of(double x) {
    int biased = Math.getExponent(x);
    if (biased > Double.MAX_EXPONENT) {
      return new Reduction(Double.NaN, Double.NaN, 0);
    }
    long m = (Double.doubleToRawLongBits(x) & 0x000F_FFFF_FFFF_FFFFL) | 0x0010_0000_0000_0000L;
    int start =
        biased - 52 - 1 - 1
            + 128; // the first bit of 2/pi that matters, counted in the table from 0
    long w0 = word(start);
    long w1 = word(start + 64);
    long w2 = word(start + 128);
    // p = m * w mod 2^192, the fraction of x / (2 pi)
    long p2 = m * w2;
    long p1 = m * w1;
    long carry = Math.unsignedMultiplyHigh(m, w2);
    p1 += carry;
    long over = Long.compareUnsigned(p1, carry) < 0 ? 1 : 0;
    long p0 = m * w0 + Math.unsignedMultiplyHigh(m, w1) + over;
    int quadrant = (int) (p0 >>> 62);
    long f0 = (p0 << 2) | (p1 >>> 62);
    long f1 = (p1 << 2) | (p2 >>> 62);
    long f2 = p2 << 2;
    boolean above =
        f0 < 0; // the fraction is a half or more: count from the next quadrant downwards
    if (above) {
      quadrant++;
      f2 = -f2;
      f1 = ~f1 + (f2 == 0 ? 1 : 0);
      f0 = ~f0 + (f2 == 0 && f1 == 0 ? 1 : 0);
    }
    boolean negative = above ^ (x < 0);
    return scaled(f0, f1, f2, negative, x < 0 ? -quadrant : quadrant);
  }

  /// The 64 bits of the table from the given one.
  private static long word(int bit) {
    int i = bit >> 6;
    int shift = bit & 63;
    return shift == 0
        ? TWO_OVER_PI[i]
        : (TWO_OVER_PI[i] << shift) | (TWO_OVER_PI[i + 1] >>> (64 - shift));
  }

  /// The fraction `f0 f1 f2` of 192 bits times pi/2, in two doubles.
  private static Reduction scaled(long f0, long f1, long f2, boolean negative, int quadrant) {
    int zeros = 0;
    if (f0 == 0) {
      f0 = f1;
      f1 = f2;
      zeros = 64;
    }
    int shift = Long.numberOfLeadingZeros(f0);
    if (shift > 0) {
      f0 = (f0 << shift) | (f1 >>> (64 - shift));
      f1 = (f1 << shift) | (zeros == 0 ? f2 >>> (64 - shift) : 0);
    }
    zeros += shift;
    double a = (f0 >>> 11) * Math.scalb(1.0, -53 - zeros);
    double b = (((f0 << 53) | (f1 >>> 11)) >>> 11) * Math.scalb(1.0, -106 - zeros);
    double product = a * PI_HALF_HIGH;
    double error = Math.fma(a, PI_HALF_HIGH, -product);
    error = Math.fma(a, PI_HALF_LOW, Math.fma(b, PI_HALF_HIGH, error));
    double high = product + error;
    double low = (product - high) + error;
    return negative ? new Reduction(-high, -low, quadrant) : new Reduction(high, low, quadrant);
  }

  /// What `(float) high` leaves over.
  float lowFloat() {
    return (float) ((high - (float) high) + low);
  }
}
