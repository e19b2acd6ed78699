package org.lanewise.autodiff;

import static org.lanewise.Numpy.add;
import static org.lanewise.Numpy.broadcastTo;
import static org.lanewise.Numpy.divide;
import static org.lanewise.Numpy.maximum;
import static org.lanewise.Numpy.minimum;
import static org.lanewise.Numpy.multiply;
import static org.lanewise.Numpy.where;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.IndexUpdate;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.autodiff.JaxGradientsTest.Operands;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The functions of `gradients.txt` as users write them, with NumPy's names.
final class JaxNumpyFunctions {
  private final Map<String, Function<Operands, Array>> table = new LinkedHashMap<>();

  private JaxNumpyFunctions() {}

  /// The functions by their Python source.
  static Map<String, Function<Operands, Array>> all() {
    JaxNumpyFunctions functions = new JaxNumpyFunctions();
    functions.elementwise();
    functions.choices();
    functions.reductions();
    functions.sorting();
    functions.indexing();
    functions.updates();
    functions.shapes();
    functions.products();
    return functions.table;
  }

  private void unary(String name, UnaryOperator<Array> f) {
    table.put(name + "(x)", at -> f.apply(at.x()));
  }

  private void binary(String name, BinaryOperator<Array> f) {
    table.put(name + "(x, y)", at -> f.apply(at.x(), at.y()));
  }

  private void elementwise() {
    unary("jnp.trunc", Numpy::trunc);
    unary("jnp.sinc", Numpy::sinc);
    unary("jax.nn.relu", Nn::relu);
    unary("jax.nn.relu6", Nn::relu6);
    unary("jax.nn.softplus", Nn::softplus);
    unary("jax.nn.silu", Nn::silu);
    unary("jax.nn.elu", x -> Nn.elu(x, 1));
    unary("jax.nn.selu", Nn::selu);
    unary("jax.nn.leaky_relu", x -> Nn.leakyRelu(x, 0.01));
    unary("jax.nn.gelu", Nn::gelu);
    unary("jax.nn.log_sigmoid", Nn::logSigmoid);
    unary("jax.nn.sigmoid", Nn::sigmoid);
    binary("jnp.hypot", Numpy::hypot);
    binary("jnp.logaddexp", Numpy::logaddexp);
    binary("jnp.remainder", Numpy::remainder);
    binary("jnp.fmod", Numpy::fmod);
    binary("jnp.floor_divide", Numpy::floorDivide);
    binary("jnp.copysign", Numpy::copysign);
    binary("jnp.maximum", Numpy::maximum);
    binary("jnp.minimum", Numpy::minimum);
    binary("jnp.divide", Numpy::divide);
    table.put("x ** 2", at -> at.x().pow(2));
    table.put("x ** 3", at -> at.x().pow(3));
    table.put("x ** 0.5", at -> at.x().pow(0.5));
    table.put("x ** y", at -> at.x().pow(at.y()));
    table.put("jnp.sin(x) * x + 3.0", at -> at.x().sin().times(at.x()).plus(3.0));
    table.put("1 / (1 + jnp.exp(-x))", at -> divide(1, add(at.x().unaryMinus().exp(), 1)));
    table.put("jnp.exp(-x * x / 2)", at -> at.x().unaryMinus().times(at.x()).div(2).exp());
    table.put("jnp.mean((x - y) ** 2)", at -> at.x().minus(at.y()).pow(2).mean());
    table.put("x * 0.0 + y", at -> at.x().times(0.0).plus(at.y()));
    table.put("x + x + x", at -> at.x().plus(at.x()).plus(at.x()));
  }

  private void choices() {
    table.put("jnp.clip(x, 0.0, 2.0)", at -> Numpy.clip(at.x(), 0.0, 2.0));
    table.put("jnp.where(m, x, y)", at -> where(at.named("m"), at.x(), at.y()));
    table.put("jnp.where(x > 0, jnp.sqrt(x), 0.0)", at -> where(at.x().gt(0), at.x().sqrt(), 0.0));
    table.put("jnp.where(x > 0, jnp.log(x), x)", at -> where(at.x().gt(0), at.x().log(), at.x()));
    table.put(
        "jnp.where(x == 0, 1.0, jnp.sin(x) / x)",
        at -> where(at.x().eq(0), 1.0, at.x().sin().div(at.x())));
  }

