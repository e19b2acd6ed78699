package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.backend.definition.Definition;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.type.DType;

class DefinitionTranslatorTest {

  private record Row(Definition<?> definition, DType type, int operands) {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Definitions.floatUnaries().values().forEach(d -> rows.add(new Row(d, DType.FLOAT32, 1)));
    Definitions.doubleUnaries().values().forEach(d -> rows.add(new Row(d, DType.FLOAT64, 1)));
    Definitions.floatBinaries().values().forEach(d -> rows.add(new Row(d, DType.FLOAT32, 2)));
    Definitions.doubleBinaries().values().forEach(d -> rows.add(new Row(d, DType.FLOAT64, 2)));
    Definitions.intUnaries().values().forEach(d -> rows.add(new Row(d, DType.INT32, 1)));
    Definitions.longUnaries().values().forEach(d -> rows.add(new Row(d, DType.INT64, 1)));
    Definitions.intBinaries().values().forEach(d -> rows.add(new Row(d, DType.INT32, 2)));
    Definitions.longBinaries().values().forEach(d -> rows.add(new Row(d, DType.INT64, 2)));
    return rows;
  }

  @TestFactory
  List<DynamicTest> everyStraightLineIsTranslated() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows()) {
      Definition<?> definition = row.definition;
      if (definition.form() == Definition.Form.SCALAR) {
        continue;
      }
      tests.add(
          DynamicTest.dynamicTest(
              definition.name() + " of " + row.type,
              () -> {
                Graph graph = new Graph();
                int[] operands = new int[row.operands];
                for (int i = 0; i < operands.length; i++) {
                  operands[i] = graph.argument(i, row.type);
                }
                DefinitionTranslator translator = new DefinitionTranslator(graph);
                int value =
                    translator.inline(definition.owner(), definition.straightMethod(), operands);
                assertThat(graph.lane(value)).isEqualTo(Storage.of(row.type).lane());
                if (definition.form() == Definition.Form.GUARDED) {
                  int slow =
                      translator.inline(definition.owner(), definition.slowMethod(), operands);
                  assertThat(graph.lane(slow)).isEqualTo(Lane.MASK);
                }
              }));
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests;
  }

  @Test
  void aJumpIsAnErrorThatNamesTheMethod() {
    Definition<?> jumping = Definitions.intBinary("pow");
    Graph graph = new Graph();
    int x = graph.argument(0, DType.INT32);
    int y = graph.argument(1, DType.INT32);
    DefinitionTranslator translator = new DefinitionTranslator(graph);
    assertThatThrownBy(() -> translator.inline(jumping.owner(), jumping.method(), x, y))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Integer32.pow")
        .hasMessageContaining("no straight line")
        .hasMessageContaining("IF");
  }

  @Test
  void equalSubexpressionsAreOneNode() {
    Graph graph = new Graph();
    int x = graph.argument(0, DType.FLOAT32);
    DefinitionTranslator translator = new DefinitionTranslator(graph);
    Definition<?> exp = Definitions.floatUnary("exp");
    int first = translator.inline(exp.owner(), exp.method(), x);
    int size = graph.size();
    assertThat(translator.inline(exp.owner(), exp.method(), x)).isEqualTo(first);
    assertThat(graph.size()).isEqualTo(size);
  }
}
