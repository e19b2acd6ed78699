package org.lanewise;

/// The greatest common divisor of integer arrays by Euclid's algorithm in a fixed number of steps.
///
/// A loop until all remainders are zero would look at values; the number of steps is bounded
/// instead: after two steps the larger operand has at least halved, and the golden ratio gives
/// ⌈log_φ 2⌉ · bits (Lamé), that is 1.44 steps a bit.
final class Gcd {
  private Gcd() {}

  static Array gcd(Array x, Array y) {
    Array a = Numpy.absolute(x);
    Array b = Numpy.absolute(y);
    Array large = Lax.max(a, b);
    Array small = Lax.min(a, b);
    int steps = (int) Math.ceil(x.dtype().bitSize() * 1.4405) + 1;
    Array zero = Operands.like(small, 0);
    for (int i = 0; i < steps; i++) {
      Array done = Lax.eq(small, zero);
      Array rest = Lax.rem(large, DivMod.oneForZero(small));
      large = Lax.select(done, large, small);
      small = Lax.select(done, small, rest);
    }
    return large;
  }
}
