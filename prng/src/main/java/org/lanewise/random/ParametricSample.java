package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The part of [Sample] with distributions that have parameters and need no loop: functions of
/// uniform, normal and exponential numbers.
///
/// Each has a form for numbers, which draws f32, and one for arrays, which draws their floating
/// type. Array parameters are scalars or of a shape that broadcasts to the shape to draw; samples
/// are differentiable in them.
abstract sealed class ParametricSample extends ContinuousSample permits GammaSample {
  ParametricSample() {}

  /// f32 Pareto numbers with shape `b` and scale 1.
  public static Array pareto(Key key, double b, Shape shape) {
    return pareto(key, Parameters.number(b), shape);
  }

  /// Pareto numbers with density b·x^(−b−1) on x ≥ 1: e^(E/b), where E is exponential.
  ///
  /// @param b the shape parameter, positive
  public static Array pareto(Key key, Array b, Shape shape) {
    DType dtype = Parameters.floating("pareto", b);
    Array shapeParameter = Parameters.fit("pareto", b, shape);
    Array drawn = exponential(key.single("pareto"), shape, dtype);
    return Lax.exp(Lax.div(drawn, shapeParameter));
  }

  /// f32 Rayleigh numbers.
  public static Array rayleigh(Key key, double scale, Shape shape) {
    return rayleigh(key, Parameters.number(scale), shape);
  }

  /// Rayleigh numbers with density x/σ²·e^(−x²/(2σ²)) on x > 0: σ·√(−2·ln u), u uniform in [0, 1).
  ///
  /// @param scale σ, positive
  public static Array rayleigh(Key key, Array scale, Shape shape) {
    DType dtype = Parameters.floating("rayleigh", scale);
    Array sigma = Parameters.fit("rayleigh", scale, shape);
    Array u = uniform(key.single("rayleigh"), shape, dtype);
    return Lax.mul(sigma, Lax.sqrt(Lax.mul(Lax.log(u), Floats.like(u, -2))));
  }

  /// f32 Weibull numbers.
  public static Array weibullMin(Key key, double scale, double concentration, Shape shape) {
    return weibullMin(key, Parameters.number(scale), Parameters.number(concentration), shape);
  }

  /// Weibull numbers with density c/s·(x/s)^(c−1)·e^(−(x/s)ᶜ) on x ≥ 0: s·(−log1p(−u))^(1/c), u
  /// uniform in [0, 1).
  ///
  /// @param scale s, positive
  /// @param concentration c, positive
  public static Array weibullMin(Key key, Array scale, Array concentration, Shape shape) {
    DType dtype = Parameters.floating("weibullMin", scale, concentration);
    Array s = Parameters.fit("weibullMin", scale, shape);
    Array c = Parameters.fit("weibullMin", concentration, shape);
    Array drawn = exponential(key.single("weibullMin"), shape, dtype);
    return Lax.mul(Lax.pow(drawn, Lax.div(Floats.like(c, 1), c)), s);
  }

  /// f32 log-normal numbers.
  public static Array lognormal(Key key, double sigma, Shape shape) {
    return lognormal(key, Parameters.number(sigma), shape);
  }

  /// Log-normal numbers with density e^(−(ln x)²/(2σ²))/(x·σ·√(2π)) on x > 0: e^(σ·z), z standard
  /// normal.
  ///
  /// @param sigma σ, positive
  public static Array lognormal(Key key, Array sigma, Shape shape) {
    DType dtype = Parameters.floating("lognormal", sigma);
    Array scale = Parameters.fit("lognormal", sigma, shape);
    return Lax.exp(Lax.mul(normal(key.single("lognormal"), shape, dtype), scale));
  }

  /// f32 Maxwell numbers with scale 1.
  public static Array maxwell(Key key, Shape shape) {
    return maxwell(key, shape, DType.FLOAT32);
  }

  /// Maxwell numbers with density √(2/π)·x²·e^(−x²/2) on x ≥ 0: the length of a vector of three
  /// standard normal numbers.
  public static Array maxwell(Key key, Shape shape, DType dtype) {
    Floats.require("maxwell", dtype);
    Array z = normal(key.single("maxwell"), shape.concat(Shape.of(3)), dtype);
    Array squares = Lax.reduceSum(Lax.square(z), Axes.of(shape.rank()));
    return Lax.sqrt(squares);
  }

  /// f32 two-sided Maxwell numbers.
  public static Array doubleSidedMaxwell(Key key, double loc, double scale, Shape shape) {
    return doubleSidedMaxwell(key, Parameters.number(loc), Parameters.number(scale), shape);
  }

