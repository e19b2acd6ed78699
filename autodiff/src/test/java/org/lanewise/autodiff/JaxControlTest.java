package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.stopGradient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.autodiff.JaxGradientsTest.Operands;
import org.lanewise.autodiff.JaxGradientsTest.Question;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.type.DType;

/// Derivatives through control flow equal JAX's; see `scripts/oracle/control_gradients.py`.
class JaxControlTest {
  private static final CheckpointPolicy PRODUCTS =
      (primitive, _) -> primitive.name().equals("dot_general");

  static Stream<Question> questions() {
    Map<String, Function<Operands, Array>> table = table();
    return JaxCase.all("control-gradients.txt").stream()
        .map(each -> new Question(each, "control flow", table.get(each.source())));
  }

  @Test
  void everyCaseIsAsked() {
    List<String> sources =
        JaxCase.all("control-gradients.txt").stream().map(JaxCase::source).toList();
    assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(Set.copyOf(sources));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void derivativesEqualJax(Question question) {
    JaxGradientsTest.check(question);
  }

  private static Map<String, Function<Operands, Array>> table() {
    Map<String, Function<Operands, Array>> table = new LinkedHashMap<>();
    scans(table);
    fewTangents(table);
    loops(table);
    branches(table);
    calls(table);
    return table;
  }

  private static Array rnn(Array w, Array c, Array row) {
    return Numpy.matmul(w, c).plus(row).tanh();
  }

  private static List<Array> recurrent(Operands at, boolean reverse) {
    return Control.scan(
        (c, r) -> List.of(rnn(at.x(), c.get(0), r.get(0)), c.get(0).sin().times(r.get(0))),
        List.of(at.y()),
        List.of(at.z()),
        4,
        reverse);
  }

  private static void scans(Map<String, Function<Operands, Array>> table) {
    table.put(
        "lax.scan(lambda c, r: (jnp.tanh(x @ c + r), None), y, z)[0]",
        at ->
            Control.scan(
                    (c, r) -> List.of(rnn(at.x(), c.get(0), r.get(0))),
                    List.of(at.y()),
                    List.of(at.z()))
                .get(0));
    table.put(
        "lax.scan(lambda c, r: (jnp.tanh(x @ c + r), jnp.sin(c) * r), y, z)[1]",
        at -> recurrent(at, false).get(1));
    table.put(
        "lax.scan(lambda c, r: (jnp.tanh(x @ c + r), jnp.sin(c) * r), y, z, reverse=True)[1]",
        at -> recurrent(at, true).get(1));
    table.put(
        "lax.scan(lambda c, r: (c * r, c), x, y)[1]",
        at ->
            Control.scan(
                    (c, r) -> List.of(c.get(0).times(r.get(0)), c.get(0)),
                    List.of(at.x()),
                    List.of(at.y()))
                .get(1));
    table.put(
        "lax.scan(lambda c, _: (x * c * (1 - c), c), y, None, length=6)[1]",
        at ->
            Control.scan(
                    (c, _) ->
                        List.of(
                            at.x().times(c.get(0)).times(c.get(0).unaryMinus().plus(1)), c.get(0)),
                    List.of(at.y()),
                    List.of(),
                    6,
                    false)
                .get(1));
    table.put(
        "lax.scan(lambda c, r: (lax.scan(lambda d, _: (jnp.sin(d) * r, None), c, None,"
            + " length=2)[0], None), y, x)[0]",
        at ->
            Control.scan(
                    (c, r) ->
                        Control.scan(
                            (d, _) -> List.of(d.get(0).sin().times(r.get(0))),
                            c,
                            List.of(),
                            2,
                            false),
                    List.of(at.y()),
                    List.of(at.x()))
                .get(0));
    table.put(
        "lax.scan(lambda c, i: (c + x[i] * x[i], c * x[i]), y, z)[1]",
        at ->
            Control.scan(
                    (c, i) -> {
                      Array picked = at.x().get(Index.of(i.get(0)));
                      return List.of(c.get(0).plus(picked.times(picked)), c.get(0).times(picked));
                    },
                    List.of(at.y()),
                    List.of(at.z()))
                .get(1));
    table.put(
        "lax.scan(lambda c, i: (c.at[i].multiply(jnp.sum(c)), None), x, y)[0]",
        at ->
            Control.scan(
                    (c, i) -> List.of(c.get(0).at(Index.of(i.get(0))).multiply(c.get(0).sum())),
                    List.of(at.x()),
                    List.of(at.y()))
                .get(0));
  }

  private static void fewTangents(Map<String, Function<Operands, Array>> table) {
    table.put(
        "lax.scan(lambda c, r: ((jnp.exp(x) * c[0] + r, c[1] + 1), c[0] * c[1]), (y, 0), z)[1]",
        at ->
            Control.scan(
                    (c, r) ->
                        List.of(
                            at.x().exp().times(c.get(0)).plus(r.get(0)),
                            c.get(1).plus(1),
                            c.get(0).times(c.get(1))),
                    List.of(at.y(), Numpy.array(0)),
                    List.of(at.z()))
                .get(2));
    table.put(
        "lax.scan(lambda c, r: (c, c * r), x, y)[1]",
        at ->
            Control.scan(
                    (c, r) -> List.of(c.get(0), c.get(0).times(r.get(0))),
                    List.of(at.x()),
                    List.of(at.y()))
                .get(1));
    table.put(
        "lax.scan(lambda c, r: (lax.stop_gradient(c) + x * r, c * c), y, z)[1]",
        at ->
            Control.scan(
                    (c, r) ->
                        List.of(
                            stopGradient(c.get(0)).plus(at.x().times(r.get(0))),
                            c.get(0).times(c.get(0))),
                    List.of(at.y()),
                    List.of(at.z()))
                .get(1));
    table.put(
        "lax.scan(lambda c, r: (c - jax.grad(lambda u: jnp.cos(u * r) * x)(c), None), y, z)[0]",
        at ->
            Control.scan(
                    (c, r) ->
                        List.of(
                            c.get(0)
                                .minus(
                                    grad((Array u) -> u.times(r.get(0)).cos().times(at.x()))
                                        .apply(c.get(0)))),
                    List.of(at.y()),
                    List.of(at.z()))
                .get(0));
    table.put(
        "lax.scan(lambda c, r: (c * r, None), x, y)[0]",
        at ->
            Control.scan(
                    (c, r) -> List.of(c.get(0).times(r.get(0))), List.of(at.x()), List.of(at.y()))
                .get(0));
  }

  private static void loops(Map<String, Function<Operands, Array>> table) {
    table.put(
        "lax.fori_loop(0, 5, lambda i, c: jnp.sin(c) * x + i, y)",
        at ->
            Control.scan(
                    (c, _) ->
                        List.of(c.get(0).sin().times(at.x()).plus(c.get(1)), c.get(1).plus(1)),
                    List.of(at.y(), Numpy.array(0)),
                    List.of(),
                    5,
                    false)
                .get(0));
    table.put(
        "lax.while_loop(lambda c: c[1] < 5, lambda c: (jnp.sin(c[0]) * x, c[1] + 1), (y, 0))[0]",
        at ->
            Control.whileLoop(
                    c -> c.get(1).lt(5),
                    c -> List.of(c.get(0).sin().times(at.x()), c.get(1).plus(1)),
                    List.of(at.y(), Numpy.array(0)),
                    9)
                .get(0));
    table.put(
        "lax.while_loop(lambda c: c < 20, lambda c: c * x, y)",
        at ->
            Control.whileLoop(
                    c -> c.get(0).lt(20), c -> List.of(c.get(0).times(at.x())), List.of(at.y()), 9)
                .get(0));
  }

  private static Array greater(Array x, Array y) {
    return x.gt(y).astype(DType.INT32);
  }

  private static void branches(Map<String, Function<Operands, Array>> table) {
    table.put(
        "lax.scan(lambda c, r: (lax.cond(r > 0, lambda u: jnp.sin(u) * x, lambda u: u * r, c),"
            + " None), y, z)[0]",
        at ->
            Control.scan(
                    (c, r) ->
                        Control.cond(
                            greater(r.get(0), Lax.zeros(r.get(0).type())),
                            c,
                            u -> List.of(u.get(0).times(r.get(0))),
                            u -> List.of(u.get(0).sin().times(at.x()))),
                    List.of(at.y()),
                    List.of(at.z()))
                .get(0));
    table.put(
        "lax.switch(i, [jnp.sin, lambda u: u * x, lambda u: jnp.exp(u) * u], y)",
        at ->
            Control.cond(
                    at.named("i"),
                    List.of(at.y()),
                    u -> List.of(u.get(0).sin()),
                    u -> List.of(u.get(0).times(at.x())),
                    u -> List.of(u.get(0).exp().times(u.get(0))))
                .get(0));
    table.put(
        "lax.cond(x > y, lambda u, v: u * v, lambda u, v: u / v, x, y)",
        at ->
            Control.cond(
                    greater(at.x(), at.y()),
                    List.of(at.x(), at.y()),
                    u -> List.of(u.get(0).div(u.get(1))),
                    u -> List.of(u.get(0).times(u.get(1))))
                .get(0));
    table.put(
        "jax.jit(lambda a, b: lax.cond(a > b, lambda u, v: (u * v, a), lambda u, v: (jnp.sin(v),"
            + " v), a, b))(x, y)[0]",
        at ->
            Control.call(
                    a ->
                        Control.cond(
                            greater(a.get(0), a.get(1)),
                            a,
                            u -> List.of(u.get(1).sin(), u.get(1)),
                            u -> List.of(u.get(0).times(u.get(1)), a.get(0))),
                    List.of(at.x(), at.y()))
                .get(0));
  }

  private static void calls(Map<String, Function<Operands, Array>> table) {
    table.put(
        "jnp.sin(jax.jit(lambda a, b: jnp.sin(a) * b + a)(x * y, y)) * x",
        at ->
            called((a, b) -> a.sin().times(b).plus(a), at.x().times(at.y()), at.y())
                .sin()
                .times(at.x()));
    table.put(
        "jax.jit(lambda a, b: a * jnp.exp(b))(x, x)",
        at -> called((a, b) -> a.times(b.exp()), at.x(), at.x()));
    Control.Body layers =
        z -> List.of(Numpy.matmul(z.get(0), Numpy.matmul(z.get(0), z.get(1)).sin()).sin());
    String source = "jax.checkpoint(lambda a, b: jnp.sin(a @ jnp.sin(a @ b))";
    table.put(
        source + ")(x, y)",
        at -> Control.checkpoint(Control.NOTHING, layers, List.of(at.x(), at.y())).get(0));
    table.put(
        source + ", policy=jax.checkpoint_policies.dots_saveable)(x, y)",
        at -> Control.checkpoint(PRODUCTS, layers, List.of(at.x(), at.y())).get(0));
    table.put(
        "lax.scan(jax.checkpoint(lambda c, r: (jnp.tanh(x @ c + r), None)), y, z)[0]",
        at ->
            Control.scan(
                    (c, r) ->
                        Control.checkpoint(
                            Control.NOTHING,
                            z -> List.of(rnn(at.x(), z.get(0), z.get(1))),
                            List.of(c.get(0), r.get(0))),
                    List.of(at.y()),
                    List.of(at.z()))
                .get(0));
  }

  private static Array called(BinaryOperator<Array> f, Array x, Array y) {
    return Control.call(z -> List.of(f.apply(z.get(0), z.get(1))), List.of(x, y)).get(0);
  }
}
