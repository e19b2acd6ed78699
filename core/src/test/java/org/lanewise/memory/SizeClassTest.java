package org.lanewise.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassTest {
  @Test
  void aClassHoldsItsSizesAndThePreviousOneDoesNot() {
    for (long size = 0; size < 3_000_000; size += 1 + size / 97) {
      int sizeClass = SizeClass.of(size);
      assertThat(SizeClass.byteSize(sizeClass)).isGreaterThanOrEqualTo(size);
      if (sizeClass > 0) {
        assertThat(SizeClass.byteSize(sizeClass - 1)).isLessThan(Math.max(1, size));
      }
    }
  }

  @Test
  void sizesAreMultiplesOf64WithAFifthOfPaddingAtMost() {
    long previous = 0;
    for (int c = 0; c < SizeClass.COUNT - 8; c++) {
      long size = SizeClass.byteSize(c);
      assertThat(size % 64).isZero();
      assertThat(size).isGreaterThan(previous);
      if (c > 8) {
        assertThat((double) size / previous).isLessThanOrEqualTo(1.25);
      }
      previous = size;
    }
    assertThat(previous).isGreaterThan(1L << 47);
  }
}
