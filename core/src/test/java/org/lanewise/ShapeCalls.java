package org.lanewise;

import static org.lanewise.NumpyCalls.many;
import static org.lanewise.NumpyCalls.one;
import static org.lanewise.NumpyCalls.unary;

import java.util.List;
import java.util.Locale;
import org.lanewise.NumpyCall.Unsupported;
import org.lanewise.NumpyPadding.PadMode;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The calls of `shapes.txt`.
final class ShapeCalls {
  private ShapeCalls() {}

  static void register() {
    creation();
    diagonals();
    axes();
    joining();
    lax();
  }

  private static void creation() {
    one("jnp.zeros", c -> Numpy.zeros(shape(c, 0), c.dtype(1, DType.FLOAT32)));
    one("jnp.ones", c -> Numpy.ones(shape(c, 0), c.dtype(1, DType.FLOAT32)));
    one("jnp.zeros_like", c -> like(c, 0));
    one("jnp.ones_like", c -> like(c, 1));
    one("jnp.full_like", c -> Numpy.fullLike(c.only().array(0), c.number(1)));
    one("jnp.full", ShapeCalls::full);
    one("jnp.arange", ShapeCalls::arange);
    one("jnp.linspace", ShapeCalls::linspace);
    one("jnp.logspace", c -> Numpy.logspace(real(c, 0), real(c, 1), c.integer(2)));
    one("jnp.geomspace", c -> Numpy.geomspace(real(c, 0), real(c, 1), c.integer(2)));
    one("jnp.identity", c -> Numpy.identity(c.integer(0)));
    one("jnp.indices", c -> Numpy.indices(c.longs(0)));
    many("jnp.meshgrid", ShapeCalls::meshgrid);
  }

  private static Shape shape(NumpyCall c, int i) {
    return Shape.of(c.longs(i));
  }

  private static double real(NumpyCall c, int i) {
    return c.number(i).doubleValue();
  }

  private static Array like(NumpyCall c, int value) {
    Array x = c.only("dtype").array(0);
    return c.has("dtype")
        ? Numpy.fullLike(x, value, c.dtype(-1, DType.FLOAT32))
        : Numpy.fullLike(x, value);
  }

  private static Array full(NumpyCall c) {
    Shape shape = shape(c.only("dtype"), 0);
    if (c.has("dtype")) {
      return Numpy.full(shape, c.number(1), c.dtype(-1, DType.FLOAT32));
    } else if (c.isNumber(1)) {
      return Numpy.full(shape, c.number(1));
    }
    return c.isArray(1)
        ? Numpy.full(shape, c.array(1))
        : Numpy.full(shape, (boolean) c.argument(1));
  }

  private static Array arange(NumpyCall c) {
    c.only("dtype");
    boolean integral = true;
    for (int i = 0; i < c.count(); i++) {
      integral &= c.argument(i) instanceof Long;
    }
    Number start = c.count() > 1 ? c.number(0) : 0;
    Number stop = c.number(c.count() > 1 ? 1 : 0);
    Number step = c.count() > 2 ? c.number(2) : 1;
    return integral
        ? Numpy.arange(
            start.longValue(), stop.longValue(), step.longValue(), c.dtype(-1, DType.INT32))
        : Numpy.arange(
            start.doubleValue(),
            stop.doubleValue(),
            step.doubleValue(),
            c.dtype(-1, DType.FLOAT32));
  }

  private static Array linspace(NumpyCall c) {
    c.only("endpoint", "dtype");
    if (c.isArray(0)) {
      return Numpy.linspace(c.array(0), c.array(1), c.integer(2));
    }
    return Numpy.linspace(
        real(c, 0),
        real(c, 1),
        c.integer(2),
        c.flag(-1, "endpoint", true),
        c.dtype(-1, DType.FLOAT32));
  }

  private static List<Array> meshgrid(NumpyCall c) {
    List<Array> vectors =
        java.util.stream.IntStream.range(0, c.only("indexing", "sparse").count())
            .mapToObj(c::array)
            .toList();
    String indexing = (String) c.get(-1, "indexing", "xy");
    return Numpy.meshgrid(vectors, indexing, c.flag(-1, "sparse", false));
  }

