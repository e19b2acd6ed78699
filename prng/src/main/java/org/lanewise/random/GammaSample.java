package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Sample] that is made of gamma-distributed numbers.
///
/// Gamma numbers come from a rejection method whose loop is not differentiable, but how a number
/// must move with the parameter to stay at the same quantile is: all of these are differentiable in
/// their parameters by implicit reparametrisation (Figurnov, Mohamed and Mnih, "Implicit
/// reparameterization gradients", NeurIPS 2018). With F the distribution function and p the
/// density, ∂x/∂a = −(∂F(x; a)/∂a)/p(x; a), which is
/// [org.lanewise.special.Special#randomGammaGrad].
///
/// Each has a form for numbers, which draws f32, and one for arrays, which draws their floating
/// type. Array parameters are scalars or of a shape that broadcasts to the shape to draw.
abstract sealed class GammaSample extends ParametricSample permits CountSample {
  GammaSample() {}

  /// f32 gamma numbers with scale 1.
  public static Array gamma(Key key, double a, Shape shape) {
    return gamma(key, Parameters.number(a), shape);
  }

  /// Gamma numbers with density x^(a−1)·e^(−x)/Γ(a) on x > 0, by the method of Marsaglia and Tsang
  /// (2000), each element with its own key of `key.split(shape)`.
  ///
  /// For small `a` most numbers are too small for the type and become 0: use [#loggamma].
  ///
  /// @param a the shape parameter, positive; NaN gives NaN
  public static Array gamma(Key key, Array a, Shape shape) {
    return draw("gamma", key, a, shape, false);
  }

  /// Logarithms of f32 gamma numbers.
  public static Array loggamma(Key key, double a, Shape shape) {
    return loggamma(key, Parameters.number(a), shape);
  }

  /// Logarithms of the numbers that [#gamma] draws with this key, which neither underflow for small
  /// `a` nor lose their differences: log d + log v + log w/a in the notation of the method.
  ///
  /// @param a the shape parameter, positive; 0 gives −∞ but for a draw w = 1
  public static Array loggamma(Key key, Array a, Shape shape) {
    return draw("loggamma", key, a, shape, true);
  }

  private static Array draw(String operation, Key key, Array a, Shape shape, boolean logarithm) {
    Parameters.floating(operation, a);
    Array parameter = Parameters.full(operation, a, shape);
    Key single = key.single(operation);
    Array drawn = MarsagliaTsang.draw(single, Lax.stopGradient(parameter), logarithm);
    return Lax.gammaSample(drawn, parameter, logarithm);
  }

  /// f32 beta numbers.
  public static Array beta(Key key, double a, double b, Shape shape) {
    return beta(key, Parameters.number(a), Parameters.number(b), shape);
  }

  /// Beta numbers with density x^(a−1)·(1−x)^(b−1)/B(a, b) on (0, 1): X/(X + Y) for gamma numbers X
  /// of `a` and Y of `b`, computed from their logarithms.
  ///
  /// @param a positive
  /// @param b positive
  public static Array beta(Key key, Array a, Array b, Shape shape) {
    Parameters.floating("beta", a, b);
    Array first = Parameters.fit("beta", a, shape);
    Array second = Parameters.fit("beta", b, shape);
    Key keys = key.single("beta").split();
    Array x = loggamma(keys.get(0), first, shape);
    Array y = loggamma(keys.get(1), second, shape);
    Array largest = Lax.max(x, y);
    Array scaled = Lax.exp(Lax.sub(x, largest));
    return Lax.div(scaled, Lax.add(scaled, Lax.exp(Lax.sub(y, largest))));
  }

  /// Dirichlet vectors, one for each row of parameters.
  public static Array dirichlet(Key key, Array alpha) {
    int categories = requireVector("dirichlet", alpha);
    return dirichlet(key, alpha, alpha.shape().subshape(0, categories));
  }

  /// Dirichlet vectors, positive with sum 1 and density Γ(Σα)/ΠΓ(α)·Πx^(α−1): gamma numbers of α
  /// divided by their sum, the softmax of their logarithms.
  ///
  /// @param alpha positive, the components along the last axis
  /// @param shape how many vectors: a shape to which α's shape without its last axis broadcasts
  /// @return shape `shape` followed by the number of components
  public static Array dirichlet(Key key, Array alpha, Shape shape) {
    int last = requireVector("dirichlet", alpha);
    Parameters.floating("dirichlet", alpha);
    Shape drawn = shape.concat(Shape.of(alpha.shape().get(last)));
    Array a = Parameters.fit("dirichlet", alpha, drawn);
    return Nn.softmax(loggamma(key.single("dirichlet"), a, drawn));
  }

  /// The last axis.
  static int requireVector(String operation, Array x) {
    if (x.rank() == 0) {
      throw new ShapeException(
          "`"
              + operation
              + "`: needs the parameters of all components along the last axis, got the scalar "
              + x.type()
              + ". Make it a vector.");
    }
    return x.rank() - 1;
  }

