package org.lanewise;

import static org.lanewise.NumpyCalls.one;

import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The calls of `reductions.txt`.
final class ReductionCalls {
  private ReductionCalls() {}

  /// A reduction with axes and keepdims.
  private interface Reduction {
    Array apply(Array x, Axes axes, boolean keepdims);
  }

  /// A scan along one axis.
  private interface Scan {
    Array apply(Array x, int axis);
  }

  static void register() {
    one("jnp.sum", ReductionCalls::sum);
    one("jnp.prod", ReductionCalls::prod);
    one("jnp.max", c -> extreme(c, true));
    one("jnp.min", c -> extreme(c, false));
    reduction("jnp.any", Numpy::any);
    reduction("jnp.all", Numpy::all);
    one("jnp.mean", ReductionCalls::mean);
    reduction("jnp.median", Numpy::median);
    reduction("jnp.ptp", Numpy::ptp);
    reduction("jnp.count_nonzero", Numpy::countNonzero);
    reduction("jnp.nansum", Numpy::nansum);
    reduction("jnp.nanmean", Numpy::nanmean);
    reduction("jnp.nanmax", Numpy::nanmax);
    reduction("jnp.nanmin", Numpy::nanmin);
    reduction("scipy.special.logsumexp", Nn::logsumexp);
    one("jnp.var", c -> var(c, false));
    one("jnp.std", c -> var(c, true));
    one("jnp.argmax", c -> arg(c, true));
    one("jnp.argmin", c -> arg(c, false));
    scan("jnp.cumsum", Numpy::cumsum);
    scan("jnp.cumprod", Numpy::cumprod);
    one("nn.softmax", c -> Nn.softmax(c.array(0), c.integer(-1, "axis", -1)));
    one("nn.log_softmax", c -> Nn.logSoftmax(c.array(0), c.integer(-1, "axis", -1)));
    lax();
  }

  private static void lax() {
    one(
        "lax.cumsum",
        c -> Lax.cumsum(c.array(0), c.integer(-1, "axis", 0), c.flag(-1, "reverse", false)));
    cumulative("lax.cumprod", Cumulative.Op.PROD);
    cumulative("lax.cummax", Cumulative.Op.MAX);
    cumulative("lax.cummin", Cumulative.Op.MIN);
    one("lax.reduce_and", c -> Lax.reduceAnd(c.array(0), laxAxes(c)));
    one("lax.reduce_or", c -> Lax.reduceOr(c.array(0), laxAxes(c)));
    one("lax.reduce_xor", c -> Lax.reduceXor(c.array(0), laxAxes(c)));
    one(
        "lax.argmax",
        c ->
            Lax.argmax(c.array(0), c.integer(-1, "axis", 0), (DType) c.get(-1, "index_dtype", "")));
  }

  private static Axes laxAxes(NumpyCall c) {
    return Axes.of(c.ints(c.get(-1, "axes", "")));
  }

  private static void cumulative(String name, Cumulative.Op op) {
    one(
        name,
        c ->
            Lax.cumulative(op, c.array(0), c.integer(-1, "axis", 0), c.flag(-1, "reverse", false)));
  }

  private static void reduction(String name, Reduction reduction) {
    one(
        name,
        c -> {
          Array x = c.only("axis", "keepdims").array(0);
          return reduction.apply(x, c.axes(1, x), c.flag(-1, "keepdims", false));
        });
  }

  private static void scan(String name, Scan scan) {
    one(
        name,
        c -> {
          Array x = c.only("axis", "dtype").array(0);
          x = c.has("dtype") ? x.astype(c.dtype(-1, x.dtype())) : x;
          return c.has("axis")
              ? scan.apply(x, c.integer(-1, "axis", 0))
              : scan.apply(Numpy.ravel(x), 0);
        });
  }

  private static Array sum(NumpyCall c) {
    Array x = c.only("axis", "keepdims", "dtype", "initial", "where").array(0);
    boolean keepdims = c.flag(-1, "keepdims", false);
    if (c.has("where")) {
      x = Numpy.where((Array) c.get(-1, "where", ""), x, 0);
    }
    Array sum =
        c.has("dtype")
            ? Numpy.sum(x, c.axes(1, x), c.dtype(-1, DType.FLOAT32), keepdims)
            : Numpy.sum(x, c.axes(1, x), keepdims);
    return c.has("initial") ? Numpy.add(c.integer(-1, "initial", 0), sum) : sum;
  }

  private static Array prod(NumpyCall c) {
    Array x = c.only("axis", "keepdims", "initial").array(0);
    Array prod = Numpy.prod(x, c.axes(1, x), c.flag(-1, "keepdims", false));
    return c.has("initial") ? Numpy.multiply(c.integer(-1, "initial", 0), prod) : prod;
  }

  private static Array mean(NumpyCall c) {
    Array x = c.only("axis", "keepdims", "where").array(0);
    if (c.has("where")) {
      Array mask = (Array) c.get(-1, "where", "");
      return Numpy.average(x, mask);
    }
    return Numpy.mean(x, c.axes(1, x), c.flag(-1, "keepdims", false));
  }

  private static Array extreme(NumpyCall c, boolean max) {
    Array x = c.only("axis", "keepdims", "initial", "where").array(0);
    boolean keepdims = c.flag(-1, "keepdims", false);
    if (!c.has("initial")) {
      return max ? Numpy.max(x, c.axes(1, x), keepdims) : Numpy.min(x, c.axes(1, x), keepdims);
    }
    Number initial = (Number) c.get(-1, "initial", 0);
    if (c.has("where")) {
      x = Numpy.where((Array) c.get(-1, "where", ""), x, initial);
    }
    return max
        ? Numpy.max(x, c.axes(1, x), keepdims, initial)
        : Numpy.min(x, c.axes(1, x), keepdims, initial);
  }

  private static Array var(NumpyCall c, boolean root) {
    Array x = c.only("axis", "keepdims", "ddof").array(0);
    double ddof = c.real(-1, "ddof", 0);
    boolean keepdims = c.flag(-1, "keepdims", false);
    return root
        ? Numpy.std(x, c.axes(1, x), ddof, keepdims)
        : Numpy.var(x, c.axes(1, x), ddof, keepdims);
  }

  private static Array arg(NumpyCall c, boolean max) {
    Array x = c.only("axis", "keepdims").array(0);
    if (!c.has("axis")) {
      return max ? Numpy.argmax(x) : Numpy.argmin(x);
    }
    int axis = c.integer(-1, "axis", 0);
    boolean keepdims = c.flag(-1, "keepdims", false);
    return max ? Numpy.argmax(x, axis, keepdims) : Numpy.argmin(x, axis, keepdims);
  }
}
