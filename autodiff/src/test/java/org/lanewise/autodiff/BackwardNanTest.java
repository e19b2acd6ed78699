package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.autodiff.Autodiff.grad;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Diagnostics;
import org.lanewise.NotFiniteException;
import org.lanewise.Numpy;
import org.lanewise.transform.Transforms;

/// Where a derivative goes wrong although the function does not.
class BackwardNanTest {
  // x · √x at 0: the derivative of the root is infinite, and 0 · ∞ is NaN
  private static final Function<Array, Array> F =
      x -> Diagnostics.namedScope("root", () -> x.times(x).sqrt()).sum();

  private static final String MESSAGE =
      "`mul` gave NaN at index \\[1\\] of its result f32\\[2\\] in the backward pass"
          + " \\(BackwardNanTest.java:\\d+ in root\\).*";

  @Test
  void thePullNamesTheLineOfWhatIsDifferentiated() {
    Array x = Numpy.array(1f, 0f);
    assertThat(F.apply(x).item()).isEqualTo(1);
    assertThatThrownBy(() -> Diagnostics.checkNans(() -> grad(F).apply(x)))
        .isInstanceOf(NotFiniteException.class)
        .hasMessageMatching(MESSAGE);
  }

  @Test
  void alsoInACompiledGradient() {
    Function<Array, Array> compiled = Transforms.jit(grad(F));
    Array x = Numpy.array(1f, 0f);
    assertThat(compiled.apply(x).get(1).item()).isNaN();
    assertThatThrownBy(() -> Diagnostics.checkNans(() -> compiled.apply(x)))
        .isInstanceOf(NotFiniteException.class)
        .hasMessageMatching(MESSAGE);
  }
}
