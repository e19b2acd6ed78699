package org.lanewise.autodiff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.autodiff.JaxGradientsTest.Operands;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The functions of `gradients.txt`, in primitives: those that move elements, products,
/// compositions.
final class JaxArrayFunctions {
  private final Map<String, Function<Operands, Array>> table = new LinkedHashMap<>();

  private JaxArrayFunctions() {}

  /// The functions by their Python source.
  static Map<String, Function<Operands, Array>> all() {
    JaxArrayFunctions functions = new JaxArrayFunctions();
    functions.sorting();
    functions.indexing();
    functions.updates();
    functions.shapes();
    functions.products();
    functions.compositions();
    return functions.table;
  }

  private void sorting() {
    table.put("jnp.sort(x) * jnp.arange(4)", at -> counted(Lax.sort(at.x(), 0)));
    table.put(
        "jnp.sort(x, axis=0) * 2.0",
        at -> Lax.mul(Lax.sort(at.x(), 0), JaxFunctions.of(at.x(), 2)));
    table.put(
        "lax.top_k(x, 2)[0] * jnp.arange(1, 3)",
        at -> {
          Array top = Lax.topK(at.x(), 2, 0).get(0);
          return Lax.mul(top, Lax.add(Lax.iota(top.dtype(), 2), JaxFunctions.of(top, 1)));
        });
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
    table.put(
        "lax.dynamic_slice(x, (-1, 0), (1, 2))", // Python's negative index counts from the end
        at ->
            Lax.dynamicSlice(
                at.x(),
                List.of(Lax.scalar(DType.INT32, 1L), Lax.scalar(DType.INT32, 0L)),
                Shape.of(1, 2)));
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
        at -> Lax.mul(Lax.expandDims(at.x(), Axes.of(0)), JaxFunctions.of(at.x(), 2)));
    table.put(
        "jnp.squeeze(x) * 2.0",
        at -> Lax.mul(Lax.squeeze(at.x(), Axes.of(0, 1)), JaxFunctions.of(at.x(), 2)));
    table.put("x.astype(jnp.int32)", at -> Lax.convertElementType(at.x(), DType.INT32));
    table.put("x.astype(jnp.float16)", at -> Lax.convertElementType(at.x(), DType.FLOAT16));
    table.put(
        "x.astype(jnp.bfloat16).astype(jnp.float32) * 3.0",
        at ->
            Lax.mul(
                Lax.convertElementType(
                    Lax.convertElementType(at.x(), DType.BFLOAT16), DType.FLOAT32),
                JaxFunctions.of(at.x(), 3)));
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
        "jnp.sin(x) * x + 3.0",
        at -> Lax.add(Lax.mul(Lax.sin(at.x()), at.x()), JaxFunctions.of(at.x(), 3)));
    table.put(
        "jnp.sum(jnp.tanh(x @ y) ** 2)",
        at -> Lax.reduceSum(Lax.integerPow(Lax.tanh(matmul(at.x(), at.y())), 2), Axes.of(0, 1)));
    table.put(
        "jnp.mean((x - y) ** 2)",
        at -> JaxFunctions.mean(Lax.integerPow(Lax.sub(at.x(), at.y()), 2), Axes.of(0)));
    table.put(
        "1 / (1 + jnp.exp(-x))",
        at ->
            Lax.div(
                JaxFunctions.of(at.x(), 1),
                Lax.add(JaxFunctions.of(at.x(), 1), Lax.exp(Lax.neg(at.x())))));
    table.put(
        "jnp.exp(-x * x / 2)",
        at -> Lax.exp(Lax.div(Lax.mul(Lax.neg(at.x()), at.x()), JaxFunctions.of(at.x(), 2))));
    table.put("x * 0.0 + y", at -> Lax.add(Lax.mul(at.x(), JaxFunctions.of(at.x(), 0)), at.y()));
    table.put(
        "jnp.ones(2) * 3.0 + 0 * x",
        at ->
            Lax.add(
                Lax.full(Shape.of(2), at.x().dtype(), 3),
                Lax.mul(JaxFunctions.of(at.x(), 0), at.x())));
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
        at ->
            Lax.mul(
                at.x(),
                Autodiff.grad((Array u) -> Lax.add(at.x(), u)).apply(JaxFunctions.of(at.x(), 1))));
  }
}