  private static void diagonals() {
    one("jnp.eye", ShapeCalls::eye);
    one("jnp.tri", ShapeCalls::tri);
    one("jnp.tril", c -> Numpy.tril(c.array(0), c.integer(1, "k", 0)));
    one("jnp.triu", c -> Numpy.triu(c.array(0), c.integer(1, "k", 0)));
    one("jnp.diag", c -> Numpy.diag(c.array(0), c.integer(1, "k", 0)));
    unary("jnp.diagflat", Numpy::diagflat);
    one(
        "jnp.diagonal",
        c ->
            Numpy.diagonal(
                c.array(0),
                c.integer(1, "offset", 0),
                c.integer(-1, "axis1", 0),
                c.integer(-1, "axis2", 1)));
    one(
        "jnp.trace",
        c ->
            Numpy.trace(
                c.array(0),
                c.integer(1, "offset", 0),
                c.integer(-1, "axis1", 0),
                c.integer(-1, "axis2", 1)));
  }

  private static Array eye(NumpyCall c) {
    int n = c.only("k", "dtype").integer(0);
    int m = c.count() > 1 ? c.integer(1) : n;
    return Numpy.eye(n, m, c.integer(-1, "k", 0), c.dtype(-1, DType.FLOAT32));
  }

  private static Array tri(NumpyCall c) {
    int n = c.only("k", "dtype").integer(0);
    int m = c.count() > 1 ? c.integer(1) : n;
    return Numpy.tri(n, m, c.integer(-1, "k", 0)).astype(c.dtype(-1, DType.FLOAT32));
  }

  private static void axes() {
    one("jnp.reshape", c -> Numpy.reshape(c.only().array(0), c.longs(1)));
    one("jnp.ravel", c -> Numpy.ravel(c.only().array(0)));
    one("jnp.transpose", ShapeCalls::transpose);
    one("jnp.permute_dims", ShapeCalls::transpose);
    unary("jnp.matrix_transpose", Numpy::matrixTranspose);
    one("jnp.swapaxes", c -> Numpy.swapaxes(c.array(0), c.integer(1), c.integer(2)));
    one("jnp.moveaxis", c -> Numpy.moveaxis(c.array(0), axesOf(c, 1), axesOf(c, 2)));
    one("jnp.expand_dims", c -> Numpy.expandDims(c.array(0), c.ints(c.argument(1))));
    one(
        "jnp.squeeze",
        c ->
            c.has("axis")
                ? Numpy.squeeze(c.array(0), c.ints(c.get(-1, "axis", "")))
                : Numpy.squeeze(c.array(0)));
    one("jnp.broadcast_to", c -> Numpy.broadcastTo(c.array(0), c.longs(1)));
    many("jnp.broadcast_arrays", c -> Numpy.broadcastArrays(c.array(0), c.array(1)));
    unary("jnp.atleast_1d", Numpy::atleast1d);
    unary("jnp.atleast_2d", Numpy::atleast2d);
    unary("jnp.atleast_3d", Numpy::atleast3d);
    one(
        "jnp.flip",
        c ->
            c.has("axis")
                ? Numpy.flip(c.array(0), c.ints(c.get(-1, "axis", "")))
                : Numpy.flip(c.array(0)));
    unary("jnp.fliplr", Numpy::fliplr);
    unary("jnp.flipud", Numpy::flipud);
    one("jnp.rot90", ShapeCalls::rot90);
    one("jnp.roll", ShapeCalls::roll);
    one("jnp.resize", c -> Numpy.resize(c.array(0), c.longs(1)));
    one("jnp.pad", ShapeCalls::pad);
  }

  private static Axes axesOf(NumpyCall c, int i) {
    return Axes.of(c.ints(c.argument(i)));
  }

  private static Array transpose(NumpyCall c) {
    return c.only().count() == 1
        ? Numpy.transpose(c.array(0))
        : Numpy.transpose(c.array(0), axesOf(c, 1));
  }

  private static Array rot90(NumpyCall c) {
    int[] axes = c.ints(c.only("k", "axes").get(-1, "axes", List.of(0L, 1L)));
    return Numpy.rot90(c.array(0), c.integer(-1, "k", 1), axes[0], axes[1]);
  }

