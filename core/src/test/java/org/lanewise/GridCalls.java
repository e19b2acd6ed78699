package org.lanewise;

import static org.lanewise.NumpyCalls.binary;
import static org.lanewise.NumpyCalls.many;
import static org.lanewise.NumpyCalls.one;
import static org.lanewise.NumpyCalls.unary;

import java.util.Locale;

/// The calls of `grids.txt`.
final class GridCalls {
  private GridCalls() {}

  static void register() {
    one("jnp.trapezoid", GridCalls::trapezoid);
    one(
        "jnp.gradient",
        c ->
            Numpy.gradient(
                c.array(0),
                c.count() > 1 ? c.number(1).doubleValue() : 1,
                c.integer(-1, "axis", 0)));
    unary("jnp.ediff1d", Numpy::ediff1d);
    one("jnp.convolve", c -> Numpy.convolve(c.array(0), c.array(1), mode(c, "full")));
    one("jnp.correlate", c -> Numpy.correlate(c.array(0), c.array(1), mode(c, "valid")));
    binary("jnp.polyval", Numpy::polyval);
    one("jnp.cov", c -> Numpy.cov(c.array(0), c.integer(-1, "ddof", 1)));
    unary("jnp.corrcoef", Numpy::corrcoef);
    many("jnp.tril_indices", c -> Numpy.trilIndices(c.integer(0), c.integer(-1, "k", 0)));
    many("jnp.triu_indices", c -> Numpy.triuIndices(c.integer(0), c.integer(-1, "k", 0)));
    many("jnp.diag_indices", c -> Numpy.diagIndices(c.integer(0), c.integer(-1, "ndim", 2)));
    one("jnp.fill_diagonal", c -> Numpy.fillDiagonal(c.array(0), c.array(1)));
    one(
        "jnp.put_along_axis",
        c -> Numpy.putAlongAxis(c.array(0), c.array(1), c.array(2), c.integer(-1, "axis", 0)));
    binary("jnp.matvec", Numpy::matvec);
    binary("jnp.vecmat", Numpy::vecmat);
  }

  private static Array trapezoid(NumpyCall c) {
    return c.count() > 1
        ? Numpy.trapezoid(c.array(0), c.array(1))
        : Numpy.trapezoid(c.array(0), c.real(-1, "dx", 1.0));
  }

  private static Numpy.ConvolveMode mode(NumpyCall c, String otherwise) {
    String mode = (String) c.get(-1, "mode", otherwise);
    return Numpy.ConvolveMode.valueOf(mode.toUpperCase(Locale.ROOT));
  }
}
