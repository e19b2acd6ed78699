package org.lanewise;

import static org.lanewise.NumpyCalls.binary;
import static org.lanewise.NumpyCalls.many;
import static org.lanewise.NumpyCalls.one;
import static org.lanewise.NumpyCalls.unary;

import java.util.List;
import org.lanewise.type.DType;

/// The calls of `arithmetic.txt`.
final class ElementwiseCalls {
  private ElementwiseCalls() {}

  static void register() {
    arithmetic();
    logic();
    functions();
    special();
    lax();
    nn();
  }

  private static void arithmetic() {
    binary("jnp.add", Numpy::add, Numpy::add, Numpy::add);
    binary("jnp.subtract", Numpy::subtract, Numpy::subtract, Numpy::subtract);
    binary("jnp.multiply", Numpy::multiply, Numpy::multiply, Numpy::multiply);
    binary("jnp.divide", Numpy::divide, Numpy::divide, Numpy::divide);
    binary("jnp.floor_divide", Numpy::floorDivide, Numpy::floorDivide, Numpy::floorDivide);
    binary("jnp.remainder", Numpy::remainder, Numpy::remainder, Numpy::remainder);
    binary("jnp.mod", Numpy::mod);
    binary("jnp.fmod", Numpy::fmod, Numpy::fmod);
    binary("jnp.power", Numpy::power, Numpy::power, Numpy::power);
    binary("jnp.float_power", Numpy::floatPower);
    binary("jnp.minimum", Numpy::minimum, Numpy::minimum, Numpy::minimum);
    binary("jnp.maximum", Numpy::maximum, Numpy::maximum, Numpy::maximum);
    binary("jnp.fmin", Numpy::fmin);
    binary("jnp.fmax", Numpy::fmax);
    many("jnp.divmod", ElementwiseCalls::divmod);
    one("jnp.clip", ElementwiseCalls::clip);
    one("jnp.round", c -> Numpy.round(c.only().array(0), c.count() > 1 ? c.integer(1) : 0));
    one("astype", c -> c.array(0).astype((DType) c.argument(1)));
  }

  private static List<Array> divmod(NumpyCall c) {
    var result = Numpy.divmod(c.only().array(0), c.array(1));
    return List.of(result.quotient(), result.remainder());
  }

  private static Array clip(NumpyCall c) {
    Array x = c.only().array(0);
    if (c.count() == 3 && c.isNumber(1)) {
      return Numpy.clip(x, c.number(1), c.number(2));
    } else if (c.count() == 3 && c.isArray(1)) {
      return Numpy.clip(x, c.array(1), c.array(2));
    }
    return c.count() == 2 ? Numpy.maximum(x, c.number(1)) : Numpy.minimum(x, c.number(2));
  }

  private static void logic() {
    binary("jnp.equal", Numpy::equal, Numpy::equal);
    binary("jnp.not_equal", Numpy::notEqual, Numpy::notEqual);
    binary("jnp.less", Numpy::less, Numpy::less);
    binary("jnp.less_equal", Numpy::lessEqual, Numpy::lessEqual);
    binary("jnp.greater", Numpy::greater, Numpy::greater);
    binary("jnp.greater_equal", Numpy::greaterEqual, Numpy::greaterEqual);
    binary("jnp.bitwise_and", Numpy::bitwiseAnd, Numpy::bitwiseAnd);
    binary("jnp.bitwise_or", Numpy::bitwiseOr, Numpy::bitwiseOr);
    binary("jnp.bitwise_xor", Numpy::bitwiseXor, Numpy::bitwiseXor);
    unary("jnp.bitwise_not", Numpy::bitwiseNot);
    unary("jnp.invert", Numpy::invert);
    unary("jnp.bitwise_count", Numpy::bitwiseCount);
    binary("jnp.left_shift", Numpy::leftShift, Numpy::leftShift);
    binary("jnp.right_shift", Numpy::rightShift, Numpy::rightShift);
    binary("jnp.logical_and", Numpy::logicalAnd);
    binary("jnp.logical_or", Numpy::logicalOr);
    binary("jnp.logical_xor", Numpy::logicalXor);
    unary("jnp.logical_not", Numpy::logicalNot);
    one("jnp.isclose", ElementwiseCalls::isclose);
    one("jnp.allclose", c -> Numpy.all(isclose(c)));
    one(
        "jnp.array_equal",
        c ->
            Numpy.arrayEqual(
                c.only("equal_nan").array(0), c.array(1), c.flag(-1, "equal_nan", false)));
    one("jnp.select", c -> Numpy.select(c.arrays(0), c.arrays(1), c.number(2)));
    many("jnp.where", ElementwiseCalls::where);
  }

  private static Array isclose(NumpyCall c) {
    return Numpy.isclose(
        c.only("rtol", "atol", "equal_nan").array(0),
        c.array(1),
        c.real(-1, "rtol", 1e-5),
        c.real(-1, "atol", 1e-8),
        c.flag(-1, "equal_nan", false));
  }

  private static List<Array> where(NumpyCall c) {
    if (c.only().count() == 1) {
      return Numpy.where(c.array(0));
    } else if (c.isNumber(1)) {
      return List.of(Numpy.where(c.array(0), c.number(1), c.number(2)));
    }
    return List.of(
        c.isNumber(2)
            ? Numpy.where(c.array(0), c.array(1), c.number(2))
            : Numpy.where(c.array(0), c.array(1), c.array(2)));
  }

