package org.lanewise.backend.definition;

import java.util.function.DoubleUnaryOperator;

/// The largest error of a `float` function over many arguments, in units in the last place of the
/// true result.
final class UlpMeter {
  private double worst;
  private float argument;
  private long wrong;
  private float wrongArgument;

  /// Measures every `stride`-th bit pattern from `first`, up to and including the last.
  static UlpMeter over(
      String name,
      FloatUnary function,
      DoubleUnaryOperator oracle,
      long first,
      long last,
      int stride) {
    UlpMeter meter = new UlpMeter();
    for (long bits = first; bits <= last; bits += stride) {
      float x = Float.intBitsToFloat((int) bits);
      if (!Oracles.excused(name, x)) {
        meter.take(x, function.apply(x), oracle.applyAsDouble(x));
      }
    }
    return meter;
  }

  private void take(float x, float got, double truth) {
    float rounded = (float) truth;
    if (Float.isNaN(rounded) || Float.isNaN(got)) {
      count(x, Float.isNaN(rounded) != Float.isNaN(got));
      return;
    }
    if (rounded == 0 || got == 0) {
      count(
          x,
          Math.signum(got) == 0
              && 1 / got != 1 / Math.copySign(0f, (float) Math.copySign(1.0, truth)));
    }
    // beyond the largest float the error is counted as if the range went on
    double value = Float.isInfinite(got) ? Math.copySign(0x1p128, got) : got;
    double capped =
        Double.isInfinite(truth) || Math.abs(truth) > 0x1p128
            ? Math.copySign(0x1p128, truth)
            : truth;
    double error = Math.abs(value - capped) / unit(capped);
    if (error > worst) {
      worst = error;
      argument = x;
    }
  }

  private void count(float x, boolean bad) {
    if (bad) {
      wrong++;
      wrongArgument = x;
    }
  }

  /// The distance of the floats around `truth`.
  private static double unit(double truth) {
    return Math.scalb(1.0, Math.max(Math.min(Math.getExponent(truth), 127), -126) - 23);
  }

  double worst() {
    return worst;
  }

  float argument() {
    return argument;
  }

  /// How many results were NaN or a zero of the wrong sign where they should not be, or the
  /// reverse.
  long wrong() {
    return wrong;
  }

  float wrongArgument() {
    return wrongArgument;
  }

  UlpMeter and(UlpMeter other) {
    UlpMeter both = other.worst > worst ? other : this;
    long sum = wrong + other.wrong;
    both.wrong = sum;
    return both;
  }
}
