package org.lanewise;

import static org.lanewise.NumpyCalls.binary;
import static org.lanewise.NumpyCalls.many;
import static org.lanewise.NumpyCalls.one;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.NumpyTaking.TakeMode;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The calls of `ordering.txt`.
final class OrderCalls {
  private OrderCalls() {}

  static void register() {
    one("jnp.sort", OrderCalls::sort);
    one("jnp.argsort", OrderCalls::argsort);
    many("lax.sort", OrderCalls::laxSort);
    one("jnp.lexsort", c -> Numpy.lexsort(c.arrays(0).toArray(new Array[0])));
    one("jnp.partition", c -> Numpy.partition(c.array(0), c.integer(1)));
    many(
        "lax.top_k",
        c -> {
          var top = Numpy.topK(c.array(0), c.integer(1));
          return List.of(top.values(), top.indices());
        });
    many("jnp.unique", OrderCalls::unique);
    one("jnp.searchsorted", OrderCalls::searchsorted);
    one("jnp.digitize", c -> Numpy.digitize(c.only().array(0), c.array(1), false));
    one("jnp.take", OrderCalls::take);
    one("jnp.take_along_axis", OrderCalls::takeAlongAxis);
    one("jnp.choose", c -> Numpy.choose(c.array(0), c.arrays(1)));
    one("jnp.diff", c -> diff(c.only("n", "axis")));
    one("jnp.interp", OrderCalls::interp);
    one("jnp.bincount", OrderCalls::bincount);
    binary("jnp.isin", Numpy::isin);
    binary("jnp.union1d", Numpy::union1d);
    binary("jnp.intersect1d", Numpy::intersect1d);
    binary("jnp.setdiff1d", Numpy::setdiff1d);
    binary("jnp.setxor1d", Numpy::setxor1d);
    binary("jnp.extract", Numpy::extract);
    one(
        "jnp.compress",
        c -> Numpy.compress(c.only("axis").array(0), c.array(1), c.integer(-1, "axis", 0)));
    many("jnp.unravel_index", c -> Numpy.unravelIndex(c.array(0), Shape.of(c.longs(1))));
    one("jnp.ravel_multi_index", c -> Numpy.ravelMultiIndex(c.arrays(0), Shape.of(c.longs(1))));
    one("jnp.quantile", OrderCalls::quantile);
    one("jnp.percentile", c -> Numpy.percentile(c.only().array(0), c.integer(1)));
  }

  private static Array sort(NumpyCall c) {
    Array x = c.only("axis", "descending").array(0);
    boolean flat = c.isGiven("axis") && !c.has("axis");
    int axis = c.integer(-1, "axis", -1);
    Array sorted = Numpy.sort(flat ? Numpy.ravel(x) : x, axis);
    return c.flag(-1, "descending", false) ? Numpy.flip(sorted, axis) : sorted;
  }

  private static Array argsort(NumpyCall c) {
    Array x = c.only("axis", "descending").array(0);
    boolean flat = c.isGiven("axis") && !c.has("axis");
    Array operand = flat ? Numpy.ravel(x) : x;
    return Numpy.argsort(operand, c.integer(-1, "axis", -1), c.flag(-1, "descending", false));
  }

  private static List<Array> laxSort(NumpyCall c) {
    if (c.isArray(0)) {
      return List.of(Lax.sort(c.only().array(0), -1));
    }
    return Lax.sort(
        c.only("dimension", "num_keys").arrays(0),
        c.integer(-1, "dimension", -1),
        c.integer(-1, "num_keys", 1));
  }

  private static List<Array> unique(NumpyCall c) {
    c.only("return_index", "return_inverse", "return_counts");
    NumpySets.Unique u = Numpy.uniqueAll(c.array(0));
    List<Array> results = new ArrayList<>(List.of(u.values()));
    if (c.flag(-1, "return_index", false)) {
      results.add(u.indices());
    }
    if (c.flag(-1, "return_inverse", false)) {
      results.add(u.inverse());
    }
    if (c.flag(-1, "return_counts", false)) {
      results.add(u.counts());
    }
    return results;
  }

  private static Array searchsorted(NumpyCall c) {
    boolean right = c.only("side").get(-1, "side", "left").equals("right");
    return Numpy.searchsorted(c.array(0), c.array(1), right);
  }

  private static TakeMode mode(NumpyCall c) {
    return TakeMode.valueOf(
        ((String) c.get(-1, "mode", "fill")).toUpperCase(java.util.Locale.ROOT));
  }

  private static Array take(NumpyCall c) {
    Array x = c.only("axis", "mode").array(0);
    return c.has("axis")
        ? Numpy.take(x, c.array(1), c.integer(-1, "axis", 0), mode(c))
        : Numpy.take(Numpy.ravel(x), c.array(1), 0, mode(c));
  }

  private static Array takeAlongAxis(NumpyCall c) {
    Array x = c.only("axis").array(0);
    return c.has("axis")
        ? Numpy.takeAlongAxis(x, c.array(1), c.integer(-1, "axis", 0))
        : Numpy.takeAlongAxis(Numpy.ravel(x), c.array(1), 0);
  }

  private static Array diff(NumpyCall c) {
    return Numpy.diff(c.array(0), c.integer(-1, "n", 1), c.integer(-1, "axis", -1));
  }

  private static Array interp(NumpyCall c) {
    c.only("left", "right");
    return c.has("left")
        ? Numpy.interp(
            c.array(0), c.array(1), c.array(2), c.real(-1, "left", 0), c.real(-1, "right", 0))
        : Numpy.interp(c.array(0), c.array(1), c.array(2));
  }

  private static Array bincount(NumpyCall c) {
    Array x = c.only("length", "weights").array(0);
    if (c.get(-1, "weights", "none") instanceof Array w) {
      return Numpy.bincount(x, w, Numpy.max(x).longItem() + 1);
    }
    return c.has("length") ? Numpy.bincount(x, c.integer(-1, "length", 0)) : Numpy.bincount(x);
  }

  private static Array quantile(NumpyCall c) {
    Array x = c.only().array(0);
    return Numpy.quantile(
        x, c.array(1), Axes.range(x.rank()), NumpyStatistics.QuantileMethod.LINEAR, false);
  }
}
