package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Definition.Form.GUARDED;
import static org.lanewise.backend.definition.Definition.Form.STRAIGHT;

import java.util.Map;

/// The lists behind [Definitions] for floating types.
final class FloatDefinitions {
  static final Map<String, Definition<FloatUnary>> FLOAT_UNARY = floatUnary();
  static final Map<String, Definition<DoubleUnary>> DOUBLE_UNARY = doubleUnary();
  static final Map<String, Definition<FloatBinary>> FLOAT_BINARY = floatBinary();
  static final Map<String, Definition<DoubleBinary>> DOUBLE_BINARY = doubleBinary();

  private FloatDefinitions() {}

  private static Map<String, Definition<FloatUnary>> floatUnary() {
    Table<FloatUnary> t = new Table<>();
    t.put("neg", Elementary32::neg, Elementary32.class, "neg", STRAIGHT);
    t.put("abs", Elementary32::abs, Elementary32.class, "abs", STRAIGHT);
    t.put("sign", Elementary32::sign, Elementary32.class, "sign", STRAIGHT);
    t.put("square", Elementary32::square, Elementary32.class, "square", STRAIGHT);
    t.put("sqrt", Elementary32::sqrt, Elementary32.class, "sqrt", STRAIGHT);
    t.put("rsqrt", Elementary32::rsqrt, Elementary32.class, "rsqrt", STRAIGHT);
    t.put("cbrt", Elementary32::cbrt, Elementary32.class, "cbrt", STRAIGHT);
    t.put("floor", Elementary32::floor, Elementary32.class, "floor", STRAIGHT);
    t.put("ceil", Elementary32::ceil, Elementary32.class, "ceil", STRAIGHT);
    t.put(
        "round_half_even",
        Elementary32::roundHalfEven,
        Elementary32.class,
        "roundHalfEven",
        STRAIGHT);
    t.put(
        "round_half_away",
        Elementary32::roundHalfAway,
        Elementary32.class,
        "roundHalfAway",
        STRAIGHT);
    t.put("exp", ExpLog32::exp, ExpLog32.class, "exp", STRAIGHT);
    t.put("exp2", ExpLog32::exp2, ExpLog32.class, "exp2", STRAIGHT);
    t.put("expm1", ExpLog32::expm1, ExpLog32.class, "expm1", STRAIGHT);
    t.put("log", ExpLog32::log, ExpLog32.class, "log", STRAIGHT);
    t.put("log1p", ExpLog32::log1p, ExpLog32.class, "log1p", STRAIGHT);
    t.put("log2", ExpLog32::log2, ExpLog32.class, "log2", STRAIGHT);
    t.put("log10", ExpLog32::log10, ExpLog32.class, "log10", STRAIGHT);
    t.put("sin", Trig32::sin, Trig32.class, "sin", GUARDED);
    t.put("cos", Trig32::cos, Trig32.class, "cos", GUARDED);
    t.put("tan", Trig32::tan, Trig32.class, "tan", GUARDED);
    t.put("asin", InverseTrig32::asin, InverseTrig32.class, "asin", STRAIGHT);
    t.put("acos", InverseTrig32::acos, InverseTrig32.class, "acos", STRAIGHT);
    t.put("atan", InverseTrig32::atan, InverseTrig32.class, "atan", STRAIGHT);
    t.put("sinh", Hyperbolic32::sinh, Hyperbolic32.class, "sinh", STRAIGHT);
    t.put("cosh", Hyperbolic32::cosh, Hyperbolic32.class, "cosh", STRAIGHT);
    t.put("tanh", Hyperbolic32::tanh, Hyperbolic32.class, "tanh", STRAIGHT);
    t.put("asinh", Hyperbolic32::asinh, Hyperbolic32.class, "asinh", STRAIGHT);
    t.put("acosh", Hyperbolic32::acosh, Hyperbolic32.class, "acosh", STRAIGHT);
    t.put("atanh", Hyperbolic32::atanh, Hyperbolic32.class, "atanh", STRAIGHT);
    t.put("logistic", Hyperbolic32::logistic, Hyperbolic32.class, "logistic", STRAIGHT);
    t.put("erf", Erf32::erf, Erf32.class, "erf", STRAIGHT);
    t.put("erfc", Erf32::erfc, Erf32.class, "erfc", STRAIGHT);
    t.put("erf_inv", Erf32::erfInv, Erf32.class, "erfInv", STRAIGHT);
    t.put("lgamma", Gamma32::lgamma, Gamma32.class, "lgamma", GUARDED);
    t.put("digamma", Gamma32::digamma, Gamma32.class, "digamma", GUARDED);
    return t.finished();
  }

