package org.lanewise.autodiff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.autodiff.JaxGradientsTest.Operands;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The functions of `gradients.txt`, in primitives: elementwise ones and reductions.
final class JaxFunctions {
  private final Map<String, Function<Operands, Array>> table = new LinkedHashMap<>();

  private JaxFunctions() {}

  /// The functions by their Python source.
  static Map<String, Function<Operands, Array>> all() {
    JaxFunctions functions = new JaxFunctions();
    functions.elementwise();
    functions.activations();
    functions.powers();
    functions.binary();
    functions.choices();
    functions.reductions();
    Map<String, Function<Operands, Array>> all = functions.table;
    all.putAll(JaxArrayFunctions.all());
    return all;
  }

  private void unary(String name, UnaryOperator<Array> f) {
    table.put(name + "(x)", at -> f.apply(at.x()));
  }

  private void binary(String name, BinaryOperator<Array> f) {
    table.put(name + "(x, y)", at -> f.apply(at.x(), at.y()));
  }

  private void elementwise() {
    unary("jnp.sin", Lax::sin);
    unary("jnp.cos", Lax::cos);
    unary("jnp.tan", Lax::tan);
    unary("jnp.sinh", Lax::sinh);
    unary("jnp.cosh", Lax::cosh);
    unary("jnp.tanh", Lax::tanh);
    unary("jnp.exp", Lax::exp);
    unary("jnp.exp2", Lax::exp2);
    unary("jnp.expm1", Lax::expm1);
    unary("jnp.log", Lax::log);
    unary("jnp.log2", Lax::log2);
    unary("jnp.log10", Lax::log10);
    unary("jnp.log1p", Lax::log1p);
    unary("jnp.sqrt", Lax::sqrt);
    unary("lax.rsqrt", Lax::rsqrt);
    unary("jnp.cbrt", Lax::cbrt);
    unary("jnp.abs", Lax::abs);
    unary("jnp.sign", Lax::sign);
    unary("jnp.negative", Lax::neg);
    unary("jnp.square", Lax::square);
    unary("jnp.reciprocal", x -> Lax.integerPow(x, -1));
    unary("jnp.floor", Lax::floor);
    unary("jnp.ceil", Lax::ceil);
    unary("jnp.round", Lax::roundEven);
    unary("jnp.arctan", Lax::atan);
    unary("jnp.arcsinh", Lax::asinh);
    unary("lax.erf", Lax::erf);
    unary("lax.erfc", Lax::erfc);
    unary("lax.logistic", Lax::logistic);
    unary("jnp.arcsin", Lax::asin);
    unary("jnp.arccos", Lax::acos);
    unary("jnp.arctanh", Lax::atanh);
    unary("jnp.arccosh", Lax::acosh);
    unary("lax.erf_inv", Lax::erfInv);
    unary("lax.lgamma", Lax::lgamma);
    unary("lax.digamma", Lax::digamma);
  }

  private void activations() {
    unary("jax.nn.sigmoid", Lax::logistic);
    unary("jax.nn.silu", x -> Lax.mul(x, Lax.logistic(x)));
    unary("jax.nn.elu", JaxFunctions::elu);
    unary("jax.nn.leaky_relu", x -> Lax.select(Lax.ge(x, of(x, 0)), x, Lax.mul(of(x, 0.01), x)));
  }

  private static Array elu(Array x) {
    Array positive = Lax.gt(x, of(x, 0));
    Array negative = Lax.select(positive, of(x, 0), x);
    return Lax.select(positive, x, Lax.expm1(negative));
  }

  private void powers() {
    for (int n : new int[] {0, 1, 2, 3, -1, -2}) {
      table.put("lax.integer_pow(x, " + n + ")", at -> Lax.integerPow(at.x(), n));
    }
    for (int n : new int[] {0, 1, 2, 3, -1}) {
      table.put("x ** " + n, at -> Lax.integerPow(at.x(), n));
    }
    for (double y : new double[] {0, 0.5, 1.5, 2}) {
      table.put("x ** " + y, at -> Lax.pow(at.x(), of(at.x(), y)));
    }
    table.put("x ** y", at -> Lax.pow(at.x(), at.y()));
    table.put("2.0 ** x", at -> Lax.pow(of(at.x(), 2), at.x()));
    table.put("0.0 ** x", at -> Lax.pow(of(at.x(), 0), at.x()));
  }

  private void binary() {
    binary("jnp.maximum", Lax::max);
    binary("jnp.minimum", Lax::min);
    binary("jnp.add", Lax::add);
    binary("jnp.subtract", Lax::sub);
    binary("jnp.multiply", Lax::mul);
    binary("jnp.divide", Lax::div);
    binary("jnp.arctan2", Lax::atan2);
    binary("jnp.fmod", Lax::rem);
    binary("lax.rem", Lax::rem);
  }

