package org.lanewise.ir;

import org.lanewise.type.DType;

/// Primitives that act on each element alone.
///
/// Operands have rank 0 or one common rank; in each axis a size is 1 or the common size, and sizes
/// of 1 are repeated (NumPy's broadcasting without rank promotion, as in `jax.lax`). Operands of
/// one primitive have one element type unless a record says otherwise.
public sealed interface Elementwise extends Primitive {

  /// A function of one operand whose rules differ in the formula only.
  ///
  /// @param op which function
  record Unary(Op op) implements Elementwise {
    /// The functions; the comment gives the domain of types where it is not "floating".
    public enum Op {
      /// −1, 0 or 1 by the sign (numbers); ±0 and NaN are kept.
      SIGN("sign"),
      /// The absolute value (numbers).
      ABS("abs"),
      /// The largest integer not above x.
      FLOOR("floor"),
      /// The smallest integer not below x.
      CEIL("ceil"),
      /// The nearest integer, ties away from zero.
      ROUND("round"),
      /// The nearest integer, ties to even.
      ROUND_EVEN("round"),
      /// Whether x is neither infinite nor NaN; the result is bool.
      IS_FINITE("is_finite"),
      /// eˣ.
      EXP("exp"),
      /// 2ˣ.
      EXP2("exp2"),
      /// eˣ − 1.
      EXPM1("expm1"),
      /// ln x.
      LOG("log"),
      /// ln(1 + x).
      LOG1P("log1p"),
      /// log₂ x.
      LOG2("log2"),
      /// log₁₀ x.
      LOG10("log10"),
      /// √x.
      SQRT("sqrt"),
      /// 1/√x.
      RSQRT("rsqrt"),
      /// ∛x.
      CBRT("cbrt"),
      /// x² (numbers).
      SQUARE("square"),
      /// sin x, radians.
      SIN("sin"),
      /// cos x, radians.
      COS("cos"),
      /// tan x, radians.
      TAN("tan"),
      /// arcsin x, radians.
      ASIN("asin"),
      /// arccos x, radians.
      ACOS("acos"),
      /// arctan x, radians.
      ATAN("atan"),
      /// sinh x.
      SINH("sinh"),
      /// cosh x.
      COSH("cosh"),
      /// tanh x.
      TANH("tanh"),
      /// arsinh x.
      ASINH("asinh"),
      /// arcosh x.
      ACOSH("acosh"),
      /// artanh x.
      ATANH("atanh"),
      /// 1/(1 + e⁻ˣ).
      LOGISTIC("logistic"),
      /// The error function, 2/√π ∫₀ˣ e^(−t²) dt.
      ERF("erf"),
      /// 1 − erf x.
      ERFC("erfc"),
      /// The inverse of erf on (−1, 1).
      ERF_INV("erf_inv"),
      /// ln |Γ(x)|.
      LGAMMA("lgamma"),
      /// Γ′(x)/Γ(x).
      DIGAMMA("digamma"),
      /// The complement of every bit (integers), or logical negation (bool).
      NOT("not"),
      /// The number of one bits (integers).
      POPULATION_COUNT("population_count"),
      /// The number of leading zero bits (integers).
      CLZ("clz");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// xʸ for a constant integer y: a product of squares, the reciprocal of it for y < 0 (numbers).
  ///
  /// @param exponent y
  record IntegerPow(int exponent) implements Elementwise {
    @Override
    public String name() {
      return "integer_pow";
    }
  }

  /// −x (numbers; integers wrap).
  record Neg() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "neg";
    }
  }

