package org.lanewise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Floating-point numbers in decimals: the shortest ones that read back as the same number.
final class Decimal {
  private Decimal() {}

  /// The shortest decimal that rounds to a finite element; of several, the nearest.
  static BigDecimal shortest(DType dtype, long bits) {
    double value = ScalarBits.toDouble(dtype, bits);
    return switch (dtype) {
      case FLOAT64 -> oneDigit(new BigDecimal(Double.toString(value)), value, dtype);
      case FLOAT32 -> oneDigit(new BigDecimal(Float.toString((float) value)), value, dtype);
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
          throw new AssertionError("an integer has no shortest decimal: " + dtype);
      case FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 -> shortestHalf(value, bits);
    };
  }

  /// Java writes two digits at least; one is enough for some subnormal numbers (4.9E-324 is
  /// 5e-324).
  private static BigDecimal oneDigit(BigDecimal text, double value, DType dtype) {
    if (text.stripTrailingZeros().precision() != 2) {
      return text;
    }
    BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    double back = dtype == DType.FLOAT64 ? one.doubleValue() : one.floatValue();
    return back == value ? one : text;
  }

  /// Rounds the exact value to 1, 2, … digits until it reads back; f16 needs five at the most.
  private static BigDecimal shortestHalf(double value, long bits) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 6; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (ScalarBits.of(DType.FLOAT16, rounded.doubleValue()) == (bits & 0xFFFF)
          || rounded.signum() == 0 && value == 0) {
        return rounded;
      }
    }
    return exact;
  }

  /// A number as Python's `str` prints a NumPy scalar: positional from 1e-4 to below 1e16 (1e6 for
  /// f32, 1e3 for f16), else with an exponent of two digits at least.
  static String python(DType dtype, long bits) {
    double value = ScalarBits.toDouble(dtype, bits);
    if (!Double.isFinite(value)) {
      return nonFinite(value);
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    BigDecimal digits = shortest(dtype, bits).abs().stripTrailingZeros();
    if (digits.signum() == 0) {
      return sign + "0.0";
    }
    int exponent = digits.precision() - digits.scale() - 1;
    double size = Math.abs(value);
    if (size >= 1e-4 && size < (dtype == DType.FLOAT64 ? 1e16 : PrintedFloats.cutoff(dtype))) {
      String text = digits.toPlainString();
      return sign + text + (text.indexOf('.') < 0 ? ".0" : "");
    }
    String mantissa = digits.unscaledValue().toString();
    String fraction = mantissa.length() == 1 ? "" : "." + mantissa.substring(1);
    return sign + mantissa.charAt(0) + fraction + exponent(exponent, 2);
  }

  /// bf16 as ml_dtypes prints it: C's `%g`, six digits without trailing zeros.
  static String ofBfloat16(long bits) {
    double value = ScalarBits.toDouble(DType.BFLOAT16, bits);
    if (!Double.isFinite(value)) {
      return nonFinite(value);
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    BigDecimal six =
        new BigDecimal(Math.abs(value)).round(new MathContext(6, RoundingMode.HALF_EVEN));
    if (six.signum() == 0) {
      return sign + "0";
    }
    BigDecimal digits = six.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return sign + digits.toPlainString();
    }
    String mantissa = digits.unscaledValue().toString();
    String fraction = mantissa.length() == 1 ? "" : "." + mantissa.substring(1);
    return sign + mantissa.charAt(0) + fraction + exponent(exponent, 2);
  }

  static String nonFinite(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /// `e+05`, `e-123`.
  static String exponent(int exponent, int digits) {
    String text = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
