package org.lanewise.random;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Draws from distributions: one method each, a pure function of the key.
///
/// Every method takes a single [Key] and the shape to draw; the same key and shape give the same
/// numbers on every machine. The algorithms are JAX's, so the streams are too (see
/// [org.lanewise.random]).
///
/// ```java
/// Array x = Sample.normal(Key.of(42), Shape.of(3));
/// Array order = Sample.permutation(Key.of(0), 1797);
/// ```
public final class Sample extends CountSample {
  private Sample() {}

  /// A random order of 0 … n−1, i32.
  public static Array permutation(Key key, long n) {
    return permutation(key, Lax.iota(DType.INT32, n), 0);
  }

  /// The entries of an array along an axis in random order.
  public static Array permutation(Key key, Array x, int axis) {
    int a = Axes.normalize("permutation", axis, x.rank());
    if (x.rank() == 1) {
      return shuffle(key.single("permutation"), x, 0);
    }
    Array order = shuffle(key.single("permutation"), Lax.iota(DType.INT32, x.shape().get(a)), 0);
    return Numpy.take(x, order, a);
  }

  /// The elements of an array, each line along an axis in a random order of its own.
  public static Array shuffleIndependently(Key key, Array x, int axis) {
    int a = Axes.normalize("permutation", axis, x.rank());
    return shuffle(key.single("permutation"), x, a);
  }

  /// Sorts by fresh 32-bit words, so often that all elements have met different words with high
  /// probability: ⌈3 · ln n / ln(2³² − 1)⌉ times (JAX's rule).
  private static Array shuffle(Key key, Array x, int axis) {
    double size = (double) Math.max(1, x.size());
    int rounds = (int) Math.ceil(3 * Math.log(size) / Math.log(4294967295.0));
    Key rest = key;
    Array shuffled = x;
    for (int i = 0; i < rounds; i++) {
      Key keys = rest.split();
      rest = keys.get(0);
      Array words = bits(keys.get(1), x.shape());
      shuffled = Lax.sort(List.of(words, shuffled), axis, 1).get(1);
    }
    return shuffled;
  }

  /// Draws from 0 … n−1, i32, with equal probability.
  ///
  /// @param replace whether a value may be drawn again
  public static Array choice(Key key, long n, Shape shape, boolean replace) {
    return choice(key, Lax.iota(DType.INT32, n), shape, replace, null);
  }

  /// Draws from 0 … n−1, i32, with replacement and equal probability.
  public static Array choice(Key key, long n, Shape shape) {
    return choice(key, n, shape, true);
  }

  /// Draws entries of an array along its first axis.
  ///
  /// @param replace whether an entry may be drawn again
  /// @param p the probability of each entry, or null for equal ones
  /// @return shape `shape` followed by the other axes of `x`
  /// @throws ShapeException if more entries are drawn without replacement than there are, or the
  ///   probabilities are not one per entry
  public static Array choice(Key key, Array x, Shape shape, boolean replace, @Nullable Array p) {
    Shape rest = x.shape().subshape(1, x.rank());
    long n = x.shape().get(0);
    if (shape.size() == 0) {
      return Lax.full(shape.concat(rest), x.dtype(), 0);
    }
    checkChoice(n, shape, replace, p);
    Key single = key.single("choice");
    Array index =
        p == null ? equal(single, n, shape, replace) : weighted(single, p, shape, replace);
    Array drawn = Numpy.take(x, Lax.reshape(index, Shape.of(shape.size())), 0);
    return Lax.reshape(drawn, shape.concat(rest));
  }

  private static void checkChoice(long n, Shape shape, boolean replace, @Nullable Array p) {
    if (n == 0 || (!replace && shape.size() > n)) {
      throw new ShapeException(
          "`choice`: cannot draw "
              + shape.size()
              + " of "
              + n
              + " entries"
              + (replace ? "" : " without replacement")
              + ". Draw fewer, or with replacement.");
    }
    if (p != null && !p.shape().equals(Shape.of(n))) {
      throw new ShapeException(
          "`choice`: needs one probability for each of "
              + n
              + " entries, got "
              + p.type()
              + ". Pass a vector of that size.");
    }
  }

