package org.lanewise.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Runs the call of a row of `random-goldens.json`.
final class GoldenCall {
  /// What needs linear algebra: not here yet.
  private static final Set<String> LATER = Set.of("orthogonal", "multivariate_normal");

  /// What multiplies by a coin that is f64 where JAX's 64-bit types are on.
  private static final Set<String> COINS =
      Set.of("double_sided_maxwell", "generalized_normal", "ball");

  final String function;
  private final List<String> arguments;
  private final Goldens.Row row;

  GoldenCall(Goldens.Row row) {
    this.row = row;
    String call = row.call();
    this.function = call.substring(0, call.indexOf('('));
    this.arguments = split(call.substring(call.indexOf('(') + 1, call.lastIndexOf(')')));
  }

  /// Why a row is no model for us; empty if it is one.
  String reasonToSkip() {
    if (LATER.contains(function)) {
      return "needs linear algebra";
    }
    if (COINS.contains(function) && row.wide()) {
      return "the sign is a coin of f64 there, of f32 here";
    }
    if (row.dtype().startsWith("complex")) {
      return "complex types are not supported yet";
    }
    if (function.equals("key_data") && !row.wide() && seed() != (seed() & 0xFFFFFFFFL)) {
      return "seeds have 64 bits here";
    }
    if (function.equals("choice") && row.wide() && arguments.size() == 3) {
      return "draws i64 there, i32 here";
    }
    return "";
  }

  Array run() {
    return switch (function) {
      case "key_data" -> key().data();
      case "split" -> key().split(shape(1)).data();
      case "fold_in" -> key().foldIn(integer(1)).data();
      case "bits" -> Sample.bits(key(), shape(1), dtype(2));
      case "uniform" -> uniform();
      case "normal" -> Sample.normal(key(), shape(1), dtype(2));
      case "randint" -> Sample.randint(key(), shape(1), integer(2), integer(3), dtype(4));
      case "permutation" -> permutation();
      case "choice" -> choice();
      case "bernoulli" -> bernoulli();
      case "categorical" -> categorical();
      case "gumbel" ->
          text(3).equals("mode=high")
              ? Sample.gumbelHigh(key(), shape(1), DType.FLOAT32)
              : Sample.gumbel(key(), shape(1));
      case "exponential" -> Sample.exponential(key(), shape(1));
      case "laplace" -> Sample.laplace(key(), shape(1));
      case "logistic" -> Sample.logistic(key(), shape(1));
      case "cauchy" -> Sample.cauchy(key(), shape(1));
      case "truncated_normal" -> Sample.truncatedNormal(key(), integer(1), integer(2), shape(3));
      case "rademacher" -> rademacher();
      default -> withParameters();
    };
  }

  private Array withParameters() {
    return switch (function) {
      case "gamma" -> Sample.gamma(key(), real(1), shape(2));
      case "loggamma" -> Sample.loggamma(key(), real(1), shape(2));
      case "beta" -> Sample.beta(key(), real(1), real(2), shape(3));
      case "dirichlet" -> Sample.dirichlet(key(), Numpy.array(.5f, .6f, .7f), shape(2));
      case "chisquare" -> Sample.chisquare(key(), real(1), shape(2));
      case "f" -> Sample.f(key(), real(1), real(2), shape(3));
      case "t" -> Sample.t(key(), real(1), shape(2));
      case "maxwell" -> Sample.maxwell(key(), shape(1));
      case "double_sided_maxwell" -> Sample.doubleSidedMaxwell(key(), real(1), real(2), shape(3));
      case "weibull_min" -> Sample.weibullMin(key(), real(1), real(2), shape(3));
      case "pareto" -> Sample.pareto(key(), real(1), shape(2));
      case "rayleigh" -> Sample.rayleigh(key(), real(1), shape(2));
      case "wald" -> Sample.wald(key(), real(1), shape(2));
      case "triangular" -> Sample.triangular(key(), real(1), real(2), real(3), shape(4));
      case "lognormal" -> Sample.lognormal(key(), real(1), shape(2));
      case "generalized_normal" -> Sample.generalizedNormal(key(), real(1), shape(2));
      case "ball" -> Sample.ball(key(), (int) integer(1), real(2), shape(3));
      case "poisson" -> Sample.poisson(key(), real(1), shape(2));
      case "geometric" -> Sample.geometric(key(), real(1), shape(2));
      case "binomial" -> Sample.binomial(key(), real(1), real(2), shape(3));
      case "multinomial" -> Sample.multinomial(key(), Numpy.array(20f), Numpy.array(.2f, .3f, .5f));
      default -> throw new AssertionError("no such call: " + row);
    };
  }