  /// Two-sided Maxwell numbers with density z²·e^(−z²/2)/(s·√(2π)), z = (x − loc)/s: a Maxwell
  /// number with a random sign, scaled and moved.
  ///
  /// @param loc the centre
  /// @param scale s, positive; its shape and that of `loc` broadcast to each other
  /// @param shape how many to draw for each of the parameters: the result has this shape followed
  ///   by that of the parameters
  public static Array doubleSidedMaxwell(Key key, Array loc, Array scale, Shape shape) {
    DType dtype = Parameters.floating("doubleSidedMaxwell", loc, scale);
    Shape own = Numpy.broadcastShapes(loc.shape(), scale.shape());
    Shape drawn = shape.concat(own);
    Array centre = Parameters.fit("doubleSidedMaxwell", loc, drawn);
    Array s = Parameters.fit("doubleSidedMaxwell", scale, drawn);
    Key keys = key.single("doubleSidedMaxwell").split();
    Array length = maxwell(keys.get(0), drawn, dtype);
    Array sign = rademacher(keys.get(1), drawn, dtype);
    return Lax.add(Lax.mul(Lax.mul(sign, length), s), centre);
  }

  /// f32 Wald numbers (inverse Gaussian).
  public static Array wald(Key key, double mean, Shape shape) {
    return wald(key, Parameters.number(mean), shape);
  }

  /// Wald numbers, also called inverse Gaussian, with density (2πx³)^(−½)·e^(−(x−μ)²/(2μ²x)) on x >
  /// 0.
  ///
  /// Of the two roots of (x − μ)²/(μ²x) = z², z standard normal, the smaller one, x = μ + μ²z²/2 −
  /// μ/2·√(4μz² + μ²z⁴), is taken with probability μ/(μ + x), else μ²/x (Michael, Schucany and
  /// Haas, "Generating random variates using transformations with multiple roots", 1976).
  ///
  /// @param mean μ, positive
  public static Array wald(Key key, Array mean, Shape shape) {
    DType dtype = Parameters.floating("wald", mean);
    Array mu = Parameters.fit("wald", mean, shape);
    Key keys = key.single("wald").split();
    Array y = Lax.integerPow(normal(keys.get(0), shape, dtype), 2);
    Array u = uniform(keys.get(1), shape, dtype);
    Array square = Lax.integerPow(mu, 2);
    Array two = Floats.like(y, 2);
    Array four = Lax.mul(Lax.mul(Floats.like(mu, 4), mu), y);
    Array root = Lax.sqrt(Lax.add(four, Lax.mul(square, Lax.integerPow(y, 2))));
    Array above = Lax.add(mu, Lax.div(Lax.mul(square, y), two));
    Array x = Lax.sub(above, Lax.mul(Lax.div(mu, two), root));
    Array smaller = Lax.le(u, Lax.div(mu, Lax.add(mu, x)));
    return Lax.select(smaller, x, Lax.div(square, x));
  }

  /// f32 triangular numbers.
  public static Array triangular(Key key, double left, double mode, double right, Shape shape) {
    return triangular(
        key, Parameters.number(left), Parameters.number(mode), Parameters.number(right), shape);
  }

  /// Numbers whose density rises linearly from `left` to `mode` and falls linearly to `right`, by
  /// the inverse of the distribution function: with u uniform in [0, 1), left + √(u·(right −
  /// left)·(mode − left)) where u < (mode − left)/(right − left), else right − √((1 − u)·(right −
  /// left)·(right − mode)).
  public static Array triangular(Key key, Array left, Array mode, Array right, Shape shape) {
    DType dtype = Parameters.floating("triangular", left, mode, right);
    Array from = Parameters.fit("triangular", left, shape);
    Array peak = Parameters.fit("triangular", mode, shape);
    Array to = Parameters.fit("triangular", right, shape);
    Array u = uniform(key.single("triangular"), shape, dtype);
    Array width = Lax.sub(to, from);
    Array rising = Lax.sub(peak, from);
    Array low = Lax.add(from, Lax.sqrt(Lax.mul(Lax.mul(u, width), rising)));
    Array rest = Lax.mul(Lax.sub(Floats.like(u, 1), u), width);
    Array high = Lax.sub(to, Lax.sqrt(Lax.mul(rest, Lax.sub(to, peak))));
    return Lax.select(Lax.lt(u, Lax.div(rising, width)), low, high);
  }
}
