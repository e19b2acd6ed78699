package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;

/// A compiled function tells where its time goes.
class ProfileTest {
  @Test
  void theTimeOfARunIsTold() {
    JitFunction<Array, Array> f = jit((Array x) -> x.sin().times(2.0));
    assertThat(f.profile(array(1f, 2f))).startsWith("jit(<lambda>)\n").contains("microsec");
    assertThat(f.statistics().traces()).isEqualTo(1);
    JitBiFunction<Array, Array, Array> g = jit((Array x, Array y) -> x.plus(y));
    assertThat(g.profile(array(1f), array(2f))).contains("microsec");
    JitFunction3<Array, Array, Array, Array> h =
        jit((Array x, Array y, Array z) -> x.plus(y).times(z));
    assertThat(h.profile(array(1f), array(2f), array(3f))).contains("microsec");
  }

  @Test
  void underATransformationNothingRuns() {
    JitFunction<Array, Array> f = jit((Array x) -> x.sin());
    Function<Array, Array> mapped =
        vmap(
            (Array x) -> {
              f.profile(x);
              return x;
            });
    assertThatThrownBy(() -> mapped.apply(array(1f, 2f)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "`profile`: a function is measured where it runs, but here a transformation is at work."
                + " Call it outside of the transformed function.");
  }
}