  private static Map<String, Definition<DoubleUnary>> doubleUnary() {
    Table<DoubleUnary> t = new Table<>();
    t.put("neg", Elementary64::neg, Elementary64.class, "neg", STRAIGHT);
    t.put("abs", Elementary64::abs, Elementary64.class, "abs", STRAIGHT);
    t.put("sign", Elementary64::sign, Elementary64.class, "sign", STRAIGHT);
    t.put("square", Elementary64::square, Elementary64.class, "square", STRAIGHT);
    t.put("sqrt", Elementary64::sqrt, Elementary64.class, "sqrt", STRAIGHT);
    t.put("rsqrt", Elementary64::rsqrt, Elementary64.class, "rsqrt", STRAIGHT);
    t.put("cbrt", Elementary64::cbrt, Elementary64.class, "cbrt", STRAIGHT);
    t.put("floor", Elementary64::floor, Elementary64.class, "floor", STRAIGHT);
    t.put("ceil", Elementary64::ceil, Elementary64.class, "ceil", STRAIGHT);
    t.put(
        "round_half_even",
        Elementary64::roundHalfEven,
        Elementary64.class,
        "roundHalfEven",
        STRAIGHT);
    t.put(
        "round_half_away",
        Elementary64::roundHalfAway,
        Elementary64.class,
        "roundHalfAway",
        STRAIGHT);
    t.put("exp", ExpLog64::exp, ExpLog64.class, "exp", STRAIGHT);
    t.put("exp2", ExpLog64::exp2, ExpLog64.class, "exp2", STRAIGHT);
    t.put("expm1", ExpLog64::expm1, ExpLog64.class, "expm1", STRAIGHT);
    t.put("log", ExpLog64::log, ExpLog64.class, "log", STRAIGHT);
    t.put("log1p", ExpLog64::log1p, ExpLog64.class, "log1p", STRAIGHT);
    t.put("log2", ExpLog64::log2, ExpLog64.class, "log2", STRAIGHT);
    t.put("log10", ExpLog64::log10, ExpLog64.class, "log10", STRAIGHT);
    t.put("sin", Trig64::sin, Trig64.class, "sin", GUARDED);
    t.put("cos", Trig64::cos, Trig64.class, "cos", GUARDED);
    t.put("tan", Trig64::tan, Trig64.class, "tan", GUARDED);
    t.put("asin", InverseTrig64::asin, InverseTrig64.class, "asin", STRAIGHT);
    t.put("acos", InverseTrig64::acos, InverseTrig64.class, "acos", STRAIGHT);
    t.put("atan", InverseTrig64::atan, InverseTrig64.class, "atan", STRAIGHT);
    t.put("sinh", Hyperbolic64::sinh, Hyperbolic64.class, "sinh", STRAIGHT);
    t.put("cosh", Hyperbolic64::cosh, Hyperbolic64.class, "cosh", STRAIGHT);
    t.put("tanh", Hyperbolic64::tanh, Hyperbolic64.class, "tanh", STRAIGHT);
    t.put("asinh", Hyperbolic64::asinh, Hyperbolic64.class, "asinh", STRAIGHT);
    t.put("acosh", Hyperbolic64::acosh, Hyperbolic64.class, "acosh", STRAIGHT);
    t.put("atanh", Hyperbolic64::atanh, Hyperbolic64.class, "atanh", STRAIGHT);
    t.put("logistic", Hyperbolic64::logistic, Hyperbolic64.class, "logistic", STRAIGHT);
    t.put("erf", Erf64::erf, Erf64.class, "erf", STRAIGHT);
    t.put("erfc", Erf64::erfc, Erf64.class, "erfc", STRAIGHT);
    t.put("erf_inv", Erf64::erfInv, Erf64.class, "erfInv", STRAIGHT);
    t.put("lgamma", Gamma64::lgamma, Gamma64.class, "lgamma", GUARDED);
    t.put("digamma", Gamma64::digamma, Gamma64.class, "digamma", GUARDED);
    return t.finished();
  }

  private static Map<String, Definition<FloatBinary>> floatBinary() {
    Table<FloatBinary> t = new Table<>();
    t.put("max", Elementary32::max, Elementary32.class, "max", STRAIGHT);
    t.put("min", Elementary32::min, Elementary32.class, "min", STRAIGHT);
    t.put("rem", Elementary32::rem, Elementary32.class, "rem", GUARDED);
    t.put("nextafter", Elementary32::nextafter, Elementary32.class, "nextafter", STRAIGHT);
    t.put("pow", Power32::pow, Power32.class, "pow", GUARDED);
    t.put("atan2", InverseTrig32::atan2, InverseTrig32.class, "atan2", STRAIGHT);
    return t.finished();
  }

  private static Map<String, Definition<DoubleBinary>> doubleBinary() {
    Table<DoubleBinary> t = new Table<>();
    t.put("max", Elementary64::max, Elementary64.class, "max", STRAIGHT);
    t.put("min", Elementary64::min, Elementary64.class, "min", STRAIGHT);
    t.put("rem", Elementary64::rem, Elementary64.class, "rem", GUARDED);
    t.put("nextafter", Elementary64::nextafter, Elementary64.class, "nextafter", STRAIGHT);
    t.put("pow", Power64::pow, Power64.class, "pow", GUARDED);
    t.put("atan2", InverseTrig64::atan2, InverseTrig64.class, "atan2", STRAIGHT);
    return t.finished();
  }
}
