package org.lanewise.autodiff;

import static org.lanewise.Numpy.clip;
import static org.lanewise.Numpy.cos;
import static org.lanewise.Numpy.exp;
import static org.lanewise.Numpy.log;
import static org.lanewise.Numpy.onesLike;
import static org.lanewise.Numpy.sin;
import static org.lanewise.autodiff.Autodiff.checkpoint;
import static org.lanewise.autodiff.Autodiff.customJvp;
import static org.lanewise.autodiff.Autodiff.customVjp;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.CustomBatching.customVmap;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.transform.Batched;
import org.lanewise.transform.VmapMethod;

/// The functions of `custom-rules.txt`, whose head says what they are.
final class CustomFunctions {
  private CustomFunctions() {}

  static final Function<Array, Array> LOG1PEXP =
      customJvp(
          (Array x) -> log(exp(x).plus(1)),
          (x, dx) -> {
            Array slope = onesLike(x).minus(exp(x).plus(1).pow(-1));
            return new Jvp<>(CustomFunctions.LOG1PEXP.apply(x), slope.times(dx));
          });

  static final BiFunction<Array, Array, Array> PRODUCT =
      customJvp(
          (Array x, Array y) -> sin(x).times(y),
          (x, y, dx, dy) ->
              new Jvp<>(
                  CustomFunctions.PRODUCT.apply(x, y),
                  cos(x).times(10).times(dx).times(y).plus(sin(x).times(100).times(dy))));

  static final BiFunction<Integer, Array, Array> POWER =
      customJvp(
          (Integer n, Array x) -> x.pow(n),
          (n, x, dx) ->
              new Jvp<>(CustomFunctions.POWER.apply(n, x), x.pow(n - 1).times(10 * n).times(dx)));

  /// The bounds of a gradient.
  record Range(double low, double high) {}

  static final BiFunction<Range, Array, Array> CLIP_GRADIENT =
      customVjp(
          (Range r, Array x) -> x,
          (r, x) -> new WithAux<>(x, List.of()),
          (r, none, ct) -> clip(ct, r.low(), r.high()));

  static final Function<Array, Array> LOUD =
      customVjp(
          (Array x) -> sin(x),
          x -> new WithAux<>(sin(x), x),
          (x, ct) -> ct.times(10).times(cos(x)));

  static final BiFunction<Array, Array, Array> LOUD2 =
      customVjp(
          (Array x, Array y) -> x.times(y),
          (x, y) -> new WithAux<>(x.times(y), new Pair<>(x, y)),
          (r, ct) -> new Pair<>(ct.times(10).times(r.second()), ct.times(100).times(r.first())));

  static final Function<Array, Array> TWICE =
      customVmap((Array x) -> x.times(2), (_, _, x) -> Batched.mapped(x.times(3)));

  static final Function<Array, Array> KEPT = checkpoint((Array x) -> sin(sin(x)));

  static Function<Array, Array> callback(VmapMethod method) {
    return x ->
        pureCallback(
            (Array v) -> {
              double[] values = v.toDoubleArray();
              for (int i = 0; i < values.length; i++) {
                values[i] = Math.cbrt(values[i]);
              }
              return Values.array(v.shape(), values);
            },
            x.type(),
            x,
            method);
  }
}
