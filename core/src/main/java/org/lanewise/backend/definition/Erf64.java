package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// The error function of `double`, its complement and its inverse.
public final class Erf64 {
  private static final double LOG2_E = 0x1.71547652b82fep0;

  /// ln 2 in two parts; the first has few bits, so that its product with an exponent is exact.
  private static final double LN2_HI = 0x1.62e42fefap-1;

  private static final double LN2_LO = 0x1.cf79abc9e3b3ap-40;

  /// 1.5 * 2^52: adding it rounds a small number to an integer, left in the low bits of the sum.
  private static final double ROUND = 0x1.8p52;

  private Erf64() {}

  /// `erf x`: odd up to 1, above it `1 - erfc`.
  public static double erf(double x) {
    double a = Math.abs(x);
    double near = Math.fma(erfTail(x * x), a, a);
    double c = select(gt(a, 6.0), 6.0, a); // erfc 6 is below half an ulp of 1
    double far = 1.0 - tail(c);
    return copySign(select(gt(a, 1.0), far, near), x);
  }

  /// `erfc x = 1 - erf x`: above 0.47 by [#tail], below -0.47 two minus that.
  public static double erfc(double x) {
    double a = Math.abs(x);
    double near = (1.0 - x) - erfTail(x * x) * x;
    double c = select(gt(a, 27.3), 27.3, a);
    double far = tail(c);
    return select(gt(a, 0.47), select(lt(x, 0.0), 2.0 - far, far), near);
  }

  /// The inverse of the error function by Giles' polynomials ("Approximating the erfinv function",
  /// GPU Computing Gems, 2010), with XLA's order of operations and its logarithm, since normal
  /// random numbers are made from it.
  public static double erfInv(double x) {
    double w = -log1p(-x * x);
    double c = w - 3.125;
    double p = Math.fma(-3.64441206401782e-21, c, -1.6850591381820166e-19);
    p = Math.fma(p, c, 1.28584807152564e-18);
    p = Math.fma(p, c, 1.1157877678025181e-17);
    p = Math.fma(p, c, -1.333171662854621e-16);
    p = Math.fma(p, c, 2.0972767875968562e-17);
    p = Math.fma(p, c, 6.637638134358324e-15);
    p = Math.fma(p, c, -4.054566272975207e-14);
    p = Math.fma(p, c, -8.151934197605472e-14);
    p = Math.fma(p, c, 2.6335093153082323e-12);
    p = Math.fma(p, c, -1.2975133253453532e-11);
    p = Math.fma(p, c, -5.415412054294628e-11);
    p = Math.fma(p, c, 1.0512122733215323e-9);
    p = Math.fma(p, c, -4.112633980346984e-9);
    p = Math.fma(p, c, -2.9070369957882005e-8);
    p = Math.fma(p, c, 4.2347877827932404e-7);
    p = Math.fma(p, c, -1.3654692000834679e-6);
    p = Math.fma(p, c, -1.3882523362786469e-5);
    p = Math.fma(p, c, 0.00018673420803405714);
    p = Math.fma(p, c, -0.000740702534166267);
    p = Math.fma(p, c, -0.006033670871430149);
    p = Math.fma(p, c, 0.24015818242558962);
    p = Math.fma(p, c, 1.6536545626831027);
    double root = Op.sqrt(w);
    double t = root - 3.25;
    double q = Math.fma(2.2137376921775787e-9, t, 9.075656193888539e-8);
    q = Math.fma(q, t, -2.7517406297064545e-7);
    q = Math.fma(q, t, 1.8239629214389228e-8);
    q = Math.fma(q, t, 1.5027403968909828e-6);
    q = Math.fma(q, t, -4.013867526981546e-6);
    q = Math.fma(q, t, 2.9234449089955446e-6);
    q = Math.fma(q, t, 1.2475304481671779e-5);
    q = Math.fma(q, t, -4.7318229009055734e-5);
    q = Math.fma(q, t, 6.828485145957318e-5);
    q = Math.fma(q, t, 2.4031110387097894e-5);
    q = Math.fma(q, t, -0.0003550375203628475);
    q = Math.fma(q, t, 0.0009532893797373805);
    q = Math.fma(q, t, -0.0016882755560235047);
    q = Math.fma(q, t, 0.002491442096107851);
    q = Math.fma(q, t, -0.003751208507569241);
    q = Math.fma(q, t, 0.005370914553590064);
    q = Math.fma(q, t, 1.0052589676941592);
    q = Math.fma(q, t, 3.0838856104922208);
    double v = root - 5.0;
    double r = Math.fma(-2.7109920616438573e-11, v, -2.555641816996525e-10);
    r = Math.fma(r, v, 1.5076572693500548e-9);
    r = Math.fma(r, v, -3.789465440126737e-9);
    r = Math.fma(r, v, 7.61570120807834e-09);
    r = Math.fma(r, v, -1.496002662714924e-8);
    r = Math.fma(r, v, 2.914795345090108e-8);
    r = Math.fma(r, v, -6.771199775845234e-8);
    r = Math.fma(r, v, 2.2900482228026655e-7);
    r = Math.fma(r, v, -9.9298272942317e-07);
    r = Math.fma(r, v, 4.526062597223154e-6);
    r = Math.fma(r, v, -1.968177810553167e-5);
    r = Math.fma(r, v, 7.599527703001776e-5);
    r = Math.fma(r, v, -0.00021503011930044477);
    r = Math.fma(r, v, -0.00013871931833623122);
    r = Math.fma(r, v, 1.0103004648645344);
    r = Math.fma(r, v, 4.849906401408584);
    double y = select(lt(w, 6.25), p, select(lt(w, 16.0), q, r)) * x;
    return select(eq(Math.abs(x), 1.0), x * Double.POSITIVE_INFINITY, y);
  }

