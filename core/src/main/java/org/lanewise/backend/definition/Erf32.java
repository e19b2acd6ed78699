package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// The error function of `float`, its complement and its inverse.
public final class Erf32 {
  private Erf32() {}

  /// The inverse of the error function by Giles' polynomials ("Approximating the erfinv function", GPU Computing Gems,
  /// 2010), with the coefficients, the logarithm and the order of operations of XLA: normal random numbers are
  /// made from it, and have JAX's bits therefore. It is no accurate inverse (up to 64 ulp).
  public static float erfInv(float x) {
    float w = -ExpLog32.log1p(-x * x);
    float c = w - 2.5f;
    float p = Math.fma(2.81022636e-08f, c, 3.43273939e-07f);
    p = Math.fma(p, c, -3.5233877e-06f);
    p = Math.fma(p, c, -4.39150654e-06f);
    p = Math.fma(p, c, 0.00021858087f);
    p = Math.fma(p, c, -0.00125372503f);
    p = Math.fma(p, c, -0.00417768164f);
    p = Math.fma(p, c, 0.246640727f);
    p = Math.fma(p, c, 1.50140941f);
    float t = Op.sqrt(w) - 3f;
    float q = Math.fma(-0.000200214257f, t, 0.000100950558f);
    q = Math.fma(q, t, 0.00134934322f);
    q = Math.fma(q, t, -0.00367342844f);
    q = Math.fma(q, t, 0.00573950773f);
    q = Math.fma(q, t, -0.0076224613f);
    q = Math.fma(q, t, 0.00943887047f);
    q = Math.fma(q, t, 1.00167406f);
    q = Math.fma(q, t, 2.83297682f);
    float y = select(lt(w, 5f), p, q) * x;
    return select(eq(Math.abs(x), 1f), x * Float.POSITIVE_INFINITY, y);
  }
}