  private static Array equal(Key key, long n, Shape shape, boolean replace) {
    return replace
        ? randint(key, shape, 0, n)
        : Lax.sliceInDim(permutation(key, n), 0, shape.size(), 1, 0);
  }

  /// With replacement: where the total times 1 − u falls among the running sums. Without: the
  /// indices of the largest log p + Gumbel noise.
  private static Array weighted(Key key, Array p, Shape shape, boolean replace) {
    if (!replace) {
      Array score = Lax.add(gumbel(key, p.shape(), p.dtype()), Lax.log(p));
      return largest(score, shape.size());
    }
    Array sums = Lax.cumsum(p, 0, false);
    long n = p.size();
    Array total = Lax.squeeze(Lax.sliceInDim(sums, n - 1, n, 1, 0), Axes.of(0));
    Array u = uniform(key, shape, p.dtype());
    return Numpy.searchsorted(sums, Lax.mul(total, Lax.sub(Floats.like(u, 1), u)));
  }

  /// The indices of the k largest along the last axis, i32, the largest first.
  private static Array largest(Array x, long k) {
    Array index = Lax.iota(DType.INT32, x.shape(), x.rank() - 1);
    Array order = Lax.sort(List.of(Lax.neg(x), index), x.rank() - 1, 1).get(1);
    return Lax.sliceInDim(order, 0, k, 1, x.rank() - 1);
  }

  /// Categories drawn with probabilities proportional to e^logits along the last axis, i32; one for
  /// each of the other axes.
  public static Array categorical(Key key, Array logits) {
    return categorical(key, logits, -1, logits.shape().subshape(0, logits.rank() - 1));
  }

  /// Categories drawn with probabilities proportional to e^logits along an axis, i32: the index of
  /// the largest logit + Gumbel noise.
  ///
  /// @param shape the shape to draw, which ends in the shape of `logits` without that axis
  public static Array categorical(Key key, Array logits, int axis, Shape shape) {
    int a = Axes.normalize("categorical", axis, logits.rank());
    Shape batch = logits.shape().without(Axes.of(a));
    int prefix = shape.rank() - batch.rank();
    if (prefix < 0 || !shape.subshape(prefix, shape.rank()).equals(batch)) {
      throw new ShapeException(
          "`categorical`: the shape to draw must end in the batch shape of the logits, but "
              + shape
              + " does not end in "
              + batch
              + ". Add leading axes only.");
    }
    Shape noisy = shape.subshape(0, prefix).concat(logits.shape());
    Array noise = gumbel(key.single("categorical"), noisy, logits.dtype());
    Array score = Lax.add(noise, Floats.rank(logits, noisy));
    return Lax.argmax(score, prefix + a, DType.INT32);
  }

  /// Different categories drawn without replacement with probabilities proportional to e^logits
  /// along the last axis, i32: the indices of the k largest logits + Gumbel noise.
  ///
  /// @return shape `(k,)` followed by the shape of `logits` without its last axis
  /// @throws ShapeException if k exceeds the number of categories
  public static Array categoricalWithoutReplacement(Key key, Array logits, long k) {
    long n = logits.shape().get(-1);
    if (k > n) {
      throw new ShapeException(
          "`categorical`: cannot draw "
              + k
              + " of "
              + n
              + " categories without replacement. Draw fewer.");
    }
    Array noise = gumbel(key.single("categorical"), logits.shape(), logits.dtype());
    Array top = largest(Lax.add(noise, logits), k);
    Axes order = Axes.of(top.rank() - 1).concat(Axes.range(top.rank() - 1));
    return Lax.transpose(top, order);
  }
}
