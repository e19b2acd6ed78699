package org.lanewise;

/// The elementary functions of one array, element by element.
///
/// Functions that leave the integers (`sqrt`, `exp`, `sin`, ...) give f32 for bool and integers of
/// up to 32 bits and f64 for those of 64; the others keep the type.
public sealed interface ArrayMath permits Array {

  /// The absolute value |x|.
  default Array abs() {
    return Numpy.absolute((Array) this);
  }

  /// The sign −1, 0 or 1.
  default Array sign() {
    return Numpy.sign((Array) this);
  }

  /// The square root √x.
  default Array sqrt() {
    return Numpy.sqrt((Array) this);
  }

  /// The square x².
  default Array square() {
    return Numpy.square((Array) this);
  }

  /// The reciprocal 1/x.
  default Array reciprocal() {
    return Numpy.reciprocal((Array) this);
  }

  /// The exponential eˣ.
  default Array exp() {
    return Numpy.exp((Array) this);
  }

  /// eˣ − 1, exact near 0.
  default Array expm1() {
    return Numpy.expm1((Array) this);
  }

  /// The power 2ˣ.
  default Array exp2() {
    return Numpy.exp2((Array) this);
  }

  /// The natural logarithm ln x.
  default Array log() {
    return Numpy.log((Array) this);
  }

  /// ln(1 + x), exact near 0.
  default Array log1p() {
    return Numpy.log1p((Array) this);
  }

  /// The binary logarithm log₂ x.
  default Array log2() {
    return Numpy.log2((Array) this);
  }

  /// The decimal logarithm log₁₀ x.
  default Array log10() {
    return Numpy.log10((Array) this);
  }

  /// The sine of x radians.
  default Array sin() {
    return Numpy.sin((Array) this);
  }

  /// The cosine of x radians.
  default Array cos() {
    return Numpy.cos((Array) this);
  }

  /// The tangent of x radians.
  default Array tan() {
    return Numpy.tan((Array) this);
  }

  /// The inverse sine, in radians.
  default Array asin() {
    return Numpy.asin((Array) this);
  }

  /// The inverse cosine, in radians.
  default Array acos() {
    return Numpy.acos((Array) this);
  }

  /// The inverse tangent, in radians.
  default Array atan() {
    return Numpy.atan((Array) this);
  }

  /// The hyperbolic sine.
  default Array sinh() {
    return Numpy.sinh((Array) this);
  }

  /// The hyperbolic cosine.
  default Array cosh() {
    return Numpy.cosh((Array) this);
  }

  /// The hyperbolic tangent.
  default Array tanh() {
    return Numpy.tanh((Array) this);
  }

  /// The largest integer not above x.
  default Array floor() {
    return Numpy.floor((Array) this);
  }

  /// The smallest integer not below x.
  default Array ceil() {
    return Numpy.ceil((Array) this);
  }

  /// The nearest integer, ties to even.
  default Array round() {
    return Numpy.round((Array) this);
  }

  /// x limited to the interval from `min` to `max`: min(max(x, min), max).
  default Array clip(Number min, Number max) {
    return Numpy.clip((Array) this, min, max);
  }

  /// x limited to the interval from `min` to `max`, elementwise.
  default Array clip(Array min, Array max) {
    return Numpy.clip((Array) this, min, max);
  }
}
