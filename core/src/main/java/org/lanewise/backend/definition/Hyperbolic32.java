package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.select;

/// Hyperbolic functions of `float`, their inverses, and the logistic function.
public final class Hyperbolic32 {
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HI = 0.693359375f;
  private static final float LN2_LO = -2.12194440e-4f;
  private static final float ROUND = 0x1.8p23f;
  private static final int ONE = 0x3F80_0000;

  private Hyperbolic32() {}

  /// `tanh x`: an odd polynomial up to 0.8, above it `1 - 2 / (e^(2|x|) + 1)`.
  public static float tanh(float x) {
    float a = Math.abs(x);
    float s = x * x;
    float p = Math.fma(-5.77353e-4f, s, 2.8653308e-3f);
    p = Math.fma(p, s, -8.5207755e-3f);
    p = Math.fma(p, s, 2.1777699e-2f);
    p = Math.fma(p, s, -5.3954974e-2f);
    p = Math.fma(p, s, 1.3333243e-1f);
    p = Math.fma(p, s, -3.333333e-1f);
    float near = Math.fma(x * s, p, x);
    // 1 - 2 / (e^20 + 1) rounds to 1
    float u = select(gt(a, 10f), 20f, a + a);
    float n = Math.fma(u, LOG2_E, ROUND);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(n) << 23) + ONE);
    n = n - ROUND;
    float t = Math.fma(-n, LN2_LO, Math.fma(-n, LN2_HI, u));
    float q = Math.fma(1.3924441e-3f, t, 8.366949e-3f);
    q = Math.fma(q, t, 4.1666605e-2f);
    q = Math.fma(q, t, 1.666654e-1f);
    q = Math.fma(q, t, 0.5f);
    float e = 1f + Math.fma(q, t * t, t);
    float far = 1f - 2f / Math.fma(e, scale, 1f);
    // a NaN compares false: `near` is NaN then
    return copySign(select(gt(a, 0.8f), far, near), x);
  }
}
