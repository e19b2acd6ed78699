package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.Numpy.outer;
import static org.lanewise.Numpy.sin;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jacrev;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.CustomFunctions.CLIP_GRADIENT;
import static org.lanewise.autodiff.CustomFunctions.KEPT;
import static org.lanewise.autodiff.CustomFunctions.LOG1PEXP;
import static org.lanewise.autodiff.CustomFunctions.LOUD;
import static org.lanewise.autodiff.CustomFunctions.LOUD2;
import static org.lanewise.autodiff.CustomFunctions.POWER;
import static org.lanewise.autodiff.CustomFunctions.PRODUCT;
import static org.lanewise.autodiff.CustomFunctions.TWICE;
import static org.lanewise.autodiff.CustomFunctions.callback;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.transform.VmapMethod;

/// Functions with rules give what they give in JAX: `custom-rules.txt`.
class CustomRulesOracleTest {
  private static final Map<String, Function<Array, Array>> QUESTIONS = new HashMap<>();

  private static void put(String source, Function<Array, Array> f) {
    QUESTIONS.put(source, f);
  }

  private static Function<Array, Array> gradOfSum(Function<Array, Array> f) {
    return grad((Array t) -> f.apply(t).sum());
  }

  private static Array tangent(Function<Array, Array> f, Array x) {
    return jvp(f, x, x).tangent();
  }

  private static Function<Array, Array> firstFixed(BiFunction<Array, Array, Array> f) {
    return t -> f.apply(t, t.get(0));
  }

  private static Function<Array, Array> mapped(BiFunction<Array, Array, Array> f) {
    return t -> vmap((Array u) -> f.apply(u, t.get(0))).apply(t);
  }

  static {
    put("log1pexp(x)", LOG1PEXP);
    put("jax.vmap(jax.grad(log1pexp))(x)", vmap(grad(LOG1PEXP)));
    put("jax.vmap(jax.grad(jax.grad(log1pexp)))(x)", vmap(grad(grad(LOG1PEXP))));
    put("jax.jvp(jax.vmap(log1pexp), (x,), (x,))[1]", x -> tangent(vmap(LOG1PEXP), x));
    put("jax.grad(lambda t: jax.vmap(log1pexp)(t).sum())(x)", gradOfSum(vmap(LOG1PEXP)));
    put("jax.jacfwd(log1pexp)(x)", jacfwd(LOG1PEXP));
    put("jax.jacrev(log1pexp)(x)", jacrev(LOG1PEXP));
    put(
        "jax.hessian(lambda t: log1pexp(t).sum())(x)",
        hessian((Array t) -> LOG1PEXP.apply(t).sum()));
    put("jax.jit(jax.vmap(jax.grad(log1pexp)))(x)", jit(vmap(grad(LOG1PEXP))));
    put("jax.vmap(jax.jit(jax.grad(log1pexp)))(x)", vmap(jit(grad(LOG1PEXP))));
    put("jax.vmap(jax.grad(jax.jit(log1pexp)))(x)", vmap(grad(jit(LOG1PEXP))));
    product();
    put("jax.vmap(jax.grad(lambda t: power(3, t)))(x)", vmap(grad((Array t) -> POWER.apply(3, t))));
    put(
        "jax.grad(lambda t: jax.vmap(partial(power, 3))(t).sum())(x)",
        gradOfSum(vmap((Array t) -> POWER.apply(3, t))));
    clipped();
    loud();
    batched();
    put("jax.grad(lambda t: kept(t).sum())(x)", gradOfSum(KEPT));
    put("jax.hessian(lambda t: kept(t).sum())(x)", hessian((Array t) -> KEPT.apply(t).sum()));
    put("jax.vmap(jax.grad(kept))(x)", vmap(grad(KEPT)));
  }

  private static void product() {
    put("product(x, x[0])", firstFixed(PRODUCT));
    put("jax.grad(lambda t: product(t, t[0]).sum())(x)", gradOfSum(firstFixed(PRODUCT)));
    put("jax.jvp(lambda t: product(t, t[0]), (x,), (x,))[1]", x -> tangent(firstFixed(PRODUCT), x));
    put(
        "jax.jacfwd(jax.grad(lambda t: product(t, t[0]).sum()))(x)",
        jacfwd(gradOfSum(firstFixed(PRODUCT))));
    put(
        "jax.grad(lambda t: jax.vmap(lambda u: product(u, t[0]))(t).sum())(x)",
        gradOfSum(mapped(PRODUCT)));
    put(
        "jax.jvp(lambda t: jax.vmap(lambda u: product(u, t[0]))(t), (x,), (x,))[1]",
        x -> tangent(mapped(PRODUCT), x));
  }