  /// f32 chi-squared numbers.
  public static Array chisquare(Key key, double df, Shape shape) {
    return chisquare(key, Parameters.number(df), shape);
  }

  /// Chi-squared numbers, the sums of the squares of `df` standard normal numbers, with density
  /// x^(df/2−1)·e^(−x/2)/(2^(df/2)·Γ(df/2)): twice a gamma number of df/2.
  ///
  /// @param df degrees of freedom, positive
  public static Array chisquare(Key key, Array df, Shape shape) {
    Parameters.floating("chisquare", df);
    Array fitting = Parameters.fit("chisquare", df, shape);
    Array log = loggamma(key.single("chisquare"), half(fitting), shape);
    return Lax.mul(Lax.exp(log), Floats.like(log, 2));
  }

  private static Array half(Array x) {
    return Lax.div(x, Floats.like(x, 2));
  }

  /// f32 numbers of Fisher's distribution.
  public static Array f(Key key, double numerator, double denominator, Shape shape) {
    return f(key, Parameters.number(numerator), Parameters.number(denominator), shape);
  }

  /// Numbers of Fisher's distribution: (X/m)/(Y/n) for chi-squared numbers X with m and Y with n
  /// degrees of freedom.
  ///
  /// @param numerator m, positive
  /// @param denominator n, positive
  public static Array f(Key key, Array numerator, Array denominator, Shape shape) {
    Parameters.floating("f", numerator, denominator);
    Array m = Parameters.fit("f", numerator, shape);
    Array n = Parameters.fit("f", denominator, shape);
    Key keys = key.single("f").split();
    Array x = chisquare(keys.get(1), m, shape);
    Array y = chisquare(keys.get(0), n, shape);
    return Lax.div(Lax.div(x, m), Lax.div(y, n));
  }

  /// f32 numbers of Student's distribution.
  public static Array t(Key key, double df, Shape shape) {
    return t(key, Parameters.number(df), shape);
  }

  /// Numbers of Student's distribution with density proportional to (1 + x²/df)^(−(df+1)/2): z·√(
  /// (df/2)/g), z standard normal and g a gamma number of df/2.
  ///
  /// @param df degrees of freedom, positive
  public static Array t(Key key, Array df, Shape shape) {
    DType dtype = Parameters.floating("t", df);
    Array half = half(Parameters.fit("t", df, shape));
    Key keys = key.single("t").split();
    Array z = normal(keys.get(0), shape, dtype);
    Array g = gamma(keys.get(1), half, shape);
    return Lax.mul(z, Lax.sqrt(Lax.div(half, g)));
  }

  /// f32 numbers of the generalized normal distribution.
  public static Array generalizedNormal(Key key, double p, Shape shape) {
    return generalizedNormal(key, Parameters.number(p), shape);
  }

  /// Numbers with density proportional to e^(−|x|ᵖ): a gamma number of 1/p to the power 1/p, with a
  /// random sign. p = 1 is Laplace's distribution, p = 2 the normal one with variance ½.
  ///
  /// @param p the shape parameter, positive
  public static Array generalizedNormal(Key key, Array p, Shape shape) {
    DType dtype = Parameters.floating("generalizedNormal", p);
    Array fitting = Parameters.fit("generalizedNormal", p, shape);
    Array inverse = Lax.div(Floats.like(fitting, 1), fitting);
    Key keys = key.single("generalizedNormal").split();
    Array g = gamma(keys.get(0), inverse, shape);
    Array sign = rademacher(keys.get(1), shape, dtype);
    return Lax.mul(sign, Lax.pow(g, inverse));
  }

  /// f32 points in the unit ball of d-dimensional space with the norm (Σ|x|ᵖ)^(1/p).
  public static Array ball(Key key, int d, double p, Shape shape) {
    return ball(key, d, Parameters.number(p), shape);
  }

  /// Points that are uniform in the unit ball of d-dimensional space with the norm (Σ|x|ᵖ)^(1/p):
  /// generalized normal numbers g divided by (Σ|g|ᵖ + E)^(1/p), E exponential (Barthe, Guédon,
  /// Mendelson and Naor, "A probabilistic approach to the geometry of the ℓₚⁿ-ball", 2005).
  ///
  /// @param d the number of coordinates
  /// @param p a positive scalar
  /// @return shape `shape` followed by d
  public static Array ball(Key key, int d, Array p, Shape shape) {
    DType dtype = Parameters.floating("ball", p);
    Shape drawn = shape.concat(Shape.of(d));
    Array norm = Parameters.fit("ball", p, Shape.scalar());
    Key keys = key.single("ball").split();
    Array g = generalizedNormal(keys.get(0), norm, drawn);
    Array e = exponential(keys.get(1), shape, dtype);
    Array sum = Lax.reduceSum(Lax.pow(Lax.abs(g), norm), Axes.of(shape.rank()));
    Array length = Lax.pow(Lax.add(sum, e), Lax.div(Floats.like(norm, 1), norm));
    return Lax.div(g, Lax.expandDims(length, Axes.of(shape.rank())));
  }
}
