package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// The float64 definitions against known answers of 300 bits, made by `goldens.py`.
class Float64AccuracyTest {
  @Test
  void staysWithinTheBounds() {
    Map<String, Float64Goldens.Worst> worst = Float64Goldens.measure();
    assertThat(worst).hasSize(28);
    worst.forEach(
        (name, w) ->
            assertThat(w.error())
                .as("`%s` at %s", name, w.arguments())
                .isLessThan(Oracles.doubleBound(name)));
  }
}
