package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.Backends;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

class LanewiseTest {

  @Test
  void describesTheBackendAndWhyItWasChosen() {
    assertThat(Lanewise.describe())
        .startsWith(Backends.current().name() + ": ")
        .contains(Backends.current().description())
        .contains("; " + Backends.explanation() + "; ")
        .contains(" MiB live in ")
        .endsWith(" collections forced")
        .doesNotContain("\n");
  }

  @Test
  void theReferenceBackendCompilesNothingInTheBackground() {
    assertThat(Numpy.exp(Numpy.arange(1000)).shape()).isEqualTo(Shape.of(1000));
    assertThat(Lanewise.isCompiling()).isFalse();
  }

  @Test
  void anArrayIsLiveMemory() {
    long before = Lanewise.memory().liveBuffers();
    Array array = Numpy.full(Shape.of(1 << 20), 2, DType.FLOAT64).plus(1);
    MemoryUse use = Lanewise.memory();
    assertThat(use.liveBytes()).isGreaterThanOrEqualTo(8L << 20);
    assertThat(use.reservedBytes()).isBetween(use.liveBytes(), use.budgetBytes());
    assertThat(use.liveBuffers()).isPositive();
    assertThat(before).isNotNegative();
    Reference.reachabilityFence(array);
  }

  @Test
  void printsMemoryForPeople() {
    assertThat(new MemoryUse(3 << 20, 12, 17_000_000, 24 << 20, 1L << 33, 4))
        .hasToString(
            "3.0 MiB live in 12 buffers, 16.2 MiB reserved (24.0 MiB at most) of 8192.0 MiB, 4"
                + " collections forced");
  }
}