  private void reductions() {
    Map<String, BiFunction<Array, Axes, Array>> folds =
        Map.of(
            "sum", (x, axes) -> Numpy.sum(x, axes, false),
            "mean", (x, axes) -> Numpy.mean(x, axes, false),
            "max", (x, axes) -> Numpy.max(x, axes, false),
            "min", (x, axes) -> Numpy.min(x, axes, false),
            "prod", (x, axes) -> Numpy.prod(x, axes, false),
            "var", (x, axes) -> Numpy.var(x, axes, false),
            "std", (x, axes) -> Numpy.std(x, axes, false),
            "median", (x, axes) -> Numpy.median(x, axes, false));
    folds.forEach(
        (name, f) -> {
          table.put("jnp." + name + "(x)", at -> f.apply(at.x(), Axes.range(at.x().rank())));
          table.put("jnp." + name + "(x, axis=1)", at -> f.apply(at.x(), Axes.of(1)));
          table.put(
              "jnp." + name + "(x, axis=0, keepdims=True)",
              at -> Numpy.expandDims(f.apply(at.x(), Axes.of(0)), 0));
        });
    table.put("jnp.var(x, ddof=1)", at -> Numpy.var(at.x(), Axes.of(0), 1, false));
    table.put("jax.scipy.special.logsumexp(x)", at -> Nn.logsumexp(at.x()));
    table.put("jax.scipy.special.logsumexp(x, axis=1)", at -> Nn.logsumexp(at.x(), 1));
    table.put("jax.nn.softmax(x)", at -> Nn.softmax(at.x()));
    table.put("jax.nn.softmax(x)[0]", at -> Nn.softmax(at.x()).get(0));
    table.put("jax.nn.log_softmax(x)[1]", at -> Nn.logSoftmax(at.x()).get(1));
    table.put("jax.nn.softmax(x, axis=0)[0, 0]", at -> Nn.softmax(at.x(), 0).get(0, 0));
    table.put("jnp.count_nonzero(x) * x", at -> multiply(Numpy.countNonzero(at.x()), at.x()));
  }

  private void sorting() {
    table.put("jnp.sort(x) * jnp.arange(4)", at -> counted(Numpy.sort(at.x())));
    table.put(
        "jnp.sort(x, descending=True) * jnp.arange(4)",
        at -> counted(Numpy.flip(Numpy.sort(at.x()), 0)));
    table.put(
        "x[jnp.argsort(x)] * jnp.arange(4)",
        at -> counted(at.x().get(Index.of(Numpy.argsort(at.x())))));
  }

  /// Times 0, 1, 2, …, row-major.
  private static Array counted(Array x) {
    return multiply(x, Lax.reshape(Lax.iota(x.dtype(), x.size()), x.shape()));
  }

  private void indexing() {
    table.put("x[1]", at -> at.x().get(1));
    table.put("x[-1] * x[0]", at -> at.x().get(-1).times(at.x().get(0)));
    table.put("x[::2]", at -> at.x().get("::2"));
    table.put("x[::-1] * jnp.arange(3)", at -> counted(at.x().get("::-1")));
    table.put("x[1, 1:]", at -> at.x().get("1, 1:"));
    table.put("x[i]", at -> at.x().get(Index.of(at.named("i"))));
    table.put("jnp.take(x, i)", at -> Numpy.take(at.x(), at.named("i")));
    table.put("jnp.take(x, i, axis=1)", at -> Numpy.take(at.x(), at.named("i"), 1));
    table.put("x[i, j]", at -> at.x().get(Index.of(at.named("i")), Index.of(at.named("j"))));
    table.put("x[m]", at -> at.x().get(Index.mask(at.named("m"))));
    table.put(
        "jnp.take_along_axis(x, i, axis=1)", at -> Numpy.takeAlongAxis(at.x(), at.named("i"), 1));
  }

  private void updates() {
    Map<String, BiFunction<IndexUpdate, Array, Array>> methods =
        Map.of(
            "set", IndexUpdate::set,
            "add", IndexUpdate::add,
            "multiply", IndexUpdate::multiply,
            "divide", IndexUpdate::divide,
            "power", IndexUpdate::power,
            "min", IndexUpdate::min,
            "max", IndexUpdate::max);
    methods.forEach(
        (name, f) -> {
          table.put("x.at[1]." + name + "(y)", at -> f.apply(at.x().at(1), at.y()));
          if (List.of("set", "add", "min", "max").contains(name)) { // JAX refuses the others
            table.put(
                "x.at[i]." + name + "(y)",
                at -> f.apply(at.x().at(Index.of(at.named("i"))), at.y()));
          }
        });
    table.put("x.at[0, 1:].set(y)", at -> at.x().at("0, 1:").set(at.y()));
  }

