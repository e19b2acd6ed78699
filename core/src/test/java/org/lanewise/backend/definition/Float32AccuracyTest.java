package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A sample of what `AccuracyReport` measures over all floats: every 4,999th bit pattern, NaN and
/// infinities included.
class Float32AccuracyTest {
  static Iterable<String> functions() {
    return Oracles.unary().keySet();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void staysWithinTheBoundAndKnowsItsZeros(String name) {
    FloatUnary function = Definitions.floatUnary(name).scalar();
    UlpMeter meter =
        UlpMeter.over(
            name, function, Oracles.unary().get(name), Integer.MIN_VALUE, Integer.MAX_VALUE, 4999);
    assertThat(meter.worst())
        .as("worst at %s", meter.argument())
        .isLessThan(Oracles.floatBound(name));
    assertThat(meter.wrong())
        .as("wrong kind of result, last at %s", meter.wrongArgument())
        .isZero();
  }
}
