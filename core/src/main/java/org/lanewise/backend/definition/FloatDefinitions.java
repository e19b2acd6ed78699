package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Definition.Form.GUARDED;
import static org.lanewise.backend.definition.Definition.Form.STRAIGHT;

import org.jspecify.annotations.Nullable;

/// The lists behind [Definitions] for floating types.
///
/// Each is a switch, not a map, because linking a method reference costs a cold JVM half a
/// millisecond: a program pays for the functions that it uses, not for all of them.
final class FloatDefinitions {
  private static final String UNARY =
      "neg abs sign square sqrt rsqrt cbrt floor ceil round_half_even "
          + "round_half_away exp exp2 expm1 log log1p log2 log10 sin cos tan asin "
          + "acos atan sinh cosh tanh asinh acosh atanh logistic erf erfc erf_inv "
          + "lgamma digamma";

  private static final String BINARY = "max min rem nextafter pow atan2";

  static final Table<FloatUnary> FLOAT_UNARY = new Table<>(UNARY, FloatDefinitions::floatUnary);
  static final Table<DoubleUnary> DOUBLE_UNARY = new Table<>(UNARY, FloatDefinitions::doubleUnary);
  static final Table<FloatBinary> FLOAT_BINARY = new Table<>(BINARY, FloatDefinitions::floatBinary);
  static final Table<DoubleBinary> DOUBLE_BINARY =
      new Table<>(BINARY, FloatDefinitions::doubleBinary);

  private FloatDefinitions() {}

  private static @Nullable Definition<FloatUnary> floatUnary(String name) {
    return switch (name) {
      case "neg" -> new Definition<>(name, Elementary32::neg, Elementary32.class, "neg", STRAIGHT);
      case "abs" -> new Definition<>(name, Elementary32::abs, Elementary32.class, "abs", STRAIGHT);
      case "sign" ->
          new Definition<>(name, Elementary32::sign, Elementary32.class, "sign", STRAIGHT);
      case "square" ->
          new Definition<>(name, Elementary32::square, Elementary32.class, "square", STRAIGHT);
      case "sqrt" ->
          new Definition<>(name, Elementary32::sqrt, Elementary32.class, "sqrt", STRAIGHT);
      case "rsqrt" ->
          new Definition<>(name, Elementary32::rsqrt, Elementary32.class, "rsqrt", STRAIGHT);
      case "cbrt" ->
          new Definition<>(name, Elementary32::cbrt, Elementary32.class, "cbrt", STRAIGHT);
      case "floor" ->
          new Definition<>(name, Elementary32::floor, Elementary32.class, "floor", STRAIGHT);
      case "ceil" ->
          new Definition<>(name, Elementary32::ceil, Elementary32.class, "ceil", STRAIGHT);
      case "round_half_even" ->
          new Definition<>(
              name, Elementary32::roundHalfEven, Elementary32.class, "roundHalfEven", STRAIGHT);
      case "round_half_away" ->
          new Definition<>(
              name, Elementary32::roundHalfAway, Elementary32.class, "roundHalfAway", STRAIGHT);
      case "exp" -> new Definition<>(name, ExpLog32::exp, ExpLog32.class, "exp", STRAIGHT);
      case "exp2" -> new Definition<>(name, ExpLog32::exp2, ExpLog32.class, "exp2", STRAIGHT);
      case "expm1" -> new Definition<>(name, ExpLog32::expm1, ExpLog32.class, "expm1", STRAIGHT);
      case "log" -> new Definition<>(name, ExpLog32::log, ExpLog32.class, "log", STRAIGHT);
      case "log1p" -> new Definition<>(name, ExpLog32::log1p, ExpLog32.class, "log1p", STRAIGHT);
      case "log2" -> new Definition<>(name, ExpLog32::log2, ExpLog32.class, "log2", STRAIGHT);
      case "log10" -> new Definition<>(name, ExpLog32::log10, ExpLog32.class, "log10", STRAIGHT);
      case "sin" -> new Definition<>(name, Trig32::sin, Trig32.class, "sin", GUARDED);
      case "cos" -> new Definition<>(name, Trig32::cos, Trig32.class, "cos", GUARDED);
      case "tan" -> new Definition<>(name, Trig32::tan, Trig32.class, "tan", GUARDED);
      case "asin" ->
          new Definition<>(name, InverseTrig32::asin, InverseTrig32.class, "asin", STRAIGHT);
      case "acos" ->
          new Definition<>(name, InverseTrig32::acos, InverseTrig32.class, "acos", STRAIGHT);
      case "atan" ->
          new Definition<>(name, InverseTrig32::atan, InverseTrig32.class, "atan", STRAIGHT);
      case "sinh" ->
          new Definition<>(name, Hyperbolic32::sinh, Hyperbolic32.class, "sinh", STRAIGHT);
      case "cosh" ->
          new Definition<>(name, Hyperbolic32::cosh, Hyperbolic32.class, "cosh", STRAIGHT);
      case "tanh" ->
          new Definition<>(name, Hyperbolic32::tanh, Hyperbolic32.class, "tanh", STRAIGHT);
      case "asinh" ->
          new Definition<>(name, Hyperbolic32::asinh, Hyperbolic32.class, "asinh", STRAIGHT);
      case "acosh" ->
          new Definition<>(name, Hyperbolic32::acosh, Hyperbolic32.class, "acosh", STRAIGHT);
      case "atanh" ->
          new Definition<>(name, Hyperbolic32::atanh, Hyperbolic32.class, "atanh", STRAIGHT);
      case "logistic" ->
          new Definition<>(name, Hyperbolic32::logistic, Hyperbolic32.class, "logistic", STRAIGHT);
      case "erf" -> new Definition<>(name, Erf32::erf, Erf32.class, "erf", STRAIGHT);
      case "erfc" -> new Definition<>(name, Erf32::erfc, Erf32.class, "erfc", STRAIGHT);
      case "erf_inv" -> new Definition<>(name, Erf32::erfInv, Erf32.class, "erfInv", STRAIGHT);
      case "lgamma" -> new Definition<>(name, Gamma32::lgamma, Gamma32.class, "lgamma", GUARDED);
      case "digamma" -> new Definition<>(name, Gamma32::digamma, Gamma32.class, "digamma", GUARDED);
      default -> null;
    };
  }