  private static void functions() {
    unary("jnp.negative", Numpy::negative);
    unary("jnp.positive", Numpy::positive);
    unary("jnp.abs", Numpy::abs);
    unary("jnp.sign", Numpy::sign);
    unary("jnp.sqrt", Numpy::sqrt);
    unary("jnp.square", Numpy::square);
    unary("jnp.cbrt", Numpy::cbrt);
    unary("jnp.reciprocal", Numpy::reciprocal);
    unary("jnp.exp", Numpy::exp);
    unary("jnp.exp2", Numpy::exp2);
    unary("jnp.expm1", Numpy::expm1);
    unary("jnp.log", Numpy::log);
    unary("jnp.log1p", Numpy::log1p);
    unary("jnp.log2", Numpy::log2);
    unary("jnp.log10", Numpy::log10);
    unary("jnp.sin", Numpy::sin);
    unary("jnp.cos", Numpy::cos);
    unary("jnp.tan", Numpy::tan);
    unary("jnp.arcsin", Numpy::arcsin);
    unary("jnp.arccos", Numpy::arccos);
    unary("jnp.arctan", Numpy::arctan);
    unary("jnp.sinh", Numpy::sinh);
    unary("jnp.cosh", Numpy::cosh);
    unary("jnp.tanh", Numpy::tanh);
    unary("jnp.arcsinh", Numpy::arcsinh);
    unary("jnp.arccosh", Numpy::arccosh);
    unary("jnp.arctanh", Numpy::arctanh);
    unary("jnp.floor", Numpy::floor);
    unary("jnp.ceil", Numpy::ceil);
    unary("jnp.trunc", Numpy::trunc);
    unary("jnp.rint", Numpy::rint);
    unary("jnp.sinc", Numpy::sinc);
    unary("jnp.deg2rad", Numpy::deg2rad);
    unary("jnp.rad2deg", Numpy::rad2deg);
    binary("jnp.arctan2", Numpy::arctan2);
    binary("jnp.hypot", Numpy::hypot);
    binary("jnp.logaddexp", Numpy::logaddexp);
    binary("jnp.logaddexp2", Numpy::logaddexp2);
  }

  private static void special() {
    unary("jnp.isnan", Numpy::isnan);
    unary("jnp.isinf", Numpy::isinf);
    unary("jnp.isfinite", Numpy::isfinite);
    unary("jnp.signbit", Numpy::signbit);
    binary("jnp.copysign", Numpy::copysign);
    binary("jnp.nextafter", Numpy::nextafter);
    binary("jnp.heaviside", Numpy::heaviside);
    binary("jnp.ldexp", Numpy::ldexp);
    binary("jnp.gcd", Numpy::gcd);
    binary("jnp.lcm", Numpy::lcm);
    one(
        "jnp.nan_to_num",
        c ->
            c.only("nan", "posinf", "neginf").has("nan")
                ? Numpy.nanToNum(
                    c.array(0),
                    c.real(-1, "nan", 0),
                    c.real(-1, "posinf", 0),
                    c.real(-1, "neginf", 0))
                : Numpy.nanToNum(c.array(0)));
    many(
        "jnp.frexp",
        c -> {
          var result = Numpy.frexp(c.array(0));
          return List.of(result.mantissa(), result.exponent());
        });
    many(
        "jnp.modf",
        c -> {
          var result = Numpy.modf(c.array(0));
          return List.of(result.fraction(), result.whole());
        });
    many("jnp.nonzero", c -> Numpy.nonzero(c.only().array(0)));
    unary("jnp.flatnonzero", Numpy::flatnonzero);
    unary("jnp.argwhere", Numpy::argwhere);
  }

  private static void lax() {
    binary("lax.add", Lax::add);
    binary("lax.div", Lax::div);
    binary("lax.rem", Lax::rem);
    binary("lax.pow", Lax::pow);
    binary("lax.shift_left", Lax::shiftLeft);
    binary("lax.shift_right_logical", Lax::shiftRightLogical);
    binary("lax.shift_right_arithmetic", Lax::shiftRightArithmetic);
    unary("lax.population_count", Lax::populationCount);
    unary("lax.clz", Lax::clz);
    unary("lax.rsqrt", Lax::rsqrt);
    unary("lax.logistic", Lax::logistic);
    unary("lax.lgamma", Lax::lgamma);
    unary("lax.digamma", Lax::digamma);
    unary("lax.erf", Lax::erf);
    unary("lax.erfc", Lax::erfc);
    unary("lax.erf_inv", Lax::erfInv);
    one("lax.integer_pow", c -> Lax.integerPow(c.array(0), c.integer(1)));
    one("lax.clamp", c -> Lax.clamp(c.array(0), c.array(1), c.array(2)));
    one("lax.bitcast_convert_type", c -> Lax.bitcastConvertType(c.array(0), (DType) c.argument(1)));
  }

  private static void nn() {
    unary("nn.relu", Nn::relu);
    unary("nn.relu6", Nn::relu6);
    unary("nn.softplus", Nn::softplus);
    unary("nn.silu", Nn::silu);
    unary("nn.sigmoid", Nn::sigmoid);
    unary("nn.log_sigmoid", Nn::logSigmoid);
    unary("nn.selu", Nn::selu);
    unary("nn.gelu", Nn::gelu);
    unary("nn.elu", x -> Nn.elu(x, 1));
    unary("nn.leaky_relu", x -> Nn.leakyRelu(x, 0.01));
    one("nn.one_hot", c -> Nn.oneHot(c.array(0), c.integer(1)));
  }
}
