package org.lanewise.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleFileTest {
  @ParameterizedTest
  @CsvSource({
    "arithmetic.txt, 802",
    "contraction.txt, 152",
    "convolution.txt, 170",
    "custom-rules.txt, 43",
    "documents.txt, 119",
    "gradients.txt, 553",
    "indexing.txt, 209",
    "indexing-bounds.txt, 104",
    "indexing-updates.txt, 224",
    "ordering.txt, 153",
    "printing.txt, 290",
    "reductions.txt, 867",
    "shapes.txt, 249"
  })
  void everyCaseIsReadAndHasAsManyElementsAsItsShapeSays(String file, int count) {
    List<OracleCase> cases = OracleFile.cases(file);
    assertThat(cases).hasSize(count).extracting(OracleCase::id).doesNotHaveDuplicates();
    for (OracleCase c : cases) {
      for (List<OracleArray> arrays : List.of(c.inputs(), c.outputs())) {
        for (OracleArray a : arrays) {
          int size = a.shape().stream().reduce(1, Math::multiplyExact);
          assertThat(a.bits()).as("%s, %s", c, a.name()).hasSize(size);
        }
      }
      if (!file.equals("printing.txt")) {
        assertThat(c.outputs().isEmpty()).as(c.toString()).isEqualTo(c.error().isPresent());
      }
    }
  }

  @Test
  void decimalsAndBitsOfFloatsAreTheSameNumber() {
    for (OracleCase c : OracleFile.cases("arithmetic.txt")) {
      for (OracleArray a : c.outputs()) {
        if (a.dtype().equals("f32")) {
          float[] decimals = new float[a.tokens().size()];
          for (int i = 0; i < decimals.length; i++) {
            String t = a.tokens().get(i);
            String d = t.substring(0, t.indexOf('|'));
            decimals[i] = Float.parseFloat(d.replace("inf", "Infinity").replace("nan", "NaN"));
            assertThat(Float.floatToIntBits(decimals[i]))
                .as("%s %s", c, t)
                .isEqualTo((int) a.bits()[i]);
          }
        }
      }
    }
  }

  @Test
  void fieldsAreUnescapedAndTyped() {
    OracleCase weak =
        OracleFile.cases("printing.txt").stream()
            .filter(c -> c.input("x").weak() && c.option("repr").contains("\n"))
            .findFirst()
            .orElseThrow();
    assertThat(weak.option("repr")).endsWith("weak_type=True)");
    OracleCase sum = OracleFile.cases("reductions.txt").getFirst();
    assertThat(sum.call()).containsExactly("jnp.sum", "x");
    assertThat(sum.output("0").numbers()).containsExactly(11);
    assertThat(OracleFile.jaxprs())
        .hasSize(207)
        .containsEntry("neg", "{ lambda ; a:f32[3]. let b:f32[3] = neg a in (b,) }");
  }

  @Test
  void whatIsMissingIsNamed() {
    OracleCase sum = OracleFile.cases("reductions.txt").getFirst();
    assertThatThrownBy(() -> sum.input("q")).hasMessageContaining("no array `q`");
    assertThatThrownBy(() -> sum.option("q")).hasMessageContaining("no `opt q`");
    assertThatThrownBy(() -> OracleFile.text("none.txt")).hasMessageContaining("none.txt");
  }
}
