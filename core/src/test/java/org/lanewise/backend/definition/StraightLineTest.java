package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bytecode of every definition that shall be translated is a straight line, and short enough
/// to be emitted in a loop.
class StraightLineTest {
  private static final StraightLines LINES = new StraightLines();

  record Line(String name, Class<?> owner, String method, String descriptor) {
    @Override
    public String toString() {
      return owner.getSimpleName() + "." + method;
    }
  }

  static Stream<Line> lines() {
    List<Line> lines = new ArrayList<>();
    add(lines, Definitions.floatUnaries(), "(F)", "F");
    add(lines, Definitions.doubleUnaries(), "(D)", "D");
    add(lines, Definitions.floatBinaries(), "(FF)", "F");
    add(lines, Definitions.doubleBinaries(), "(DD)", "D");
    add(lines, Definitions.intUnaries(), "(I)", "I");
    add(lines, Definitions.longUnaries(), "(J)", "J");
    add(lines, Definitions.intBinaries(), "(II)", "I");
    add(lines, Definitions.longBinaries(), "(JJ)", "J");
    lines.add(new Line("is_finite", Elementary32.class, "isFinite", "(F)Z"));
    lines.add(new Line("is_finite", Elementary64.class, "isFinite", "(D)Z"));
    lines.add(new Line("bf16", Conversions.class, "floatToBfloat16Bits", "(F)I"));
    lines.add(new Line("f16", Conversions.class, "floatToFloat16Bits", "(F)I"));
    lines.add(new Line("of f16", Conversions.class, "float16BitsToFloat", "(I)F"));
    return lines.stream();
  }

  private static <F> void add(
      List<Line> lines, Map<String, Definition<F>> table, String parameters, String result) {
    for (Definition<F> d : table.values()) {
      if (d.form() != Definition.Form.SCALAR) {
        lines.add(new Line(d.name(), d.owner(), d.straightMethod(), parameters + result));
      }
      if (d.form() == Definition.Form.GUARDED) {
        lines.add(new Line(d.name(), d.owner(), d.slowMethod(), parameters + "Z"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void followsTheRules(Line line) {
    assertThat(LINES.violations(line.owner, line.method, line.descriptor)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isShort(Line line) {
    assertThat(LINES.operations(line.owner, line.method, line.descriptor)).isBetween(1, 150);
  }

  @Test
  void noticesJumpsTablesAndForeignCalls() {
    assertThat(LINES.violations(Trig32.class, "sin", "(F)F")).isNotEmpty();
    assertThat(LINES.violations(Integer32.class, "pow", "(II)I")).isNotEmpty();
    assertThat(LINES.violations(Conversions.class, "floatToFloat16", "(F)S")).isNotEmpty();
    assertThat(LINES.violations(Conversions.class, "doubleToUnsignedInt", "(D)I")).isNotEmpty();
  }
}
