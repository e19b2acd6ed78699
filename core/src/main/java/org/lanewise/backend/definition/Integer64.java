package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.ge;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Functions of `long`, with XLA's answers where Java throws or masks: division by zero gives -1
/// and the dividend as remainder, `MIN_VALUE / -1` is `MIN_VALUE`, and a shift by the width or more
/// shifts everything out.
///
/// Narrower types compute here on sign- or zero-extended values and are cut back afterwards; for
/// their shifts and leading zeros the width matters, which the caller must add.
public final class Integer64 {
  private Integer64() {}

  /// `-x`, wrapping.
  public static long neg(long x) {
    return -x;
  }

  /// `|x|`, wrapping: `MIN_VALUE` stays.
  public static long abs(long x) {
    long s = x >> 63;
    return (x ^ s) - s;
  }

  /// -1, 0 or 1.
  public static long sign(long x) {
    return (x >> 63) | (-x >>> 63);
  }

  /// `x * x`, wrapping.
  public static long square(long x) {
    return x * x;
  }

  /// All bits inverted.
  public static long not(long x) {
    return ~x;
  }

  /// The number of zero bits above the highest one; 64 for 0.
  public static long clz(long x) {
    return Long.numberOfLeadingZeros(x);
  }

  /// The number of one bits.
  public static long populationCount(long x) {
    return Long.bitCount(x);
  }

  /// The quotient towards zero; -1 for a zero divisor.
  public static long div(long x, long y) {
    return select(eq(y, 0L), -1L, x / select(eq(y, 0L), 1L, y));
  }

  /// What [#div] leaves, with the sign of `x`; `x` for a zero divisor.
  public static long rem(long x, long y) {
    return select(eq(y, 0L), x, x % select(eq(y, 0L), 1L, y));
  }

  /// The quotient of unsigned numbers; all ones for a zero divisor.
  public static long divUnsigned(long x, long y) {
    return y == 0 ? -1 : Long.divideUnsigned(x, y);
  }

  /// The remainder of unsigned numbers; `x` for a zero divisor.
  public static long remUnsigned(long x, long y) {
    return y == 0 ? x : Long.remainderUnsigned(x, y);
  }

  /// The larger.
  public static long max(long x, long y) {
    return select(gt(x, y), x, y);
  }

  /// The smaller.
  public static long min(long x, long y) {
    return select(lt(x, y), x, y);
  }

  /// The larger of unsigned numbers.
  public static long maxUnsigned(long x, long y) {
    return select(gt(x ^ Long.MIN_VALUE, y ^ Long.MIN_VALUE), x, y);
  }

  /// The smaller of unsigned numbers.
  public static long minUnsigned(long x, long y) {
    return select(lt(x ^ Long.MIN_VALUE, y ^ Long.MIN_VALUE), x, y);
  }

  /// `x` shifted left; 0 when `count`, read as unsigned, is 64 or more.
  public static long shiftLeft(long x, long count) {
    return select(and(ge(count, 0L), lt(count, 64L)), x << count, 0L);
  }

  /// `x` shifted right, filled with zeros; 0 when `count`, read as unsigned, is 64 or more.
  public static long shiftRightLogical(long x, long count) {
    return select(and(ge(count, 0L), lt(count, 64L)), x >>> count, 0L);
  }

  /// `x` shifted right, filled with its sign; only the sign when `count`, read as unsigned, is 64
  /// or more.
  public static long shiftRightArithmetic(long x, long count) {
    return x >> select(and(ge(count, 0L), lt(count, 64L)), count, 63L);
  }

  /// `x^n` by repeated squaring, wrapping; a negative `n` gives 1 / x^-n: 0 but for `x` = 1 and -1.
  public static long pow(long x, long n) {
    if (n < 0) {
      return x == 1 ? 1 : x == -1 ? ((n & 1) == 0 ? 1 : -1) : 0;
    }
    long power = 1;
    long base = x;
    for (long k = n; k != 0; k >>>= 1) {
      if ((k & 1) != 0) {
        power *= base;
      }
      base *= base;
    }
    return power;
  }
}
