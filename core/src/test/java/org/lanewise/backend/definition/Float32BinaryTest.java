package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The float functions of two arguments on random pairs: awkward bit patterns and ordinary numbers.
class Float32BinaryTest {
  private static final int POINTS = 400_000;

  private final Random random = new Random(11);

  @Test
  void powIsWithinOneUnit() {
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      float x = i % 2 == 0 ? Math.abs(bits()) : 1 + 0.2f * (random.nextFloat() - 0.5f);
      float y = (float) ((random.nextDouble() * 250 - 148) / (Math.log(x) / Math.log(2)));
      double truth = StrictMath.pow(x, y);
      if (truth > 0x1p-149 && truth < Float.MAX_VALUE) {
        worst = Math.max(worst, Math.abs(Power32.pow(x, y) - truth) / unit(truth));
      }
    }
    assertThat(worst).isBetween(0.5, 1.0);
  }

  @Test
  void powOfIntegersHasTheRightSign() {
    for (int i = 0; i < 20_000; i++) {
      float x = (float) random.nextGaussian() * 3;
      int n = random.nextInt(40) - 20;
      double truth = StrictMath.pow(x, n);
      if (Math.abs(truth) < Float.MAX_VALUE) {
        assertThat(Math.abs(Power32.pow(x, n) - truth) / unit(truth)).isLessThan(1);
      }
    }
  }

  @Test
  void atan2IsWithinOneUnit() {
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      float x = i % 2 == 0 ? bits() : (float) random.nextGaussian();
      float y = i % 2 == 0 ? bits() : (float) random.nextGaussian();
      double truth = StrictMath.atan2(y, x);
      float got = InverseTrig32.atan2(y, x);
      if (Double.isNaN(truth)) {
        assertThat(got).isNaN();
      } else {
        worst = Math.max(worst, Math.abs(got - truth) / unit(truth));
      }
    }
    assertThat(worst).isBetween(0.5, 1.1);
  }

  @Test
  void theOthersAreExact() {
    for (int i = 0; i < POINTS; i++) {
      float x = i % 2 == 0 ? bits() : (float) random.nextGaussian();
      float y = i % 3 == 0 ? bits() : (float) random.nextGaussian();
      same(Elementary32.rem(x, y), x % y, x, y);
      same(Elementary32.max(x, y), Math.max(x, y), x, y);
      same(Elementary32.min(x, y), Math.min(x, y), x, y);
      same(Elementary32.nextafter(x, y), Math.nextAfter(x, (double) y), x, y);
      same(Elementary32.floor(x), (float) Math.floor(x), x, y);
      same(Elementary32.ceil(x), (float) Math.ceil(x), x, y);
      same(Elementary32.roundHalfEven(x), (float) Math.rint(x), x, y);
      same(
          Elementary32.roundHalfAway(x),
          Math.copySign((float) Math.floor(Math.abs((double) x) + 0.5), x),
          x,
          y);
    }
  }

  private float bits() {
    return Float.intBitsToFloat(random.nextInt());
  }

  private static void same(float got, float wanted, float x, float y) {
    if (Float.compare(got, wanted) != 0) {
      throw new AssertionError("at " + x + ", " + y + ": got " + got + ", wanted " + wanted);
    }
  }

  private static double unit(double truth) {
    return Math.scalb(1.0, Math.max(Math.getExponent(truth), -126) - 23);
  }
}
