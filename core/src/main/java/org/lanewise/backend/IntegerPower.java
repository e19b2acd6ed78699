package org.lanewise.backend;

import org.lanewise.backend.definition.FloatUnary;

/// The one order of the products in `integer_pow`, a function of the exponent alone.
///
/// For y > 0 with binary digits y = Σ 2^k over k in K, the powers x^(2^k) are made by squaring one
/// after the other, and those with k in K are multiplied in ascending order, beginning with the
/// first of them: x³ = x · (x·x), x⁶ = (x·x) · ((x·x)·(x·x)). For y = 0 the result is 1, also of
/// NaN; for y < 0 it is 1 / x^(−y), two roundings apart. These are the products that JAX makes:
/// results agree with it by bits where no product is subnormal.
///
/// f16 and bf16 round after each product. Integers wrap.
public final class IntegerPower {
  private IntegerPower() {}

  /// xʸ.
  ///
  /// @param round rounds a product to the element type: the identity for f32
  public static float of(float x, int y, FloatUnary round) {
    float product = 1;
    boolean isEmpty = true;
    float square = x;
    for (long rest = Math.abs((long) y); rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product = isEmpty ? square : round.apply(product * square);
        isEmpty = false;
      }
      square = round.apply(square * square);
    }
    return y < 0 ? round.apply(1 / product) : product;
  }

  /// xʸ.
  public static double of(double x, int y) {
    double product = 1;
    boolean isEmpty = true;
    double square = x;
    for (long rest = Math.abs((long) y); rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product = isEmpty ? square : product * square;
        isEmpty = false;
      }
      square = square * square;
    }
    return y < 0 ? 1 / product : product;
  }

  /// xʸ, wrapping.
  ///
  /// @param y not negative
  public static long of(long x, int y) {
    long product = 1;
    long square = x;
    for (int rest = y; rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product *= square;
      }
      square *= square;
    }
    return product;
  }
}
