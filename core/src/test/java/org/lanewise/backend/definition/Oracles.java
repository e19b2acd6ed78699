package org.lanewise.backend.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/// What the `float` functions are measured against: a double result that is exact to far below a
/// unit of `float`.
///
/// Where the JDK has the function it is `StrictMath` (within one unit of double); elsewhere it is
/// our float64 definition, which `Float64AccuracyTest` measures against known answers of 300 bits.
/// Without `erf_inv`, which is a recipe and no approximation.
final class Oracles {
  private Oracles() {}

  /// The oracle of each one-argument function that approximates something.
  static Map<String, DoubleUnaryOperator> unary() {
    Map<String, DoubleUnaryOperator> t = new LinkedHashMap<>();
    t.put("exp", StrictMath::exp);
    t.put("exp2", ExpLog64::exp2);
    t.put("expm1", StrictMath::expm1);
    t.put("log", StrictMath::log);
    t.put("log1p", StrictMath::log1p);
    t.put("log2", ExpLog64::log2);
    t.put("log10", StrictMath::log10);
    t.put("rsqrt", x -> 1 / Math.sqrt(x));
    t.put("cbrt", StrictMath::cbrt);
    t.put("sin", StrictMath::sin);
    t.put("cos", StrictMath::cos);
    t.put("tan", StrictMath::tan);
    t.put("asin", StrictMath::asin);
    t.put("acos", StrictMath::acos);
    t.put("atan", StrictMath::atan);
    t.put("sinh", StrictMath::sinh);
    t.put("cosh", StrictMath::cosh);
    t.put("tanh", StrictMath::tanh);
    t.put("asinh", Hyperbolic64::asinh);
    t.put("acosh", Hyperbolic64::acosh);
    t.put("atanh", Hyperbolic64::atanh);
    t.put("logistic", Hyperbolic64::logistic);
    t.put("erf", Erf64::erf);
    t.put("erfc", Erf64::erfc);
    t.put("lgamma", Gamma64::lgamma);
    t.put("digamma", Gamma64::digamma);
    return t;
  }

  /// The bound that `docs/accuracy.md` promises for `float`, in units in the last place.
  static double floatBound(String name) {
    return switch (name) {
      case "lgamma" -> 5; // next to its zero at 2; 4 elsewhere
      case "digamma" -> 2.5;
      case "log1p" -> 2.6; // XLA's recipe
      case "log", "erf" -> 1.2;
      case "rsqrt" -> 1.5;
      case "erfc" -> 1.5;
      default -> 1.1;
    };
  }

  /// The bound for `double`.
  static double doubleBound(String name) {
    return switch (name) {
      case "lgamma", "digamma" -> 8;
      case "rsqrt", "erfc" -> 1.7;
      default -> 1.0;
    };
  }

  /// Whether the relative error of the function is unbounded here, next to a zero that is no float:
  /// the reflected part of the gamma functions.
  static boolean excused(String name, double x) {
    return (name.equals("lgamma") || name.equals("digamma")) && x < 0;
  }
}
