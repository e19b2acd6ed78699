package org.lanewise.autodiff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.autodiff.JaxGradientsTest.Operands;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The functions of `gradients.txt`, in primitives.
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
    functions.sorting();
    functions.indexing();
    functions.updates();
    functions.shapes();
    functions.products();
    functions.compositions();
    return functions.table;
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

  private static Array mean(Array x, Axes axes) {
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

  private void sorting() {
    table.put("jnp.sort(x) * jnp.arange(4)", at -> counted(Lax.sort(at.x(), 0)));
    table.put("jnp.sort(x, axis=0) * 2.0", at -> Lax.mul(Lax.sort(at.x(), 0), of(at.x(), 2)));
    table.put("jnp.sort(x)[0]", at -> element(Lax.sort(at.x(), 0), 0));
    table.put(
        "lax.sort((x, y), num_keys=1)[1] * jnp.arange(4)",
        at -> counted(Lax.sort(List.of(at.x(), at.y()), 0, 1).get(1)));
    table.put(
        "x[jnp.argsort(x)] * jnp.arange(4)",
        at -> {
          Array order = Lax.sort(List.of(at.x(), Lax.iota(DType.INT32, 4)), 0, 1).get(1);
          return counted(taken(at.x(), order, Mode.CLIP));
        });
  }

  /// Times 0, 1, 2, … along the first axis of a vector, row-major otherwise.
  private static Array counted(Array x) {
    return Lax.mul(x, Lax.reshape(Lax.iota(x.dtype(), x.size()), x.shape()));
  }

  private static Array element(Array x, long index) {
    return Lax.squeeze(Lax.sliceInDim(x, index, index + 1, 1, 0), Axes.of(0));
  }

  private static final Dimensions ELEMENTS = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));

  private static Array taken(Array x, Array indices, Mode mode) {
    return Lax.gather(x, vectors(indices), ELEMENTS, Shape.of(1), mode);
  }

  private static Array vectors(Array indices) {
    return Lax.reshape(indices, indices.shape().insert(indices.rank(), 1));
  }

  /// Negative indices count from the end.
  private static Array wrapped(Array indices, long size) {
    Array negative = Lax.lt(indices, Lax.scalar(indices.dtype(), 0L));
    return Lax.select(negative, Lax.add(indices, Lax.scalar(indices.dtype(), size)), indices);
  }

  private void indexing() {
    table.put("x[1]", at -> element(at.x(), 1));
    table.put("x[-1] * x[0]", at -> Lax.mul(element(at.x(), 2), element(at.x(), 0)));
    table.put("x[::2]", at -> Lax.sliceInDim(at.x(), 0, at.x().size(), 2, 0));
    table.put("x[::-1] * jnp.arange(3)", at -> counted(Lax.rev(at.x(), Axes.of(0))));
    table.put(
        "x[1, 1:]",
        at ->
            Lax.squeeze(
                Lax.slice(at.x(), Sizes.of(1, 1), Sizes.of(2, 3), Sizes.of(1, 1)), Axes.of(0)));
    table.put("x[i]", at -> taken(at.x(), wrapped(at.named("i"), 3), Mode.CLIP));
    table.put(
        "x.at[i].get(mode='fill')",
        at -> taken(at.x(), wrapped(at.named("i"), 3), Mode.FILL_OR_DROP));
    table.put("jnp.take(x, i)", at -> taken(at.x(), at.named("i"), Mode.FILL_OR_DROP));
    table.put(
        "jnp.take(x, i, axis=1)",
        at ->
            Lax.gather(
                at.x(),
                vectors(at.named("i")),
                new Dimensions(Axes.of(0), Axes.of(1), Axes.of(1)),
                Shape.of(2, 1),
                Mode.FILL_OR_DROP));
    table.put(
        "x[i, j]",
        at ->
            Lax.gather(
                at.x(),
                Lax.concatenate(List.of(vectors(at.named("i")), vectors(at.named("j"))), 1),
                new Dimensions(Axes.none(), Axes.of(0, 1), Axes.of(0, 1)),
                Shape.of(1, 1),
                Mode.CLIP));
    table.put(
        "jnp.take_along_axis(x, i, axis=1)",
        at ->
            Lax.gather(
                at.x(),
                vectors(at.named("i")),
                new Dimensions(Axes.none(), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0)),
                Shape.of(1, 1),
                Mode.FILL_OR_DROP));
    table.put("lax.dynamic_slice(x, (1,), (2,))", at -> window(at.x(), 1));
    table.put("lax.dynamic_slice(x, (9,), (2,))", at -> window(at.x(), 9));
    table.put("lax.dynamic_update_slice(x, y, (1,))", at -> replaced(at, 1));
    table.put("lax.dynamic_update_slice(x, y, (9,))", at -> replaced(at, 9));
  }

  private static Array window(Array x, int start) {
    return Lax.dynamicSlice(x, List.of(Lax.scalar(DType.INT32, start)), Shape.of(2));
  }

  private static Array replaced(Operands at, int start) {
    return Lax.dynamicUpdateSlice(at.x(), at.y(), List.of(Lax.scalar(DType.INT32, start)));
  }

  private void updates() {
    Map<String, Scatter.Op> methods =
        Map.of(
            "set", Scatter.Op.SET,
            "add", Scatter.Op.ADD,
            "multiply", Scatter.Op.MUL,
            "min", Scatter.Op.MIN,
            "max", Scatter.Op.MAX);
    methods.forEach(
        (method, op) -> {
          if (op != Scatter.Op.MUL) { // JAX refuses that
            table.put(
                "x.at[i]." + method + "(y)", at -> scattered(at, op, Mode.FILL_OR_DROP, false));
          }
          table.put(
              "x.at[1]." + method + "(y)",
              at ->
                  Lax.scatter(
                      at.x(),
                      Values.ints(Shape.of(1), 1),
                      at.y(),
                      new Scatter(
                          op,
                          new Dimensions(Axes.none(), Axes.of(0), Axes.of(0)),
                          Mode.FILL_OR_DROP,
                          true,
                          true)));
        });
    table.put(
        "x.at[i].multiply(y, unique_indices=True)",
        at -> scattered(at, Scatter.Op.MUL, Mode.FILL_OR_DROP, true));
    table.put("x.at[i].set(y, mode='clip')", at -> scattered(at, Scatter.Op.SET, Mode.CLIP, false));
  }

  private static Array scattered(Operands at, Scatter.Op op, Mode mode, boolean unique) {
    Array indices = vectors(wrapped(at.named("i"), at.x().size()));
    return Lax.scatter(at.x(), indices, at.y(), new Scatter(op, ELEMENTS, mode, false, unique));
  }

  private void shapes() {
    table.put("lax.pad(x, y, [(1, 2, 1)])", at -> padded(at, 1, 2, 1));
    table.put("lax.pad(x, y, [(-1, 2, 0)])", at -> padded(at, -1, 2, 0));
    table.put("lax.pad(x, y, [(-1, -1, 1)])", at -> padded(at, -1, -1, 1));
    table.put(
        "jnp.concatenate([x, y, x]) * jnp.arange(5)",
        at -> counted(Lax.concatenate(List.of(at.x(), at.y(), at.x()), 0)));
    table.put(
        "jnp.reshape(x, (3, 2)) * jnp.arange(6).reshape(3, 2)",
        at -> counted(Lax.reshape(at.x(), Shape.of(3, 2))));
    table.put(
        "x.T * jnp.arange(6).reshape(3, 2)", at -> counted(Lax.transpose(at.x(), Axes.of(1, 0))));
    table.put(
        "jnp.broadcast_to(x, (2, 3))",
        at -> Broadcasting.to(Lax.expandDims(at.x(), Axes.of(0)), Shape.of(2, 3)));
    table.put("jnp.broadcast_to(x, (2, 2))", at -> Broadcasting.to(at.x(), Shape.of(2, 2)));
    table.put(
        "jnp.expand_dims(x, 0) * 2.0",
        at -> Lax.mul(Lax.expandDims(at.x(), Axes.of(0)), of(at.x(), 2)));
    table.put(
        "jnp.squeeze(x) * 2.0", at -> Lax.mul(Lax.squeeze(at.x(), Axes.of(0, 1)), of(at.x(), 2)));
    table.put("x.astype(jnp.int32)", at -> Lax.convertElementType(at.x(), DType.INT32));
    table.put("x.astype(jnp.float16)", at -> Lax.convertElementType(at.x(), DType.FLOAT16));
    table.put(
        "x.astype(jnp.bfloat16).astype(jnp.float32) * 3.0",
        at ->
            Lax.mul(
                Lax.convertElementType(
                    Lax.convertElementType(at.x(), DType.BFLOAT16), DType.FLOAT32),
                of(at.x(), 3)));
    table.put("lax.stop_gradient(x) * x", at -> Lax.mul(Lax.stopGradient(at.x()), at.x()));
    table.put("lax.round(x) + x", at -> Lax.add(Lax.round(at.x()), at.x()));
    table.put(
        "jnp.isnan(x) * x",
        at -> Lax.mul(Lax.convertElementType(Lax.ne(at.x(), at.x()), at.x().dtype()), at.x()));
  }

  private static Array padded(Operands at, long low, long high, long interior) {
    return Lax.pad(at.x(), at.y(), Sizes.of(low), Sizes.of(high), Sizes.of(interior));
  }

  private void products() {
    table.put(
        "jnp.dot(x, y)",
        at ->
            dot(at.x(), at.y(), Axes.of(at.x().rank() - 1), Axes.of(0), Axes.none(), Axes.none()));
    table.put(
        "jnp.dot(x, x)",
        at -> dot(at.x(), at.x(), Axes.of(0), Axes.of(0), Axes.none(), Axes.none()));
    table.put("jnp.matmul(x, y)", at -> matmul(at.x(), at.y()));
    table.put("x @ x.T", at -> matmul(at.x(), Lax.transpose(at.x(), Axes.of(1, 0))));
    table.put(
        "jnp.outer(x, y)",
        at -> dot(at.x(), at.y(), Axes.none(), Axes.none(), Axes.none(), Axes.none()));
    table.put(
        "lax.dot_general(x, y, (((2,), (1,)), ((0,), (0,))))",
        at -> dot(at.x(), at.y(), Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(0)));
    table.put(
        "lax.dot_general(x, y, (((1,), (2,)), ((2, 0), (1, 0))))",
        at -> dot(at.x(), at.y(), Axes.of(1), Axes.of(2), Axes.of(2, 0), Axes.of(1, 0)));
    table.put(
        "lax.dot_general(x, y, (((0,), (1,)), ((), ())))",
        at -> dot(at.x(), at.y(), Axes.of(0), Axes.of(1), Axes.none(), Axes.none()));
    table.put(
        "lax.dot_general(x, y, (((), ()), ((0,), (0,))))",
        at -> dot(at.x(), at.y(), Axes.none(), Axes.none(), Axes.of(0), Axes.of(0)));
    table.put(
        "jnp.tensordot(x, y, axes=2)",
        at -> dot(at.x(), at.y(), Axes.of(0, 1), Axes.of(0, 1), Axes.none(), Axes.none()));
  }

  private static Array dot(Array x, Array y, Axes lc, Axes rc, Axes lb, Axes rb) {
    return Lax.dotGeneral(x, y, new DotGeneral(lc, rc, lb, rb, x.dtype()));
  }

  private static Array matmul(Array x, Array y) {
    return dot(x, y, Axes.of(1), Axes.of(0), Axes.none(), Axes.none());
  }

  private void compositions() {
    table.put(
        "jnp.sin(x) * x + 3.0", at -> Lax.add(Lax.mul(Lax.sin(at.x()), at.x()), of(at.x(), 3)));
    table.put(
        "jnp.sum(jnp.tanh(x @ y) ** 2)",
        at -> Lax.reduceSum(Lax.integerPow(Lax.tanh(matmul(at.x(), at.y())), 2), Axes.of(0, 1)));
    table.put(
        "jnp.mean((x - y) ** 2)",
        at -> mean(Lax.integerPow(Lax.sub(at.x(), at.y()), 2), Axes.of(0)));
    table.put(
        "1 / (1 + jnp.exp(-x))",
        at -> Lax.div(of(at.x(), 1), Lax.add(of(at.x(), 1), Lax.exp(Lax.neg(at.x())))));
    table.put(
        "jnp.exp(-x * x / 2)",
        at -> Lax.exp(Lax.div(Lax.mul(Lax.neg(at.x()), at.x()), of(at.x(), 2))));
    table.put("x * 0.0 + y", at -> Lax.add(Lax.mul(at.x(), of(at.x(), 0)), at.y()));
    table.put("jnp.zeros(2)", at -> Lax.full(Shape.of(2), at.x().dtype(), 0));
    table.put("y", Operands::y);
    table.put("x", Operands::x);
    table.put("x + x + x", at -> Lax.add(Lax.add(at.x(), at.x()), at.x()));
    table.put(
        "jax.grad(lambda u: jnp.sum(u ** 3))(x)",
        at ->
            Autodiff.grad((Array u) -> Lax.reduceSum(Lax.integerPow(u, 3), Axes.of(0)))
                .apply(at.x()));
    table.put(
        "jax.jvp(jnp.sin, (x,), (x,))[1]",
        at -> Autodiff.jvp((Array u) -> Lax.sin(u), at.x(), at.x()).tangent());
    table.put(
        "x * jax.grad(lambda u: x + u)(1.0)",
        at -> Lax.mul(at.x(), Autodiff.grad((Array u) -> Lax.add(at.x(), u)).apply(of(at.x(), 1))));
  }

  private static Axes every(Array x) {
    return Axes.range(x.rank());
  }

  private static Array of(Array x, double value) {
    return Scalars.like(x, value);
  }
}