  /// x + y (numbers; integers wrap).
  record Add() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "add";
    }
  }

  /// x − y (numbers; integers wrap).
  record Sub() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "sub";
    }
  }

  /// x + y where derivatives meet: computes as [Add], but says that nobody wrote it.
  record AddAny() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "add_any";
    }
  }

  /// x · y (numbers; integers wrap).
  record Mul() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "mul";
    }
  }

  /// x / y (numbers). Integer quotients are truncated towards zero; x / 0 is −1, and the smallest
  /// integer divided by −1 is itself.
  record Div() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "div";
    }
  }

  /// A function of two operands whose rules differ in the formula only.
  ///
  /// @param op which function
  record Binary(Op op) implements Elementwise {
    /// The functions.
    public enum Op {
      /// The remainder with the sign of the dividend (numbers); x rem 0 is x for integers.
      REM("rem"),
      /// xʸ (floating; y may be an integer type).
      POW("pow"),
      /// The angle of the point (y, x) in radians; the first operand is y.
      ATAN2("atan2"),
      /// The larger; NaN if either is, and +0 above −0.
      MAX("max"),
      /// The smaller; NaN if either is, and −0 below +0.
      MIN("min"),
      /// The next representable number from x in the direction of y.
      NEXTAFTER("nextafter"),
      /// Bitwise (integers) or logical (bool) and.
      AND("and"),
      /// Bitwise or logical or.
      OR("or"),
      /// Bitwise or logical exclusive or.
      XOR("xor"),
      /// x shifted left by y bits (integers); 0 when y is not below the width.
      SHIFT_LEFT("shift_left"),
      /// x shifted right by y bits, copies of the sign coming in (integers).
      SHIFT_RIGHT_ARITHMETIC("shift_right_arithmetic"),
      /// x shifted right by y bits, zeros coming in (integers); 0 when y is not below the width.
      SHIFT_RIGHT_LOGICAL("shift_right_logical");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// A comparison of two operands of one type; the result is bool. Every comparison with NaN is
  /// false but `ne`.
  ///
  /// @param op which comparison
  record Compare(Op op) implements Elementwise {
    /// The comparisons.
    public enum Op {
      /// x = y.
      EQ("eq"),
      /// x ≠ y.
      NE("ne"),
      /// x < y.
      LT("lt"),
      /// x ≤ y.
      LE("le"),
      /// x > y.
      GT("gt"),
      /// x ≥ y.
      GE("ge");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// x · y + z with one rounding (floating): the only place where a product and a sum are fused,
  /// since nothing contracts them behind the user's back.
  record Fma() implements Elementwise {
    @Override
    public String name() {
      return "fma";
    }
  }

  /// clamp(lo, x, hi) = min(max(x, lo), hi) (numbers); NaN if any operand is.
  record Clamp() implements Elementwise {
    @Override
    public String name() {
      return "clamp";
    }
  }

  /// select_n(which, case₀, case₁, …): picks by an index. The first operand is bool with two cases
  /// (false picks the first), or i32 with any number of cases and clamped into range.
  record Select() implements Elementwise, Transposable {
    @Override
    public String name() {
      return "select_n";
    }
  }

  /// Converts to another element type by value: floating to integer truncates and saturates with
  /// NaN as 0, integer to narrower integer wraps, number to bool is x ≠ 0, narrowing floating
  /// rounds to nearest, ties to even.
  ///
  /// @param dtype the new element type
  /// @param weak whether the result is weakly typed
  record Convert(DType dtype, boolean weak) implements Elementwise, Transposable {
    @Override
    public String name() {
      return "convert_element_type";
    }
  }

  /// The identity, which gives a value a name that checkpoint policies know it by.
  ///
  /// @param label the name
  record Name(String label) implements Elementwise {
    @Override
    public String name() {
      return "name";
    }
  }

  /// The identity in x, a sample of the gamma distribution with parameter a, the second operand: it
  /// says how the sample moves with the parameter. The derivative in a is that which keeps the
  /// sample at its quantile, −(∂F(x; a)/∂a)/p(x; a) with the distribution function F and the
  /// density p.
  ///
  /// @param logarithm whether the sample is the logarithm of one
  record GammaSample(boolean logarithm) implements Elementwise {
    @Override
    public String name() {
      return "gamma_sample";
    }
  }

  /// The identity, with a derivative of zero.
  record StopGradient() implements Elementwise {
    @Override
    public String name() {
      return "stop_gradient";
    }
  }
}
