package org.lanewise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Formats floating-point elements to one width, by NumPy's rules for `floatmode='maxprec'` and a
/// precision of 8.
///
/// Each number has the fewest digits that tell it from its neighbours, 8 after the point at the
/// most. With an element of 1e8 or more (f32: 1e6, f16: 1e3), one below 1e-4, or a ratio above
/// 1000, all of them have an exponent and equally many digits; otherwise they are aligned at the
/// point.
final class PrintedFloats implements PrintedElement {
  private static final int PRECISION = 8;

  private final DType dtype;
  private final boolean scientific;
  private int digits = PRECISION;
  private int exponentDigits = 2;
  private int left;
  private int right;

  private PrintedFloats(DType dtype, boolean scientific) {
    this.dtype = dtype;
    this.scientific = scientific;
  }

  static PrintedFloats of(DType dtype, long[] shown) {
    double[] values =
        Arrays.stream(shown).mapToDouble(b -> ScalarBits.toDouble(dtype, b)).toArray();
    PrintedFloats format = new PrintedFloats(dtype, isScientific(dtype, values));
    long[] finite =
        Arrays.stream(shown).filter(b -> Double.isFinite(ScalarBits.toDouble(dtype, b))).toArray();
    if (format.scientific) {
      format.measureScientific(finite);
    } else {
      format.measurePositional(finite);
    }
    format.makeRoomForNonFinite(values);
    return format;
  }

  private static boolean isScientific(DType dtype, double[] values) {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    for (double value : values) {
      double size = Math.abs(value);
      if (size != 0 && Double.isFinite(size)) {
        max = Math.max(max, size);
        min = Math.min(min, size);
      }
    }
    double small = ScalarBits.toDouble(dtype, ScalarBits.of(dtype, 0.0001));
    return max > 0 && (max >= cutoff(dtype) || min < small || isWide(dtype, max, min));
  }

  /// From where on numbers have an exponent: ten to the digits that the type holds, 8 at the most.
  static double cutoff(DType dtype) {
    return switch (dtype.byteSize()) {
      case 8 -> 1e8;
      case 4 -> 1e6;
      default -> 1e3;
    };
  }

  /// Whether the ratio exceeds 1000, in the arithmetic of the type as NumPy has it.
  private static boolean isWide(DType dtype, double max, double min) {
    return ScalarBits.toDouble(dtype, ScalarBits.of(dtype, max / min)) > 1000;
  }

  private void measureScientific(long[] finite) {
    int most = 0;
    for (long bits : finite) {
      Scientific number = scientific(bits, 0);
      most = Math.max(most, number.fraction().length());
      exponentDigits =
          Math.max(exponentDigits, Integer.toString(Math.abs(number.exponent())).length());
      left = Math.max(left, number.whole().length());
    }
    digits = most;
    right = exponentDigits + 2 + most;
  }

  private void measurePositional(long[] finite) {
    for (long bits : finite) {
      String text = positional(bits);
      int point = text.indexOf('.');
      left = Math.max(left, point);
      right = Math.max(right, text.length() - point - 1);
    }
  }

  private void makeRoomForNonFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        left = Math.max(left, Decimal.nonFinite(value).length() - right - 1);
      }
    }
  }

  @Override
  public String format(long bits) {
    double value = ScalarBits.toDouble(dtype, bits);
    if (!Double.isFinite(value)) {
      return left(Decimal.nonFinite(value), left + right + 1);
    }
    if (scientific) {
      Scientific number = scientific(bits, digits);
      String exponent = Decimal.exponent(number.exponent(), exponentDigits);
      return left(number.whole(), left) + "." + number.fraction() + exponent;
    }
    String text = positional(bits);
    int point = text.indexOf('.');
    String padded = left(text.substring(0, point), left) + text.substring(point);
    return padded + " ".repeat(right - (text.length() - point - 1));
  }

  /// Pads on the left to a width.
  static String left(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /// `1.`, `-0.25`: the shortest digits, cut to 8 after the point.
  private String positional(long bits) {
    double value = ScalarBits.toDouble(dtype, bits);
    BigDecimal number = Decimal.shortest(dtype, bits);
    if (number.scale() > PRECISION) {
      number = new BigDecimal(value).setScale(PRECISION, RoundingMode.HALF_EVEN);
    }
    String text = number.signum() == 0 ? "0" : number.abs().stripTrailingZeros().toPlainString();
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    return sign + text + (text.indexOf('.') < 0 ? "." : "");
  }

  private record Scientific(String whole, String fraction, int exponent) {}

  /// The shortest digits, one before the point and 8 after it at the most, `least` of them at
  /// least.
  private Scientific scientific(long bits, int least) {
    double value = ScalarBits.toDouble(dtype, bits);
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    BigDecimal number = Decimal.shortest(dtype, bits).abs().stripTrailingZeros();
    if (number.signum() == 0) {
      return new Scientific(sign + "0", "0".repeat(least), 0);
    }
    if (number.precision() > PRECISION + 1) {
      MathContext cut = new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN);
      number = new BigDecimal(value).abs().round(cut).stripTrailingZeros();
    }
    String all = number.unscaledValue().toString();
    String fraction = all.substring(1) + "0".repeat(Math.max(0, least + 1 - all.length()));
    return new Scientific(sign + all.charAt(0), fraction, number.precision() - number.scale() - 1);
  }
}
