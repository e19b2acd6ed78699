package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// The error function of `float`, its complement and its inverse.
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as their sources print them
public final class Erf32 {
  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HI = 0.6933594f;
  private static final float LN2_LO = -0.00021219444f;
  private static final float ROUND = 0x1.8p23f;
  private static final int ONE = 0x3F80_0000;

  private Erf32() {}

  /// The inverse of the error function by Giles' polynomials ("Approximating the erfinv function",
  /// GPU Computing Gems, 2010), with the coefficients, the logarithm and the order of operations of
  /// XLA: normal random numbers are made from it, and have JAX's bits therefore. It is no accurate
  /// inverse (up to 64 ulp).
  public static float erfInv(float x) {
    float w = -ExpLog32.log1p(-x * x);
    float c = w - 2.5f;
    float p = Math.fma(2.8102264e-8f, c, 3.4327394e-7f);
    p = Math.fma(p, c, -3.5233877e-6f);
    p = Math.fma(p, c, -4.3915065e-6f);
    p = Math.fma(p, c, 0.00021858087f);
    p = Math.fma(p, c, -0.001253725f);
    p = Math.fma(p, c, -0.0041776816f);
    p = Math.fma(p, c, 0.24664073f);
    p = Math.fma(p, c, 1.5014094f);
    float t = Op.sqrt(w) - 3f;
    float q = Math.fma(-0.00020021426f, t, 0.00010095056f);
    q = Math.fma(q, t, 0.0013493432f);
    q = Math.fma(q, t, -0.0036734284f);
    q = Math.fma(q, t, 0.0057395077f);
    q = Math.fma(q, t, -0.0076224613f);
    q = Math.fma(q, t, 0.0094388705f);
    q = Math.fma(q, t, 1.001674f);
    q = Math.fma(q, t, 2.8329768f);
    float y = select(lt(w, 5f), p, q) * x;
    return select(eq(Math.abs(x), 1f), x * Float.POSITIVE_INFINITY, y);
  }

  /// `erf x`: odd up to 0.92, above it `1 - e^q(|x|)` where `q` approximates `ln erfc`.
  public static float erf(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(7.968401e-5f, z, -0.0008043629f);
    p = Math.fma(p, z, 0.0051919366f);
    p = Math.fma(p, z, -0.026855586f);
    p = Math.fma(p, z, 0.11283624f);
    p = Math.fma(p, z, -0.3761263f);
    p = Math.fma(p, z, 0.12837917f);
    float near = Math.fma(p, x, x);
    float c = select(gt(a, 4f), 4f, a); // erfc 4 is below half an ulp of 1
    float q = Math.fma(1.1100809e-6f, c, -1.7851085e-5f);
    q = Math.fma(q, c, 0.00010333096f);
    q = Math.fma(q, c, -5.9250608e-5f);
    q = Math.fma(q, c, -0.0029412187f);
    q = Math.fma(q, c, 0.023123484f);
    q = Math.fma(q, c, -0.10616803f);
    q = Math.fma(q, c, -0.6347532f);
    q = Math.fma(q, c, -1.1289798f);
    q = Math.fma(q, c, 8.59464e-5f);
    float k = Math.fma(q, LOG2_E, ROUND);
    float n = k - ROUND;
    float t = Math.fma(-n, LN2_LO, Math.fma(-n, LN2_HI, q));
    float e = Math.fma(0.001392109f, t, 0.008367199f);
    e = Math.fma(e, t, 0.041666605f);
    e = Math.fma(e, t, 0.16666539f);
    e = Math.fma(e, t, 0.5f);
    e = 1f + Math.fma(e, t * t, t);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(k) << 23) + ONE);
    float far = Math.fma(-e, scale, 1f);
    return copySign(select(gt(a, 0.92f), far, near), x);
  }

  /// `erfc x = 1 - erf x`: above 0.47 `e^(-x^2) Q(t) / (x + 2)`, `t = (x - 2) / (x + 2)`, both
  /// factors in two floats; below -0.47 two minus that.
  public static float erfc(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(7.968401e-5f, z, -0.0008043629f);
    p = Math.fma(p, z, 0.0051919366f);
    p = Math.fma(p, z, -0.026855586f);
    p = Math.fma(p, z, 0.11283624f);
    p = Math.fma(p, z, -0.3761263f);
    p = Math.fma(p, z, 0.12837917f);
    float near = (1f - x) - p * x;
    float c = select(gt(a, 10.1f), 10.1f, a);
    // u = 1 / (c + 2) with its rest
    float d = c + 2f;
    float dLow = select(lt(c, 2f), c - (d - 2f), 2f - (d - c));
    float u = 1f / d;
    float uLow = u * (Math.fma(-u, d, 1f) - u * dLow);
    float t = Math.fma(-4f, u, 1f);
    float q = Math.fma(2.1515836e-5f, t, -8.319194e-5f);
    q = Math.fma(q, t, 0.00010379805f);
    q = Math.fma(q, t, 0.00015672106f);
    q = Math.fma(q, t, -0.00064994645f);
    q = Math.fma(q, t, -0.00088673306f);
    q = Math.fma(q, t, 0.003088929f);
    q = Math.fma(q, t, 0.006488076f);
    q = Math.fma(q, t, -0.021510592f);
    q = Math.fma(q, t, -0.03644289f);
    q = Math.fma(q, t, 0.27947208f);
    q = Math.fma(q, t, -0.6871607f);
    // the last step of Horner's rule in two parts, since Q is near 1 and all its errors would count
    float product = q * t;
    float productLow = Math.fma(q, t, -product);
    float sum = 1.0215827f + product;
    float sumLow = ((1.0215827f - sum) + product) + (productLow + -1.7424142e-8f);
    // t has the error of u four times, and Q' is about -0.69 + 0.56 t
    sumLow = Math.fma(-4f * uLow, Math.fma(0.56f, t, -0.69f), sumLow);
    float g = u * sum;
    float gLow = Math.fma(uLow, sum, Math.fma(u, sumLow, Math.fma(u, sum, -g)));
    // e^(-c^2) with its rest
    float square = -c * c;
    float squareLow = -Math.fma(c, c, square);
    float n = Math.fma(square, LOG2_E, ROUND) - ROUND;
    float r0 = Math.fma(-n, LN2_HI, square);
    float r1 = Math.fma(-n, LN2_LO, r0);
    float r1Low = Math.fma(-n, LN2_LO, r0 - r1) + squareLow;
    float r = r1 + r1Low;
    float rLow = (r1 - r) + r1Low;
    float e = Math.fma(0.0001994472f, r, 0.0013932763f);
    e = Math.fma(e, r, 0.008333224f);
    e = Math.fma(e, r, 0.041666485f);
    e = Math.fma(e, r, 0.16666667f);
    e = Math.fma(e, r, 0.5f);
    float tail = Math.fma(e, r * r, Math.fma(rLow, r, rLow));
    float head = 1f + r;
    float headLow = (r - (head - 1f)) + tail;
    float y = Math.fma(head, g, Math.fma(head, gLow, headLow * g));
    float far = ExpLog32.scale(y, n);
    return select(gt(a, 0.47f), select(lt(x, 0f), 2f - far, far), near);
  }
}
