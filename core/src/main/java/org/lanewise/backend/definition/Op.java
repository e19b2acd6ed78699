package org.lanewise.backend.definition;

/// The elementary operations that a definition may use besides Java's own `+ - * /`, shifts and bit
/// operators on one lane type: comparisons, choices and roundings without a jump.
///
/// Java compiles `a < b ? x : y` to a jump, and a definition must be a straight line so that its
/// bytecode can be followed lane by lane. `select(lt(a, b), x, y)` is the same value as a call. The
/// methods of this class that compare, combine and select are *atoms*: a SIMD backend knows each of
/// them by name (compare, mask operation, blend). The others ([#floor(float)], [#rint(float)] and
/// their like, [#sqrt(float)] aside) are themselves straight lines over the atoms, so nothing needs
/// to be known about them.
public final class Op {
  private Op() {}

  // ---------------------------------------------------------------- comparisons (atoms)

  /// `a < b`, false when either is NaN.
  public static boolean lt(float a, float b) {
    return a < b;
  }

  /// `a <= b`, false when either is NaN.
  public static boolean le(float a, float b) {
    return a <= b;
  }

  /// `a > b`, false when either is NaN.
  public static boolean gt(float a, float b) {
    return a > b;
  }

  /// `a >= b`, false when either is NaN.
  public static boolean ge(float a, float b) {
    return a >= b;
  }

  /// `a == b`, false when either is NaN; zeros of both signs are equal.
  public static boolean eq(float a, float b) {
    return a == b;
  }

  /// `a != b`, true when either is NaN.
  public static boolean ne(float a, float b) {
    return a != b;
  }

  /// `a < b`, false when either is NaN.
  public static boolean lt(double a, double b) {
    return a < b;
  }

  /// `a <= b`, false when either is NaN.
  public static boolean le(double a, double b) {
    return a <= b;
  }

  /// `a > b`, false when either is NaN.
  public static boolean gt(double a, double b) {
    return a > b;
  }

  /// `a >= b`, false when either is NaN.
  public static boolean ge(double a, double b) {
    return a >= b;
  }

  /// `a == b`, false when either is NaN; zeros of both signs are equal.
  public static boolean eq(double a, double b) {
    return a == b;
  }

  /// `a != b`, true when either is NaN.
  public static boolean ne(double a, double b) {
    return a != b;
  }

  /// `a < b` of signed integers.
  public static boolean lt(int a, int b) {
    return a < b;
  }

  /// `a <= b` of signed integers.
  public static boolean le(int a, int b) {
    return a <= b;
  }

  /// `a > b` of signed integers.
  public static boolean gt(int a, int b) {
    return a > b;
  }

  /// `a >= b` of signed integers.
  public static boolean ge(int a, int b) {
    return a >= b;
  }

  /// `a == b`.
  public static boolean eq(int a, int b) {
    return a == b;
  }

  /// `a != b`.
  public static boolean ne(int a, int b) {
    return a != b;
  }

  /// `a < b` of signed integers.
  public static boolean lt(long a, long b) {
    return a < b;
  }

  /// `a <= b` of signed integers.
  public static boolean le(long a, long b) {
    return a <= b;
  }

  /// `a > b` of signed integers.
  public static boolean gt(long a, long b) {
    return a > b;
  }

  /// `a >= b` of signed integers.
  public static boolean ge(long a, long b) {
    return a >= b;
  }

  /// `a == b`.
  public static boolean eq(long a, long b) {
    return a == b;
  }

  /// `a != b`.
  public static boolean ne(long a, long b) {
    return a != b;
  }

  // ---------------------------------------------------------------- truth values (atoms)

  /// Both.
  public static boolean and(boolean a, boolean b) {
    return a && b;
  }

  /// Either or both.
  public static boolean or(boolean a, boolean b) {
    return a || b;
  }

  /// The opposite.
  public static boolean not(boolean a) {
    return !a;
  }

  // ---------------------------------------------------------------- choices (atoms)