  private void choices() {
    table.put(
        "jnp.clip(x, 0.0, 2.0)", at -> Lax.min(Lax.max(at.x(), of(at.x(), 0)), of(at.x(), 2)));
    table.put("lax.clamp(y, x, z)", at -> Lax.clamp(at.y(), at.x(), at.z()));
    table.put(
        "jnp.where(x > 0, jnp.sqrt(x), 0.0)",
        at -> Lax.select(positive(at.x()), Lax.sqrt(at.x()), of(at.x(), 0)));
    table.put(
        "jnp.where(x > 0, jnp.sqrt(jnp.where(x > 0, x, 1.0)), 0.0)",
        at -> {
          Array safe = Lax.select(positive(at.x()), at.x(), of(at.x(), 1));
          return Lax.select(positive(at.x()), Lax.sqrt(safe), of(at.x(), 0));
        });
    table.put(
        "jnp.where(x > 0, jnp.log(x), x)",
        at -> Lax.select(positive(at.x()), Lax.log(at.x()), at.x()));
    table.put(
        "jnp.where(x == 0, 1.0, jnp.sin(x) / x)",
        at ->
            Lax.select(
                Lax.eq(at.x(), of(at.x(), 0)), of(at.x(), 1), Lax.div(Lax.sin(at.x()), at.x())));
  }

  private static Array positive(Array x) {
    return Lax.gt(x, of(x, 0));
  }

  private void reductions() {
    reduction("sum", Lax::reduceSum);
    reduction("mean", JaxFunctions::mean);
    reduction("max", Lax::reduceMax);
    reduction("min", Lax::reduceMin);
    reduction("prod", Lax::reduceProd);
    reduction("var", JaxFunctions::variance);
    reduction("std", (x, axes) -> Lax.sqrt(variance(x, axes)));
    unary("jnp.linalg.norm", x -> Lax.sqrt(Lax.reduceSum(Lax.mul(x, x), every(x))));
    table.put(
        "jnp.sqrt(jnp.sum(x * x))",
        at -> Lax.sqrt(Lax.reduceSum(Lax.mul(at.x(), at.x()), every(at.x()))));
    table.put("jnp.cumprod(x)", at -> Lax.cumulative(Cumulative.Op.PROD, at.x(), 0, false));
    table.put("jnp.cumsum(x)", at -> Lax.cumsum(at.x(), 0, false));
    table.put("jnp.cumsum(x, axis=1)", at -> Lax.cumsum(at.x(), 1, false));
    table.put("lax.cumsum(x, axis=1, reverse=True)", at -> Lax.cumsum(at.x(), 1, true));
    table.put("lax.cummax(x)", at -> Lax.cumulative(Cumulative.Op.MAX, at.x(), 0, false));
    table.put("lax.cummax(x, axis=1)", at -> Lax.cumulative(Cumulative.Op.MAX, at.x(), 1, false));
    table.put("lax.cummin(x)", at -> Lax.cumulative(Cumulative.Op.MIN, at.x(), 0, false));
    table.put(
        "lax.cumprod(x, axis=0, reverse=True)",
        at -> Lax.cumulative(Cumulative.Op.PROD, at.x(), 0, true));
    unary("jnp.argmax", x -> Lax.argmax(x, 0, index(x)));
    table.put(
        "x * jnp.argmax(x)",
        at ->
            Lax.mul(
                at.x(),
                Lax.convertElementType(Lax.argmax(at.x(), 0, DType.INT32), at.x().dtype())));
  }

  private static DType index(Array x) {
    return x.dtype() == DType.FLOAT64 ? DType.INT64 : DType.INT32;
  }

  private interface Folding {
    Array apply(Array x, Axes axes);
  }

  private void reduction(String name, Folding f) {
    table.put("jnp." + name + "(x)", at -> f.apply(at.x(), every(at.x())));
    table.put("jnp." + name + "(x, axis=1)", at -> f.apply(at.x(), Axes.of(1)));
    table.put(
        "jnp." + name + "(x, axis=0, keepdims=True)",
        at -> Lax.expandDims(f.apply(at.x(), Axes.of(0)), Axes.of(0)));
  }

  static Array mean(Array x, Axes axes) {
    long count = x.shape().select(axes).size();
    return Lax.div(Lax.reduceSum(x, axes), of(x, count));
  }

  private static Array variance(Array x, Axes axes) {
    Shape kept = x.shape();
    for (int i = 0; i < axes.size(); i++) {
      kept = kept.with(axes.get(i), 1);
    }
    Array centered = Lax.sub(x, Lax.reshape(mean(x, axes), kept));
    return mean(Lax.square(centered), axes);
  }

  private static Axes every(Array x) {
    return Axes.range(x.rank());
  }

  static Array of(Array x, double value) {
    return Scalars.like(x, value);
  }
}