  private static void clipped() {
    var narrow = new CustomFunctions.Range(-0.75, 0.75);
    put(
        "jax.vmap(jax.grad(lambda t: 3 * clip_gradient(-0.75, 0.75, jnp.sin(t))))(x)",
        vmap(grad((Array t) -> CLIP_GRADIENT.apply(narrow, sin(t)).times(3))));
    var half = new CustomFunctions.Range(-0.5, 0.5);
    put(
        "jax.grad(lambda t: jax.vmap(partial(clip_gradient, -0.5, 0.5))(t * t).sum())(x)",
        gradOfSum(t -> vmap((Array u) -> CLIP_GRADIENT.apply(half, u)).apply(t.times(t))));
  }

  private static void loud() {
    put("loud(x)", LOUD);
    put("jax.vmap(jax.grad(loud))(x)", vmap(grad(LOUD)));
    put("jax.vmap(jax.grad(jax.grad(loud)))(x)", vmap(grad(grad(LOUD))));
    put(
        "jax.jvp(jax.grad(lambda t: loud(t).sum()), (x,), (x,))[1]",
        x -> tangent(gradOfSum(LOUD), x));
    put("jax.grad(lambda t: jax.vmap(loud)(t).sum())(x)", gradOfSum(vmap(LOUD)));
    put(
        "jax.grad(lambda t: jax.vmap(jax.vmap(loud))(jnp.outer(t, t)).sum())(x)",
        gradOfSum(t -> vmap(vmap(LOUD)).apply(outer(t, t))));
    put("jax.hessian(lambda t: loud(t).sum())(x)", hessian((Array t) -> LOUD.apply(t).sum()));
    put(
        "jax.grad(lambda t: jax.vmap(lambda u: loud2(u, t[0]))(t).sum())(x)",
        gradOfSum(mapped(LOUD2)));
    put(
        "jax.vmap(lambda u: jax.grad(lambda t: loud2(u, t))(x[0]))(x)",
        x -> vmap((Array u) -> grad((Array t) -> LOUD2.apply(u, t)).apply(x.get(0))).apply(x));
    put(
        "jax.jacfwd(jax.grad(lambda t: jax.vmap(lambda u: loud2(u, t[0]))(t).sum()))(x)",
        jacfwd(gradOfSum(mapped(LOUD2))));
  }

  private static void batched() {
    put("twice(x)", TWICE);
    put("jax.vmap(twice)(x)", vmap(TWICE));
    put("jax.vmap(jax.vmap(twice))(jnp.outer(x, x))", x -> vmap(vmap(TWICE)).apply(outer(x, x)));
    put("jax.grad(lambda t: jax.vmap(twice)(t).sum())(x)", gradOfSum(vmap(TWICE)));
    put("callback(x, None)", callback(VmapMethod.SEQUENTIAL));
    put("jax.vmap(lambda t: callback(t, 'sequential'))(x)", vmap(callback(VmapMethod.SEQUENTIAL)));
    put(
        "jax.vmap(jax.vmap(lambda t: callback(t, 'expand_dims')))(jnp.outer(x, x))",
        x -> vmap(vmap(callback(VmapMethod.EXPAND_DIMS))).apply(outer(x, x)));
  }

  static Stream<JaxCase> cases() {
    return JaxCase.all("custom-rules.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsJax(JaxCase given) {
    Function<Array, Array> f = QUESTIONS.get(given.source());
    assertThat(f).as(given.source()).isNotNull();
    Array expected = given.outputs().get("0").array();
    Array actual = f.apply(given.inputs().get("x").array());
    assertThat(actual.type()).isEqualTo(expected.type());
    double[] wanted = expected.toDoubleArray();
    double[] values = actual.toDoubleArray();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(values[i]).isCloseTo(wanted[i], within(1e-13 * Math.max(1, Math.abs(wanted[i]))));
    }
  }
}
