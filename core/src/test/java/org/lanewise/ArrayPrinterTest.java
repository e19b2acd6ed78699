package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.oracle.OracleCase;
import org.lanewise.oracle.OracleFile;
import org.lanewise.pytree.Tree;

class ArrayPrinterTest {
  static Stream<OracleCase> printing() {
    return OracleFile.cases("printing.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("printing")
  void printsAsJaxDoes(OracleCase c) {
    ConcreteArray array = (ConcreteArray) OracleArrays.of(c.inputs().get(0));
    assertThat(array.toString()).isEqualTo(c.option("repr"));
    assertThat(Numpy.arrayStr(array)).isEqualTo(c.option("str"));
  }

  record Layer(Array weight, Array bias) {}

  /// What a tree of arrays is, without the elements.
  @Test
  void treesDescribeTheirArrays() {
    Layer layer = new Layer(Numpy.zeros(150, 8), Numpy.zeros(8));
    assertThat(Tree.describe(layer)).isEqualTo("Layer(weight=f32[150,8], bias=f32[8])");
    assertThat(Tree.describe(List.of(Numpy.array(1), Numpy.weak(1.0), 2)))
        .isEqualTo("[i32[], f32[], 2]");
  }
}