  private void shapes() {
    table.put("jnp.pad(x, 1) * 2.0", at -> Numpy.pad(at.x(), 1).times(2.0));
    table.put("jnp.pad(x, 1, mode='edge')", at -> Numpy.pad(at.x(), 1, Numpy.PadMode.EDGE));
    table.put("jnp.pad(x, 1, mode='reflect')", at -> Numpy.pad(at.x(), 1, Numpy.PadMode.REFLECT));
    table.put("jnp.stack([x, y])", at -> Numpy.stack(at.x(), at.y()));
    table.put(
        "jnp.stack([x, x]) * jnp.array([[1], [2]])",
        at ->
            Numpy.stack(at.x(), at.x())
                .times(Lax.convertElementType(Values.ints(Shape.of(2, 1), 1, 2), at.x().dtype())));
    table.put(
        "jnp.reshape(x, (3, 2)) * jnp.arange(6).reshape(3, 2)",
        at -> counted(at.x().reshape(3, 2)));
    table.put("x.T * jnp.arange(6).reshape(3, 2)", at -> counted(at.x().T()));
    table.put("jnp.broadcast_to(x, (2, 3))", at -> broadcastTo(at.x(), 2, 3));
    table.put("jnp.broadcast_to(x, (2, 2))", at -> broadcastTo(at.x(), 2, 2));
    table.put("jnp.tile(x, 2) * jnp.arange(4)", at -> counted(Numpy.tile(at.x(), 2)));
    table.put("jnp.repeat(x, 2) * jnp.arange(4)", at -> counted(Numpy.repeat(at.x(), 2)));
    table.put("jnp.roll(x, 1) * jnp.arange(3)", at -> counted(Numpy.roll(at.x(), 1)));
    table.put("jnp.split(x, 2)[1]", at -> Numpy.split(at.x(), 2, 0).get(1));
    table.put("jnp.diag(x)", at -> Numpy.diag(at.x()));
    table.put("jnp.tril(x)", at -> Numpy.tril(at.x()));
    table.put("jnp.trace(x)", at -> Numpy.trace(at.x()));
    table.put("jnp.diff(x)", at -> Numpy.diff(at.x()));
    table.put("jnp.interp(x, y, z)", at -> Numpy.interp(at.x(), at.y(), at.z()));
    table.put("x.astype(jnp.float16)", at -> at.x().astype(DType.FLOAT16));
    table.put("jnp.isnan(x) * x", at -> multiply(Numpy.isnan(at.x()), at.x()));
    table.put("jnp.maximum(x, y)", at -> maximum(at.x(), at.y()));
    table.put("jnp.minimum(x, y)", at -> minimum(at.x(), at.y()));
  }

  private void products() {
    table.put("jnp.dot(x, y)", at -> Numpy.dot(at.x(), at.y()));
    table.put("jnp.matmul(x, y)", at -> at.x().matmul(at.y()));
    table.put("x @ x.T", at -> at.x().matmul(at.x().T()));
    table.put("jnp.outer(x, y)", at -> Numpy.outer(at.x(), at.y()));
    einsum("'bij,bjk->bik', x, y", "bij,bjk->bik");
    einsum("'ij,jk->', x, y", "ij,jk->");
    table.put("jnp.einsum('ii->i', x)", at -> Numpy.einsum("ii->i", at.x()));
    table.put(
        "jnp.einsum('i,j,k->ijk', x, y, z)",
        at -> Numpy.einsum("i,j,k->ijk", at.x(), at.y(), at.z()));
    table.put("jnp.kron(x, y)", at -> Numpy.kron(at.x(), at.y()));
    table.put("jnp.cross(x, y)", at -> Numpy.cross(at.x(), at.y()));
    table.put("jnp.linalg.matrix_power(x, 3)", at -> at.x().matmul(at.x()).matmul(at.x()));
    table.put("jnp.sum(jnp.tanh(x @ y) ** 2)", at -> at.x().matmul(at.y()).tanh().pow(2).sum());
  }

  private void einsum(String arguments, String subscripts) {
    table.put("jnp.einsum(" + arguments + ")", at -> Numpy.einsum(subscripts, at.x(), at.y()));
  }
}