  private static Array roll(NumpyCall c) {
    long[] shifts = c.only("axis").longs(1);
    if (!c.has("axis")) {
      return Numpy.roll(c.array(0), shifts[0]);
    }
    int[] axes = c.ints(c.get(-1, "axis", ""));
    Array x = c.array(0);
    for (int i = 0; i < shifts.length; i++) {
      x = Numpy.roll(x, shifts[i], axes[axes.length == 1 ? 0 : i]);
    }
    return x;
  }

  private static Array pad(NumpyCall c) {
    Array x = c.only("mode", "constant_values").array(0);
    int[][] widths = new int[x.rank()][];
    for (int i = 0; i < widths.length; i++) {
      Object pair =
          c.argument(1) instanceof List<?> l && l.get(0) instanceof List<?>
              ? l.get(i)
              : c.argument(1);
      int[] w = c.ints(pair);
      widths[i] = new int[] {w[0], w[w.length - 1]};
    }
    if (c.has("constant_values")) {
      if (c.get(-1, "constant_values", "") instanceof Number n) {
        return Numpy.pad(x, widths, n);
      }
      throw new Unsupported("several constants");
    }
    String mode = ((String) c.get(-1, "mode", "constant")).toUpperCase(Locale.ROOT);
    return Numpy.pad(x, widths, PadMode.valueOf(mode));
  }

  private static void joining() {
    one(
        "jnp.concatenate",
        c -> {
          if (c.isGiven("axis") && !c.has("axis")) {
            throw new Unsupported("axis=None");
          }
          return Numpy.concatenate(c.arrays(0), c.integer(1, "axis", 0));
        });
    one("jnp.stack", c -> Numpy.stack(c.arrays(0), c.integer(1, "axis", 0)));
    one("jnp.hstack", c -> Numpy.hstack(operands(c)));
    one("jnp.vstack", c -> Numpy.vstack(operands(c)));
    one("jnp.dstack", c -> Numpy.dstack(operands(c)));
    one("jnp.column_stack", c -> Numpy.columnStack(operands(c)));
    one(
        "jnp.append",
        c ->
            c.has("axis")
                ? Numpy.append(c.array(0), c.array(1), c.integer(-1, "axis", 0))
                : Numpy.append(c.array(0), c.array(1)));
    many("jnp.unstack", c -> Numpy.unstack(c.array(0), c.integer(-1, "axis", 0)));
    many("jnp.split", ShapeCalls::split);
    many("jnp.array_split", c -> Numpy.arraySplit(c.array(0), c.integer(1), 0));
    one("jnp.tile", c -> Numpy.tile(c.array(0), c.longs(1)));
    one("jnp.repeat", ShapeCalls::repeat);
    one("jnp.delete", c -> Numpy.delete(c.only().array(0), c.ints(c.argument(1)), 0));
    one("jnp.insert", c -> Numpy.insert(c.only().array(0), c.integer(1), c.array(2), 0));
  }

  private static Array[] operands(NumpyCall c) {
    return c.arrays(0).toArray(new Array[0]);
  }

  private static List<Array> split(NumpyCall c) {
    int axis = c.integer(2, "axis", 0);
    return c.isList(1)
        ? Numpy.split(c.array(0), c.longs(1), axis)
        : Numpy.split(c.array(0), c.integer(1), axis);
  }

  private static Array repeat(NumpyCall c) {
    Array x = c.only("axis").array(0);
    int axis = c.has("axis") ? c.integer(-1, "axis", 0) : 0;
    Array operand = c.has("axis") ? x : Numpy.ravel(x);
    return c.isArray(1)
        ? Numpy.repeat(operand, c.array(1), axis)
        : Numpy.repeat(operand, c.integer(1), axis);
  }

  private static void lax() {
    one("lax.transpose", c -> Lax.transpose(c.array(0), axesOf(c, 1)));
    one("lax.rev", c -> Lax.rev(c.array(0), axesOf(c, 1)));
    one("lax.expand_dims", c -> Lax.expandDims(c.array(0), axesOf(c, 1)));
    one("lax.broadcast", c -> Lax.broadcast(c.array(0), c.longs(1)));
    one("lax.broadcast_in_dim", c -> Lax.broadcastInDim(c.array(0), shape(c, 1), axesOf(c, 2)));
    one("lax.iota", c -> Lax.iota((DType) c.argument(0), c.integer(1)));
    one("lax.broadcasted_iota", c -> Lax.iota((DType) c.argument(0), shape(c, 1), c.integer(2)));
  }
}