  private static @Nullable Definition<DoubleUnary> doubleUnary(String name) {
    return switch (name) {
      case "neg" -> new Definition<>(name, Elementary64::neg, Elementary64.class, "neg", STRAIGHT);
      case "abs" -> new Definition<>(name, Elementary64::abs, Elementary64.class, "abs", STRAIGHT);
      case "sign" ->
          new Definition<>(name, Elementary64::sign, Elementary64.class, "sign", STRAIGHT);
      case "square" ->
          new Definition<>(name, Elementary64::square, Elementary64.class, "square", STRAIGHT);
      case "sqrt" ->
          new Definition<>(name, Elementary64::sqrt, Elementary64.class, "sqrt", STRAIGHT);
      case "rsqrt" ->
          new Definition<>(name, Elementary64::rsqrt, Elementary64.class, "rsqrt", STRAIGHT);
      case "cbrt" ->
          new Definition<>(name, Elementary64::cbrt, Elementary64.class, "cbrt", STRAIGHT);
      case "floor" ->
          new Definition<>(name, Elementary64::floor, Elementary64.class, "floor", STRAIGHT);
      case "ceil" ->
          new Definition<>(name, Elementary64::ceil, Elementary64.class, "ceil", STRAIGHT);
      case "round_half_even" ->
          new Definition<>(
              name, Elementary64::roundHalfEven, Elementary64.class, "roundHalfEven", STRAIGHT);
      case "round_half_away" ->
          new Definition<>(
              name, Elementary64::roundHalfAway, Elementary64.class, "roundHalfAway", STRAIGHT);
      case "exp" -> new Definition<>(name, ExpLog64::exp, ExpLog64.class, "exp", STRAIGHT);
      case "exp2" -> new Definition<>(name, ExpLog64::exp2, ExpLog64.class, "exp2", STRAIGHT);
      case "expm1" -> new Definition<>(name, ExpLog64::expm1, ExpLog64.class, "expm1", STRAIGHT);
      case "log" -> new Definition<>(name, ExpLog64::log, ExpLog64.class, "log", STRAIGHT);
      case "log1p" -> new Definition<>(name, ExpLog64::log1p, ExpLog64.class, "log1p", STRAIGHT);
      case "log2" -> new Definition<>(name, ExpLog64::log2, ExpLog64.class, "log2", STRAIGHT);
      case "log10" -> new Definition<>(name, ExpLog64::log10, ExpLog64.class, "log10", STRAIGHT);
      case "sin" -> new Definition<>(name, Trig64::sin, Trig64.class, "sin", GUARDED);
      case "cos" -> new Definition<>(name, Trig64::cos, Trig64.class, "cos", GUARDED);
      case "tan" -> new Definition<>(name, Trig64::tan, Trig64.class, "tan", GUARDED);
      case "asin" ->
          new Definition<>(name, InverseTrig64::asin, InverseTrig64.class, "asin", STRAIGHT);
      case "acos" ->
          new Definition<>(name, InverseTrig64::acos, InverseTrig64.class, "acos", STRAIGHT);
      case "atan" ->
          new Definition<>(name, InverseTrig64::atan, InverseTrig64.class, "atan", STRAIGHT);
      case "sinh" ->
          new Definition<>(name, Hyperbolic64::sinh, Hyperbolic64.class, "sinh", STRAIGHT);
      case "cosh" ->
          new Definition<>(name, Hyperbolic64::cosh, Hyperbolic64.class, "cosh", STRAIGHT);
      case "tanh" ->
          new Definition<>(name, Hyperbolic64::tanh, Hyperbolic64.class, "tanh", STRAIGHT);
      case "asinh" ->
          new Definition<>(name, Hyperbolic64::asinh, Hyperbolic64.class, "asinh", STRAIGHT);
      case "acosh" ->
          new Definition<>(name, Hyperbolic64::acosh, Hyperbolic64.class, "acosh", STRAIGHT);
      case "atanh" ->
          new Definition<>(name, Hyperbolic64::atanh, Hyperbolic64.class, "atanh", STRAIGHT);
      case "logistic" ->
          new Definition<>(name, Hyperbolic64::logistic, Hyperbolic64.class, "logistic", STRAIGHT);
      case "erf" -> new Definition<>(name, Erf64::erf, Erf64.class, "erf", STRAIGHT);
      case "erfc" -> new Definition<>(name, Erf64::erfc, Erf64.class, "erfc", STRAIGHT);
      case "erf_inv" -> new Definition<>(name, Erf64::erfInv, Erf64.class, "erfInv", STRAIGHT);
      case "lgamma" -> new Definition<>(name, Gamma64::lgamma, Gamma64.class, "lgamma", GUARDED);
      case "digamma" -> new Definition<>(name, Gamma64::digamma, Gamma64.class, "digamma", GUARDED);
      default -> null;
    };
  }

