package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.autodiff.Autodiff.checkpoint;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.transform.Callbacks.debugCallback;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.transform.CallbackException;

/// Callbacks inside programs: nothing drops an effect, repeats it or moves it past another.
class CallbacksInProgramsTest {
  private final List<Double> seen = new ArrayList<>();

  private Array note(Array x) {
    debugCallback((Array v) -> seen.add(v.item()), x);
    return x;
  }

  @Test
  void compiledProgramsHaveTheirEffectsEachTime() {
    Function<Array, Array> f =
        jit(
            (Array x) -> {
              note(x);
              note(x.times(2));
              note(x); // the same once more
              debugCallback((Array v) -> seen.add(v.item()), array(7f));
              return x.times(3);
            });
    f.apply(array(1f));
    f.apply(array(2f));
    assertThat(seen).containsExactly(1.0, 2.0, 1.0, 7.0, 2.0, 4.0, 2.0, 7.0);
  }

  @Test
  void derivativesOfProgramsHaveThemOnce() {
    Function<Array, Array> f = x -> note(x).times(note(x.times(2)));
    for (Function<Array, Array> g :
        List.of(
            grad(jit(f)),
            jit(grad(f)),
            grad((Array x) -> jit(f).apply(x.times(1))),
            jit(grad(jit(f))))) {
      seen.clear();
      assertThat(g.apply(array(3f)).item()).isEqualTo(12);
      assertThat(seen).containsExactly(3.0, 6.0);
    }
  }

  @Test
  void lanesInsideAndOutsideOfJit() {
    for (Function<Array, Array> g :
        List.of(vmap(jit((Array x) -> note(x))), jit(vmap((Array x) -> note(x))))) {
      seen.clear();
      g.apply(array(1f, 2f, 3f));
      assertThat(seen).containsExactly(1.0, 2.0, 3.0);
    }
  }

  @Test
  void loopsAndBranches() {
    Function<Array, Array> loop = x -> foriLoop(0, 3, (i, y) -> note(y).times(2), x);
    loop.apply(array(1f));
    jit(loop).apply(array(1f));
    assertThat(seen).containsExactly(1.0, 2.0, 4.0, 1.0, 2.0, 4.0);
    seen.clear();
    assertThat(grad(loop).apply(array(1f)).item()).isEqualTo(8);
    assertThat(seen).as("forwards only").containsExactly(1.0, 2.0, 4.0);
    seen.clear();
    Function<Array, Array> branch =
        x -> cond(x.gt(0), (Array y) -> note(y).times(2), (Array y) -> y, x);
    jit(branch).apply(array(1f));
    jit(branch).apply(array(-1f));
    assertThat(seen).containsExactly(1.0);
  }

  @Test
  void aCheckpointComputesAgainAndSaysSo() {
    grad(checkpoint((Array x) -> note(x).sin().sin())).apply(array(1f));
    assertThat(seen).isNotEmpty().containsOnly(1.0);
  }

  @Test
  void pureCallbacksInPrograms() {
    Function<Array, Array> twice =
        x -> pureCallback((Array v) -> array(2 * (float) v.item()), x.type(), x);
    assertThat(jit(twice).apply(array(4f)).item()).isEqualTo(8);
    assertThat(vmap(jit(twice)).apply(array(4f, 5f)).toFloatArray()).containsExactly(8, 10);
    Function<Array, Array> loop = x -> foriLoop(0, 3, (i, y) -> twice.apply(y), x);
    assertThat(jit(loop).apply(array(1f)).item()).isEqualTo(8);
    assertThat(vmap(loop).apply(array(1f, 2f)).toFloatArray()).containsExactly(8, 16);
    Function<Array, Array> failing =
        jit(
            (Array x) ->
                pureCallback(
                    (Array v) -> {
                      throw new IllegalStateException("boom");
                    },
                    x.type(),
                    x));
    assertThatThrownBy(() -> failing.apply(array(1f)))
        .isInstanceOf(CallbackException.class)
        .hasMessageContaining("`pureCallback` at CallbacksInProgramsTest.java:")
        .hasMessageEndingWith("boom");
  }
}