  /// XLA's `ln(1 + x)`, a rational function up to |x| = sqrt(2) - 1 (of Cephes, which uses it to
  /// sqrt(1/2) - 1 only: below -0.29 it is wrong by up to a hundred units). The public
  /// [ExpLog64#log1p] is accurate instead.
  private static double log1p(double x) {
    double x2 = x * x;
    double n = Math.fma(4.52700008624452e-05, x, 0.49854102823193375);
    n = Math.fma(n, x, 6.578732594206104);
    n = Math.fma(n, x, 29.911919328553072);
    n = Math.fma(n, x, 60.94966798098779);
    n = Math.fma(n, x, 57.11296359058554);
    n = Math.fma(n, x, 20.039553499201283);
    double d = x + 15.062909083469192;
    d = Math.fma(d, x, 83.04756596796722);
    d = Math.fma(d, x, 221.76239823732857);
    d = Math.fma(d, x, 309.09872225312057);
    d = Math.fma(d, x, 216.42788614495947);
    d = Math.fma(d, x, 60.11866049760384);
    double t = (x * x2) * (n / d);
    double near = x + Math.fma(x2, -0.5, t);
    return select(lt(Math.abs(x), 0.41421356237309503), near, ExpLog64.log(1.0 + x));
  }

  /// `erf x / x - 1` for `z = x^2 <= 1`.
  private static double erfTail(double z) {
    double p = Math.fma(1.113000404402133e-9, z, -7.804206291498429e-9);
    p = Math.fma(p, z, 2.4494823740766604e-8);
    p = Math.fma(p, z, -4.619816416924321e-8);
    p = Math.fma(p, z, 6.901426094582601e-8);
    p = Math.fma(p, z, -2.0854249341185723e-7);
    p = Math.fma(p, z, 1.6722990006677131e-6);
    p = Math.fma(p, z, -1.4936337537350069e-5);
    p = Math.fma(p, z, 0.00012055638367939886);
    p = Math.fma(p, z, -0.0008548332955877604);
    p = Math.fma(p, z, 0.005223977700308667);
    p = Math.fma(p, z, -0.026866170650820833);
    p = Math.fma(p, z, 0.11283791670977954);
    p = Math.fma(p, z, -0.37612638903184126);
    p = Math.fma(p, z, 0.1283791670955126);
    return p;
  }

  /// `erfc c` for `c >= 0.47` as `e^(-c^2) Q(t) / (c + 2)`, `t = (c - 2) / (c + 2)`, both factors
  /// in two parts.
  private static double tail(double c) {
    // u = 1 / (c + 2) with its rest; c is the larger above 2
    double d = c + 2.0;
    double dLow = select(lt(c, 2.0), c - (d - 2.0), 2.0 - (d - c));
    double u = 1.0 / d;
    double uLow = u * (Math.fma(-u, d, 1.0) - u * dLow);
    double t = Math.fma(-4.0, u, 1.0);
    double q = Math.fma(-1.5701915257850567e-6, t, 5.671628796049335e-6);
    q = Math.fma(q, t, -3.5757543875718908e-6);
    q = Math.fma(q, t, -9.971757888691145e-6);
    q = Math.fma(q, t, 1.3545968132435171e-5);
    q = Math.fma(q, t, 5.270742982337895e-6);
    q = Math.fma(q, t, -1.5718138292219352e-5);
    q = Math.fma(q, t, 1.2798003343020273e-6);
    q = Math.fma(q, t, 9.597282974225769e-6);
    q = Math.fma(q, t, -3.510991200762301e-6);
    q = Math.fma(q, t, -3.830073052430876e-6);
    q = Math.fma(q, t, 3.6738824991042022e-6);
    q = Math.fma(q, t, 4.603386495886281e-6);
    q = Math.fma(q, t, -1.6538826009300084e-6);
    q = Math.fma(q, t, -1.62786561748489e-05);
    q = Math.fma(q, t, -2.1591860340844153e-5);
    q = Math.fma(q, t, 3.416568688782445e-5);
    q = Math.fma(q, t, 0.00014445756979283004);
    q = Math.fma(q, t, 3.437032264353224e-5);
    q = Math.fma(q, t, -0.0006630724641050348);
    q = Math.fma(q, t, -0.0008372960195021125);
    q = Math.fma(q, t, 0.0030906120108752156);
    q = Math.fma(q, t, 0.00647918506686891);
    q = Math.fma(q, t, -0.02151066188832729);
    q = Math.fma(q, t, -0.03644223150687093);
    q = Math.fma(q, t, 0.2794720925560438);
    q = Math.fma(q, t, -0.6871606844138106);
    q = Math.fma(q, t, 1.021582705242023);
    double g = u * q;
    double gLow = Math.fma(uLow, q, Math.fma(u, q, -g));
    // e^(-c^2) with its rest
    double square = -c * c;
    double squareLow = -Math.fma(c, c, square);
    double n = Math.fma(square, LOG2_E, ROUND) - ROUND;
    double r0 = Math.fma(-n, LN2_HI, square);
    double r1 = Math.fma(-n, LN2_LO, r0);
    double r1Low = Math.fma(-n, LN2_LO, r0 - r1) + squareLow;
    double r = r1 + r1Low;
    double rLow = (r1 - r) + r1Low;
    double head = 1.0 + r;
    double headLow = (r - (head - 1.0)) + ExpLog64.expTail(r, rLow);
    double y = Math.fma(head, g, Math.fma(head, gLow, headLow * g));
    return ExpLog64.scale(y, n);
  }
}
