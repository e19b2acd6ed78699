package org.lanewise;

import static org.lanewise.NumpyCalls.binary;
import static org.lanewise.NumpyCalls.one;

import java.util.List;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The calls of `contraction.txt`.
final class ProductCalls {
  private ProductCalls() {}

  static void register() {
    one(
        "jnp.dot",
        c ->
            c.only("preferred_element_type").get(-1, "preferred_element_type", "none")
                    instanceof DType dtype
                ? Numpy.dot(c.array(0), c.array(1), dtype)
                : Numpy.dot(c.array(0), c.array(1)));
    binary("jnp.matmul", Numpy::matmul);
    binary("jnp.inner", Numpy::inner);
    binary("jnp.outer", Numpy::outer);
    binary("jnp.vdot", Numpy::vdot);
    binary("jnp.vecdot", Numpy::vecdot);
    binary("jnp.kron", Numpy::kron);
    binary("jnp.cross", Numpy::cross);
    one("jnp.tensordot", ProductCalls::tensordot);
    one("jnp.einsum", ProductCalls::einsum);
    one("jnp.linalg.norm", ProductCalls::norm);
    one("lax.dot_general", ProductCalls::dotGeneral);
  }

  private static Array tensordot(NumpyCall c) {
    Object axes = c.only("axes").get(-1, "axes", 2L);
    if (axes instanceof Long n) {
      return Numpy.tensordot(c.array(0), c.array(1), n.intValue());
    }
    List<?> pair = (List<?>) axes;
    return Numpy.tensordot(
        c.array(0), c.array(1), Axes.of(c.ints(pair.get(0))), Axes.of(c.ints(pair.get(1))));
  }

  private static Array einsum(NumpyCall c) {
    Array[] operands = new Array[c.count() - 1];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = c.array(i + 1);
    }
    return Numpy.einsum((String) c.only().argument(0), operands);
  }

  private static Array norm(NumpyCall c) {
    Array x = c.only("axis", "ord").array(0);
    if (c.has("ord") && x.rank() == 1) {
      return Numpy.norm(x, c.real(-1, "ord", 2), 0, false);
    } else if (c.has("ord")) {
      throw new NumpyCall.Unsupported("matrix norm");
    }
    return Numpy.norm(x, c.axes(1, x), false);
  }

  private static Array dotGeneral(NumpyCall c) {
    List<?> numbers = (List<?>) c.only("preferred_element_type").argument(2);
    List<?> contracting = (List<?>) numbers.get(0);
    List<?> batch = (List<?>) numbers.get(1);
    Array x = c.array(0);
    Object preferred = c.get(-1, "preferred_element_type", x.dtype());
    return Lax.dotGeneral(
        x,
        c.array(1),
        new DotGeneral(
            Axes.of(c.ints(contracting.get(0))),
            Axes.of(c.ints(contracting.get(1))),
            Axes.of(c.ints(batch.get(0))),
            Axes.of(c.ints(batch.get(1))),
            (DType) preferred));
  }
}