  private double real(int i) {
    return Double.parseDouble(text(i));
  }

  private Array uniform() {
    return arguments.size() == 3
        ? Sample.uniform(key(), shape(1), dtype(2))
        : Sample.uniform(
            key(), shape(1), dtype(2), Double.parseDouble(text(3)), Double.parseDouble(text(4)));
  }

  private Array permutation() {
    if (text(1).startsWith("arange")) {
      Array x = Lax.reshape(Lax.iota(DType.INT32, 12), Shape.of(4, 3));
      return arguments.size() == 4
          ? Sample.shuffleIndependently(key(), x, 1)
          : Sample.permutation(key(), x, 0);
    }
    int n = (int) integer(1);
    return Sample.permutation(key(), n).get("0:20");
  }

  private Array choice() {
    long n = integer(1);
    boolean replace = !arguments.contains("replace=False");
    if (arguments.getLast().startsWith("p=")) {
      return Sample.choice(key(), Lax.iota(DType.INT32, n), shape(2), replace, probabilities());
    }
    return Sample.choice(key(), n, shape(2), replace);
  }

  private static Array probabilities() {
    return Numpy.array(.1f, .2f, .3f, .4f);
  }

  private Array bernoulli() {
    Array p = Numpy.array(0.3f);
    return text(3).equals("mode=high")
        ? Sample.bernoulliHigh(key(), p, shape(2))
        : Sample.bernoulli(key(), p, shape(2));
  }

  private Array categorical() {
    Array logits = Lax.log(probabilities());
    Shape shape = shape(2);
    return text(3).equals("replace=False")
        ? Sample.categoricalWithoutReplacement(key(), logits, shape.get(0))
        : Sample.categorical(key(), logits, -1, shape);
  }

  /// JAX's Python float ½ is f64 where 64-bit types are on.
  private Array rademacher() {
    if (!row.wide()) {
      return Sample.rademacher(key(), shape(1));
    }
    Array coins = Sample.bernoulli(key(), Numpy.array(0.5), shape(1));
    return coins.astype(DType.INT32).times(2).minus(1);
  }

  private Key key() {
    return Key.of(seed(), row.layout());
  }

  private long seed() {
    String key = arguments.get(0);
    return Long.parseLong(key.substring("key(".length(), key.length() - 1));
  }

  private String text(int i) {
    return i < arguments.size() ? arguments.get(i) : "";
  }

  private long integer(int i) {
    return switch (text(i)) {
      case "int32min" -> Integer.MIN_VALUE;
      case "int32max" -> Integer.MAX_VALUE;
      default -> Long.parseLong(text(i));
    };
  }

  private Shape shape(int i) {
    String sizes = text(i).replace("shape=", "").replaceAll("[() ]", "");
    return sizes.isEmpty()
        ? Shape.scalar()
        : Shape.of(List.of(sizes.split(",")).stream().mapToLong(Long::parseLong).toArray());
  }

  private DType dtype(int i) {
    String name = text(i);
    return DType.of(
        name.replace("bfloat", "bf")
            .replace("float", "f")
            .replace("uint", "u")
            .replace("int", "i"));
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ',' && depth <= 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    return parts;
  }
}
