package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintFormatTest {
  private static String text(String format, Object... arguments) {
    return PrintFormat.of(format, arguments.length).text(arguments);
  }

  @Test
  void argumentsStandInTheirPlaces() {
    assertThat(text("plain")).isEqualTo("plain");
    assertThat(text("{} and {}", array(1f), array(1, 2))).isEqualTo("1.0 and [1 2]");
    assertThat(text("{1} {0} {1}", "a", "b")).isEqualTo("b a b");
    assertThat(text("{{{}}}", 7)).isEqualTo("{7}");
    assertThat(text("{:.3f} {:5d}|{:e}", array(2.5f), array(42), 1.5))
        .isEqualTo("2.500    42|1.500000e+00");
    assertThat(text("{}", List.of(array(1f)))).isEqualTo("[Array(1., dtype=float32)]");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> text("{}"))
        .hasMessage(
            "`debugPrint`: the format \"{}\" has places for 1 arguments, got 0. Give one for each"
                + " place.");
    assertThatThrownBy(() -> text("{} {2}", 1, 2, 3)).hasMessageContaining("got 3");
    assertThatThrownBy(() -> text("{")).hasMessageContaining("a `{` without `}` at position 0");
    assertThatThrownBy(() -> text("a }")).hasMessageContaining("a `}` without `{` at position 2");
    assertThatThrownBy(() -> text("{x}", 1))
        .hasMessageContaining("the place `{x}`. Write `{}`, `{0}` or `{:.3f}`; names are unknown");
    assertThatThrownBy(() -> text("{:.2f}", array(1f, 2f)))
        .hasMessage("`debugPrint`: `{:.2f}` prints one number, got f32[2]. Print it with `{}`.");
    assertThatThrownBy(() -> text("{:d}", array(1f)))
        .hasMessageContaining("`{:d}` does not fit Array(1., dtype=float32)");
  }
}