  /// `ifTrue` where the condition holds, else `ifFalse`; both are always computed.
  public static float select(boolean condition, float ifTrue, float ifFalse) {
    return condition ? ifTrue : ifFalse;
  }

  /// `ifTrue` where the condition holds, else `ifFalse`; both are always computed.
  public static double select(boolean condition, double ifTrue, double ifFalse) {
    return condition ? ifTrue : ifFalse;
  }

  /// `ifTrue` where the condition holds, else `ifFalse`; both are always computed.
  public static int select(boolean condition, int ifTrue, int ifFalse) {
    return condition ? ifTrue : ifFalse;
  }

  /// `ifTrue` where the condition holds, else `ifFalse`; both are always computed.
  public static long select(boolean condition, long ifTrue, long ifFalse) {
    return condition ? ifTrue : ifFalse;
  }

  // ---------------------------------------------------------------- square root (atoms)

  /// The correctly rounded square root. The detour over `double` is exact: 53 bits exceed 2 * 24 +
  /// 2.
  public static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  /// The correctly rounded square root.
  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  // ---------------------------------------------------------------- straight lines over the atoms

  /// `magnitude` with the sign bit of `sign`.
  public static float copySign(float magnitude, float sign) {
    return Float.intBitsToFloat(
        (Float.floatToRawIntBits(magnitude) & 0x7FFF_FFFF)
            | (Float.floatToRawIntBits(sign) & 0x8000_0000));
  }

  /// `magnitude` with the sign bit of `sign`.
  public static double copySign(double magnitude, double sign) {
    return Double.longBitsToDouble(
        (Double.doubleToRawLongBits(magnitude) & 0x7FFF_FFFF_FFFF_FFFFL)
            | (Double.doubleToRawLongBits(sign) & 0x8000_0000_0000_0000L));
  }

  /// The nearest integer, ties to even; the sign of zero, infinities and NaN are kept.
  ///
  /// Below 2^23 the sum `|x| + 2^23` has no fraction bits left, so the addition itself rounds.
  public static float rint(float x) {
    float a = Math.abs(x);
    float rounded = (a + 0x1p23f) - 0x1p23f;
    return copySign(select(lt(a, 0x1p23f), rounded, a), x);
  }

  /// The nearest integer, ties to even; the sign of zero, infinities and NaN are kept.
  public static double rint(double x) {
    double a = Math.abs(x);
    double rounded = (a + 0x1p52) - 0x1p52;
    return copySign(select(lt(a, 0x1p52), rounded, a), x);
  }

  /// The greatest integer that is not above `x`; the sign of zero, infinities and NaN are kept.
  public static float floor(float x) {
    float r = rint(x);
    return copySign(select(gt(r, x), r - 1f, r), x);
  }

  /// The greatest integer that is not above `x`; the sign of zero, infinities and NaN are kept.
  public static double floor(double x) {
    double r = rint(x);
    return copySign(select(gt(r, x), r - 1.0, r), x);
  }

  /// The least integer that is not below `x`; -0.5 gives -0, infinities and NaN are kept.
  public static float ceil(float x) {
    float r = rint(x);
    return copySign(select(lt(r, x), r + 1f, r), x);
  }

  /// The least integer that is not below `x`; -0.5 gives -0, infinities and NaN are kept.
  public static double ceil(double x) {
    double r = rint(x);
    return copySign(select(lt(r, x), r + 1.0, r), x);
  }

  /// The integer part, towards zero; the sign of zero, infinities and NaN are kept.
  public static float trunc(float x) {
    float a = Math.abs(x);
    float r = (a + 0x1p23f) - 0x1p23f;
    float t = select(gt(r, a), r - 1f, r);
    return copySign(select(lt(a, 0x1p23f), t, a), x);
  }

  /// The integer part, towards zero; the sign of zero, infinities and NaN are kept.
  public static double trunc(double x) {
    double a = Math.abs(x);
    double r = (a + 0x1p52) - 0x1p52;
    double t = select(gt(r, a), r - 1.0, r);
    return copySign(select(lt(a, 0x1p52), t, a), x);
  }
}
