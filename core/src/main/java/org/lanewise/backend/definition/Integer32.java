package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.ge;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Functions of `int`, with XLA's answers where Java throws or masks: division by zero gives -1 and
/// the dividend as remainder, `MIN_VALUE / -1` is `MIN_VALUE`, and a shift by the width or more
/// shifts everything out.
///
/// Narrower types compute here on sign- or zero-extended values and are cut back afterwards; for
/// their shifts and leading zeros the width matters, which the caller must add.
public final class Integer32 {
  private Integer32() {}

  /// `-x`, wrapping.
  public static int neg(int x) {
    return -x;
  }

  /// `|x|`, wrapping: `MIN_VALUE` stays.
  public static int abs(int x) {
    int s = x >> 31;
    return (x ^ s) - s;
  }

  /// -1, 0 or 1.
  public static int sign(int x) {
    return (x >> 31) | (-x >>> 31);
  }

  /// `x * x`, wrapping.
  public static int square(int x) {
    return x * x;
  }

  /// All bits inverted.
  public static int not(int x) {
    return ~x;
  }

  /// The number of zero bits above the highest one; 32 for 0.
  public static int clz(int x) {
    return Integer.numberOfLeadingZeros(x);
  }

  /// The number of one bits.
  public static int populationCount(int x) {
    return Integer.bitCount(x);
  }

  /// The quotient towards zero; -1 for a zero divisor.
  public static int div(int x, int y) {
    return select(eq(y, 0), -1, x / select(eq(y, 0), 1, y));
  }

  /// What [#div] leaves, with the sign of `x`; `x` for a zero divisor.
  public static int rem(int x, int y) {
    return select(eq(y, 0), x, x % select(eq(y, 0), 1, y));
  }

  /// The quotient of unsigned numbers; all ones for a zero divisor.
  public static int divUnsigned(int x, int y) {
    return y == 0 ? -1 : Integer.divideUnsigned(x, y);
  }

  /// The remainder of unsigned numbers; `x` for a zero divisor.
  public static int remUnsigned(int x, int y) {
    return y == 0 ? x : Integer.remainderUnsigned(x, y);
  }

  /// The larger.
  public static int max(int x, int y) {
    return select(gt(x, y), x, y);
  }

  /// The smaller.
  public static int min(int x, int y) {
    return select(lt(x, y), x, y);
  }

  /// The larger of unsigned numbers.
  public static int maxUnsigned(int x, int y) {
    return select(gt(x ^ Integer.MIN_VALUE, y ^ Integer.MIN_VALUE), x, y);
  }

  /// The smaller of unsigned numbers.
  public static int minUnsigned(int x, int y) {
    return select(lt(x ^ Integer.MIN_VALUE, y ^ Integer.MIN_VALUE), x, y);
  }

  /// `x` shifted left; 0 when `count`, read as unsigned, is 32 or more.
  public static int shiftLeft(int x, int count) {
    return select(and(ge(count, 0), lt(count, 32)), x << count, 0);
  }

  /// `x` shifted right, filled with zeros; 0 when `count`, read as unsigned, is 32 or more.
  public static int shiftRightLogical(int x, int count) {
    return select(and(ge(count, 0), lt(count, 32)), x >>> count, 0);
  }

  /// `x` shifted right, filled with its sign; only the sign when `count`, read as unsigned, is 32
  /// or more.
  public static int shiftRightArithmetic(int x, int count) {
    return x >> select(and(ge(count, 0), lt(count, 32)), count, 31);
  }

  /// `x^n` by repeated squaring, wrapping; a negative `n` gives 1 / x^-n: 0 but for `x` = 1 and -1.
  public static int pow(int x, int n) {
    if (n < 0) {
      return x == 1 ? 1 : x == -1 ? ((n & 1) == 0 ? 1 : -1) : 0;
    }
    int power = 1;
    int base = x;
    for (int k = n; k != 0; k >>>= 1) {
      if ((k & 1) != 0) {
        power *= base;
      }
      base *= base;
    }
    return power;
  }
}
