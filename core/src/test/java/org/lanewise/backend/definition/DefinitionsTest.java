package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each row of the registry calls the method that it names.
class DefinitionsTest {
  @Test
  void namesWhatItCalls() throws Exception {
    for (Definition<FloatUnary> d : Definitions.floatUnaries().values()) {
      for (float x : new float[] {0.3f, 2.6f, -0.7f}) {
        Method m = d.owner().getMethod(d.method(), float.class);
        assertThat(m.invoke(null, x)).as(d.name()).isEqualTo(d.scalar().apply(x));
      }
    }
    for (Definition<DoubleBinary> d : Definitions.doubleBinaries().values()) {
      Method m = d.owner().getMethod(d.method(), double.class, double.class);
      assertThat(m.invoke(null, 2.5, 0.7)).as(d.name()).isEqualTo(d.scalar().apply(2.5, 0.7));
    }
    for (Definition<IntBinary> d : Definitions.intBinaries().values()) {
      Method m = d.owner().getMethod(d.method(), int.class, int.class);
      assertThat(m.invoke(null, -35, 4)).as(d.name()).isEqualTo(d.scalar().apply(-35, 4));
    }
    for (Definition<LongUnary> d : Definitions.longUnaries().values()) {
      Method m = d.owner().getMethod(d.method(), long.class);
      assertThat(m.invoke(null, -35L)).as(d.name()).isEqualTo(d.scalar().apply(-35L));
    }
  }

  @Test
  void hasTheSameNamesInBothWidths() {
    assertThat(Definitions.floatUnaries().keySet()).isEqualTo(Definitions.doubleUnaries().keySet());
    assertThat(Definitions.floatBinaries().keySet())
        .isEqualTo(Definitions.doubleBinaries().keySet());
    assertThat(Definitions.intUnaries().keySet()).isEqualTo(Definitions.longUnaries().keySet());
    assertThat(Definitions.intBinaries().keySet()).isEqualTo(Definitions.longBinaries().keySet());
    for (Map.Entry<String, Definition<FloatUnary>> e : Definitions.floatUnaries().entrySet()) {
      assertThat(Definitions.doubleUnary(e.getKey()).form()).isEqualTo(e.getValue().form());
    }
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Definitions.floatUnary("zeta"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "`zeta`: no function of one float has this name; there are [neg, abs,");
    assertThatThrownBy(() -> Definitions.intBinary("pow").straightMethod())
        .hasMessage("`pow` has no straight line");
    assertThatThrownBy(() -> Definitions.floatUnary("exp").slowMethod())
        .hasMessage("`exp` has no slow arguments");
  }
}
