package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Uniform integers in a range: the arithmetic behind `randint`.
final class Integers {
  private Integers() {}

  /// The smallest value of an integer type.
  static long min(DType dtype) {
    return dtype.isUnsigned() ? 0 : -1L << (dtype.bitSize() - 1);
  }

  /// The largest value of an integer type, as far as a `long` holds it.
  static long max(DType dtype) {
    return dtype.isUnsigned() && dtype.bitSize() < 64
        ? (1L << dtype.bitSize()) - 1
        : dtype.bitSize() == 64 ? Long.MAX_VALUE : (1L << (dtype.bitSize() - 1)) - 1;
  }

  /// Draws integers of a 32- or 64-bit type in {from, …, to − 1}; bounds are i64.
  static Array draw(Key key, Shape shape, Array from, Array to, DType dtype) {
    Array least = Lax.scalar(DType.INT64, min(dtype));
    Array most = Lax.scalar(DType.INT64, max(dtype));
    Array low = Lax.convertElementType(Lax.clamp(least, from, most), dtype);
    Array high = Lax.convertElementType(Lax.clamp(least, to, most), dtype);
    DType word = dtype.bitSize() == 64 ? DType.UINT64 : DType.UINT32;
    Array span = span(low, high, Lax.gt(to, most), word);
    Key keys = key.split();
    Array upper = Words.bits(keys.get(0), shape, word);
    Array lower = Words.bits(keys.get(1), shape, word);
    // (2ʷ) mod span without a wider type: ((2^(w/2) mod span)² mod 2ʷ) mod span, as JAX does.
    Array half = Lax.rem(Lax.scalar(word, 1L << (word.bitSize() / 2)), span);
    Array multiplier = Lax.rem(Lax.mul(half, half), span);
    Array sum = Lax.add(Lax.mul(Lax.rem(upper, span), multiplier), Lax.rem(lower, span));
    return Lax.add(low, Lax.convertElementType(Lax.rem(sum, span), dtype));
  }

  /// How many values there are, as a word: 1 where the range is empty; one more where `high` lies
  /// above the type, which wraps to 0 for the whole type, and rem by 0 keeps the dividend.
  private static Array span(Array low, Array high, Array beyond, DType word) {
    Array difference = Lax.convertElementType(Lax.sub(high, low), word);
    Array one = Lax.scalar(word, 1L);
    Array empty = Lax.le(high, low);
    Array span = Lax.select(empty, full(one, empty), difference);
    Array widen = Lax.and(beyond, Lax.not(empty));
    return Lax.add(span, Lax.convertElementType(widen, word));
  }

  private static Array full(Array scalar, Array like) {
    return Lax.broadcastInDim(scalar, like.shape(), Axes.none());
  }
}
