package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Integer functions: XLA's answers at the edges, `java.math.BigInteger` elsewhere.
class IntegerTest {
  private static final int MIN = Integer.MIN_VALUE;
  private static final long LONG_MIN = Long.MIN_VALUE;

  @Test
  void dividesByZeroAndWraps() {
    assertThat(Integer32.div(1, 0)).isEqualTo(-1);
    assertThat(Integer32.rem(5, 0)).isEqualTo(5);
    assertThat(Integer32.div(-7, 2)).isEqualTo(-3);
    assertThat(Integer32.rem(-7, 2)).isEqualTo(-1);
    assertThat(Integer32.div(MIN, -1)).isEqualTo(MIN);
    assertThat(Integer32.rem(MIN, -1)).isZero();
    assertThat(Integer32.divUnsigned(5, 0)).isEqualTo(-1);
    assertThat(Integer32.remUnsigned(5, 0)).isEqualTo(5);
    assertThat(Integer32.divUnsigned(-1, 2)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Integer64.div(1, 0)).isEqualTo(-1);
    assertThat(Integer64.rem(5, 0)).isEqualTo(5);
    assertThat(Integer64.div(LONG_MIN, -1)).isEqualTo(LONG_MIN);
    assertThat(Integer64.remUnsigned(-1L, 10)).isEqualTo(5);
    assertThat(Integer32.abs(MIN)).isEqualTo(MIN);
    assertThat(Integer64.abs(LONG_MIN)).isEqualTo(LONG_MIN);
    assertThat(Integer32.sign(MIN)).isEqualTo(-1);
    assertThat(Integer64.sign(LONG_MIN)).isEqualTo(-1);
  }

  @Test
  void shiftsEverythingOut() {
    for (int count : new int[] {32, 33, 64, MIN, -1}) {
      assertThat(Integer32.shiftLeft(-8, count)).isZero();
      assertThat(Integer32.shiftRightLogical(-8, count)).isZero();
      assertThat(Integer32.shiftRightArithmetic(-8, count)).isEqualTo(-1);
      assertThat(Integer32.shiftRightArithmetic(8, count)).isZero();
    }
    for (long count : new long[] {64, 65, 1L << 32, LONG_MIN, -1}) {
      assertThat(Integer64.shiftLeft(-8, count)).isZero();
      assertThat(Integer64.shiftRightLogical(-8, count)).isZero();
      assertThat(Integer64.shiftRightArithmetic(-8, count)).isEqualTo(-1);
    }
    assertThat(Integer32.shiftLeft(3, 31)).isEqualTo(MIN);
    assertThat(Integer64.shiftRightArithmetic(LONG_MIN, 63)).isEqualTo(-1);
    assertThat(Integer64.shiftLeft(1, 40)).isEqualTo(1L << 40);
  }

  @Test
  void countsBits() {
    assertThat(Integer32.clz(0)).isEqualTo(32);
    assertThat(Integer32.clz(1)).isEqualTo(31);
    assertThat(Integer32.clz(-1)).isZero();
    assertThat(Integer64.clz(0)).isEqualTo(64);
    assertThat(Integer64.populationCount(-1)).isEqualTo(64);
    assertThat(Integer32.populationCount(0xF0F0)).isEqualTo(8);
  }

  @Test
  void comparesAsUnsigned() {
    assertThat(Integer32.maxUnsigned(-1, 1)).isEqualTo(-1);
    assertThat(Integer32.minUnsigned(-1, 1)).isEqualTo(1);
    assertThat(Integer64.maxUnsigned(1, -1)).isEqualTo(-1);
    assertThat(Integer64.minUnsigned(MIN, 5)).isEqualTo(5);
    assertThat(Integer32.max(-1, 1)).isEqualTo(1);
    assertThat(Integer64.min(-1, 1)).isEqualTo(-1);
  }

  @Test
  void raisesToPowers() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      int x = i % 2 == 0 ? random.nextInt(21) - 10 : random.nextInt();
      int n = random.nextInt(70);
      BigInteger power = BigInteger.valueOf(x).pow(n);
      assertThat(Integer32.pow(x, n)).isEqualTo(power.intValue());
      assertThat(Integer64.pow(x, n)).isEqualTo(power.longValue());
    }
    assertThat(Integer32.pow(2, -1)).isZero();
    assertThat(Integer32.pow(1, -2)).isEqualTo(1);
    assertThat(Integer32.pow(-1, -3)).isEqualTo(-1);
    assertThat(Integer32.pow(-1, -4)).isEqualTo(1);
    assertThat(Integer64.pow(0, -1)).isZero();
    assertThat(Integer64.pow(0, 0)).isEqualTo(1);
  }
}