  private static @Nullable Definition<FloatBinary> floatBinary(String name) {
    return switch (name) {
      case "max" -> new Definition<>(name, Elementary32::max, Elementary32.class, "max", STRAIGHT);
      case "min" -> new Definition<>(name, Elementary32::min, Elementary32.class, "min", STRAIGHT);
      case "rem" -> new Definition<>(name, Elementary32::rem, Elementary32.class, "rem", GUARDED);
      case "nextafter" ->
          new Definition<>(
              name, Elementary32::nextafter, Elementary32.class, "nextafter", STRAIGHT);
      case "pow" -> new Definition<>(name, Power32::pow, Power32.class, "pow", GUARDED);
      case "atan2" ->
          new Definition<>(name, InverseTrig32::atan2, InverseTrig32.class, "atan2", STRAIGHT);
      default -> null;
    };
  }

  private static @Nullable Definition<DoubleBinary> doubleBinary(String name) {
    return switch (name) {
      case "max" -> new Definition<>(name, Elementary64::max, Elementary64.class, "max", STRAIGHT);
      case "min" -> new Definition<>(name, Elementary64::min, Elementary64.class, "min", STRAIGHT);
      case "rem" -> new Definition<>(name, Elementary64::rem, Elementary64.class, "rem", GUARDED);
      case "nextafter" ->
          new Definition<>(
              name, Elementary64::nextafter, Elementary64.class, "nextafter", STRAIGHT);
      case "pow" -> new Definition<>(name, Power64::pow, Power64.class, "pow", GUARDED);
      case "atan2" ->
          new Definition<>(name, InverseTrig64::atan2, InverseTrig64.class, "atan2", STRAIGHT);
      default -> null;
    };
  }
}
