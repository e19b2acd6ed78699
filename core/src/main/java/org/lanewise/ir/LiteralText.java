package org.lanewise.ir;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Prints a literal's value as Python prints the number: `1.6699999570846558`, `-inf`, `True`.
///
/// A floating value is printed as the double that it equals.
final class LiteralText {
  private LiteralText() {}

  static String of(Atom.Literal literal) {
    DType dtype = literal.dtype();
    if (dtype == DType.BOOL) {
      return literal.bits() == 0 ? "False" : "True";
    }
    if (dtype == DType.UINT64) {
      return Long.toUnsignedString(literal.bits());
    }
    return dtype.isInteger()
        ? Long.toString(ScalarBits.toLong(dtype, literal.bits()))
        : ofDouble(ScalarBits.toDouble(dtype, literal.bits()));
  }

  /// Python's `repr`: the shortest digits that read back, positional from 1e-4 to below 1e16, else
  /// with an exponent of two digits at least.
  static String ofDouble(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign + "inf";
    }
    if (value == 0) {
      return sign + "0.0";
    }
    BigDecimal digits = shortest(Math.abs(value));
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String text = digits.toPlainString();
      return sign + text + (text.indexOf('.') < 0 ? ".0" : "");
    }
    String all = digits.unscaledValue().toString();
    String fraction = all.length() == 1 ? "" : "." + all.substring(1);
    String power = Integer.toString(Math.abs(exponent));
    return sign
        + all.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() == 1 ? "0" : "")
        + power;
  }

  /// Java writes two digits at least, where Python may do with one: 4.9E-324 is 5e-324.
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (digits.precision() != 2) {
      return digits;
    }
    BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == value ? one.stripTrailingZeros() : digits;
  }
}
