package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.oracle.OracleCase;
import org.lanewise.oracle.OracleFile;

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
}
