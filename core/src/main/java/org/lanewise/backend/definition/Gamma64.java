package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.ge;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.select;

/// The logarithm of the gamma function of `double`, and its derivative.
///
/// On `[1, 2]` each is a polynomial times the exact distances to its zeros; the recurrences bring
/// `(0, 1)` and `[2, 3)` there; above, Stirling's series with a fitted tail. Arguments that are
/// negative, subnormal or not finite are *slow*: they need the reflection.
public final class Gamma64 {
  /// (ln(2 pi) - 1) / 2.
  private static final double STIRLING = 0x1.acfe390c97d69p-2;

  /// The positive zero of the digamma function, in two parts.
  private static final double ZERO = 0x1.762d86356be3fp0;

  private static final double ZERO_LOW = 0x1.b86a722197829p-54;

  private Gamma64() {}

  /// `ln |gamma(x)|`; infinite at 0, at the negative integers and at both infinities.
  public static double lgamma(double x) {
    if (!lgammaSlow(x)) {
      return lgammaFast(x);
    }
    if (Double.isNaN(x)) {
      return x;
    }
    if (x > 0) { // infinite or subnormal
      return x > 1 ? x : -ExpLog64.log(x);
    }
    double a = -x;
    double fraction = a - Op.floor(a);
    if (fraction == 0 || a == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    if (a < 0x1p-60) {
      return -ExpLog64.log(a);
    }
    double sine = Trig64.sin(Math.PI * Math.min(fraction, 1 - fraction));
    return ExpLog64.log(Math.PI / (a * sine)) - lgammaFast(a);
  }

  /// The derivative of [#lgamma] for positive arguments, continued; NaN at 0 and at the negative
  /// integers.
  public static double digamma(double x) {
    if (!digammaSlow(x)) {
      return digammaFast(x);
    }
    if (x > 0) { // infinite or subnormal
      return x > 1 ? x : -1 / x;
    }
    double a = -x;
    double fraction = a - Op.floor(a);
    if (fraction == 0 || !(a < Double.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    if (a < 0x1p-60) {
      return 1 / a;
    }
    // pi / tan(pi fraction), from the nearer end of the period
    double angle = Math.PI * (fraction > 0.5 ? fraction - 1 : fraction);
    return digammaFast(a) + 1 / a + Math.PI / Trig64.tan(angle);
  }

  /// Whether `x` is not a positive normal number.
  public static boolean lgammaSlow(double x) {
    return not(and(ge(x, 0x1p-1022), lt(x, Double.POSITIVE_INFINITY)));
  }

  /// Whether `x` is not a positive normal number.
  public static boolean digammaSlow(double x) {
    return not(and(ge(x, 0x1p-1022), lt(x, Double.POSITIVE_INFINITY)));
  }

  /// `ln gamma(x)` for positive normal `x`.
  public static double lgammaFast(double x) {
    boolean below1 = lt(x, 1.0);
    boolean below2 = lt(x, 2.0);
    boolean near = lt(x, 3.0);
    // ln gamma(x) = scale * (ln of argument) + polynomial
    double zero = select(below1, 0.0, select(below2, 1.0, 2.0));
    double g = x - zero;
    double t = g - 0.5;
    double p = Math.fma(6.558224348282809e-6, t, -1.7509443562936724e-5);
    p = Math.fma(p, t, 2.0462101553446023e-5);
    p = Math.fma(p, t, -2.2657392532322513e-5);
    p = Math.fma(p, t, 3.898887361100302e-5);
    p = Math.fma(p, t, -6.73744147803105e-05);
    p = Math.fma(p, t, 0.00010659888702773104);
    p = Math.fma(p, t, -0.00016871904437835156);
    p = Math.fma(p, t, 0.00027108176044709424);
    p = Math.fma(p, t, -0.0004380124462481789);
    p = Math.fma(p, t, 0.0007115459102044794);
    p = Math.fma(p, t, -0.0011644134740990593);
    p = Math.fma(p, t, 0.0019229144170487384);
    p = Math.fma(p, t, -0.003212074108391595);
    p = Math.fma(p, t, 0.00544645791623772);
    p = Math.fma(p, t, -0.009425622448024468);
    p = Math.fma(p, t, 0.01679709862967655);
    p = Math.fma(p, t, -0.03130848750101297);
    p = Math.fma(p, t, 0.06291140107457728);
    p = Math.fma(p, t, -0.14595989591430608);
    p = Math.fma(p, t, 0.4831289505409809);
    double polynomial = (g * (g - 1.0)) * p;
    double argument = select(below1, x, select(below2, 1.0, select(near, x - 1.0, x)));
    double log = ExpLog64.logOf(argument, 0.0, select(near, 0.0, -1.0));
    double nearScale = select(below1, -1.0, 1.0); // the logarithm is 0 between 1 and 2
    double u = 1.0 / x;
    double w = u * u;
    double r = Math.fma(-1.2570430793109204, w, 1.0365933195751815);
    r = Math.fma(r, w, -0.4134602796314374);
    r = Math.fma(r, w, 0.11241931866839232);
    r = Math.fma(r, w, -0.025934353532953987);
    r = Math.fma(r, w, 0.006267659033275173);
    r = Math.fma(r, w, -0.0019136172432229015);
    r = Math.fma(r, w, 0.0008416805329809116);
    r = Math.fma(r, w, -0.0005952373314015805);
    r = Math.fma(r, w, 0.0007936507892729919);
    r = Math.fma(r, w, -0.002777777777767617);
    r = Math.fma(r, w, 0.08333333333333333);
    double stirling = Math.fma(r, u, STIRLING);
    double scale = select(near, nearScale, x - 0.5);
    return Math.fma(scale, log, select(near, polynomial, stirling));
  }

  /// `digamma(x)` for positive normal `x`.
  public static double digammaFast(double x) {
    boolean below1 = lt(x, 1.0);
    double t = x - select(below1, 0.5, 1.5);
    double p = Math.fma(-9.246126808044896e-5, t, 0.0004992938201585752);
    p = Math.fma(p, t, -4.4932122748185175e-5);
    p = Math.fma(p, t, -0.00042642449853187725);
    p = Math.fma(p, t, -0.00022837732660361095);
    p = Math.fma(p, t, 0.0006343375384274171);
    p = Math.fma(p, t, -0.0004560690765009039);
    p = Math.fma(p, t, 0.000586833160380718);
    p = Math.fma(p, t, -0.0010431707120542159);
    p = Math.fma(p, t, 0.0015850447031267908);
    p = Math.fma(p, t, -0.0023445110762282105);
    p = Math.fma(p, t, 0.00351520752004442);
    p = Math.fma(p, t, -0.005280031819025917);
    p = Math.fma(p, t, 0.007927270783703678);
    p = Math.fma(p, t, -0.011908214262545664);
    p = Math.fma(p, t, 0.017907234987450855);
    p = Math.fma(p, t, -0.02697579688062346);
    p = Math.fma(p, t, 0.040760834357117914);
    p = Math.fma(p, t, -0.06192213327084586);
    p = Math.fma(p, t, 0.09498872444622351);
    p = Math.fma(p, t, -0.14840492305392602);
    p = Math.fma(p, t, 0.24054248424082866);
    p = Math.fma(p, t, -0.42362742128146047);
    p = Math.fma(p, t, 0.9510558760318328);
    double distance = (x - select(below1, ZERO - 1.0, ZERO)) - ZERO_LOW;
    double u = 1.0 / x;
    double near = Math.fma(distance, p, select(below1, -u, 0.0));
    double w = u * u;
    double r = Math.fma(-269.3197125675211, w, 563.7729150506151);
    r = Math.fma(r, w, -543.5376563177633);
    r = Math.fma(r, w, 321.57692816577236);
    r = Math.fma(r, w, -131.68090059243207);
    r = Math.fma(r, w, 40.16487667247962);
    r = Math.fma(r, w, -9.710330732572848);
    r = Math.fma(r, w, 1.9999814938531997);
    r = Math.fma(r, w, -0.38800608790625335);
    r = Math.fma(r, w, 0.08108298717035166);
    r = Math.fma(r, w, -0.021025982592633604);
    r = Math.fma(r, w, 0.007574409918769939);
    r = Math.fma(r, w, -0.004166649863102335);
    r = Math.fma(r, w, 0.003968253856716472);
    r = Math.fma(r, w, -0.008333333333038508);
    r = Math.fma(r, w, 0.0833333333333332);
    double log = ExpLog64.logOf(x, 0.0, 0.0);
    double far = log - Math.fma(r, w, 0.5 * u);
    return select(lt(x, 2.0), near, far);
  }
}
