package org.lanewise.random;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Random words from keys: what the two layouts of [Threefry] hash, and how keys are derived.
final class Words {
  /// Most counters that one key of the original layout hashes in one go.
  private static final long BLOCK = 0xFFFFFFFFL;

  private Words() {}

  /// Joins two scalars into a vector.
  static Array stack(Array first, Array second) {
    Axes axis = Axes.of(0);
    return Lax.concatenate(List.of(Lax.expandDims(first, axis), Lax.expandDims(second, axis)), 0);
  }

  /// The key words of fresh keys, shape `shape + (2,)`.
  static Array split(Key key, Shape shape) {
    Shape words = shape.concat(Shape.of(2));
    return switch (key.layout()) {
      case PARTITIONABLE -> {
        List<Array> hashed = hashIndices(key, shape);
        Axes last = Axes.of(shape.rank());
        yield Lax.concatenate(
            List.of(Lax.expandDims(hashed.get(0), last), Lax.expandDims(hashed.get(1), last)),
            shape.rank());
      }
      case ORIGINAL -> Lax.reshape(hashCounters(key, words.size()), words);
    };
  }

  /// The key words of a key into which a word is folded: the hash of (0, word).
  static Array foldIn(Key key, Array word) {
    Array zero = Lax.scalar(DType.UINT32, 0L);
    List<Array> hashed = Lax.threefry2x32(key.word(0), key.word(1), zero, word);
    return stack(hashed.get(0), hashed.get(1));
  }

  /// Uniform random bits of an unsigned type.
  static Array bits(Key key, Shape shape, DType dtype) {
    return switch (key.layout()) {
      case PARTITIONABLE -> partitionable(hashIndices(key, shape), dtype);
      case ORIGINAL -> Lax.reshape(original(key, shape.size(), dtype), shape);
    };
  }

  /// Hashes the row-major index of every element as a 64-bit counter.
  private static List<Array> hashIndices(Key key, Shape shape) {
    long n = shape.size();
    if (n <= 1L << 32) {
      Array low = Lax.reshape(Lax.iota(DType.UINT32, n), shape);
      Array high = Lax.scalar(DType.UINT32, 0L);
      return Lax.threefry2x32(key.word(0), key.word(1), high, low);
    }
    Array index = Lax.reshape(Lax.iota(DType.UINT64, n), shape);
    Array high = Lax.shiftRightLogical(index, Lax.scalar(DType.UINT64, 32L));
    return Lax.threefry2x32(
        key.word(0),
        key.word(1),
        Lax.convertElementType(high, DType.UINT32),
        Lax.convertElementType(index, DType.UINT32));
  }

  /// Random bits of the two words that a counter hashes to.
  static Array partitionable(List<Array> hashed, DType dtype) {
    return dtype == DType.UINT64
        ? join(hashed.get(0), hashed.get(1))
        : Lax.convertElementType(Lax.xor(hashed.get(0), hashed.get(1)), dtype);
  }

  private static Array original(Key key, long n, DType dtype) {
    return switch (dtype.byteSize()) {
      case 8 -> {
        Array words = hashCounters(key, 2 * n);
        yield join(slice(words, 0, n), slice(words, n, 2 * n));
      }
      case 4 -> hashCounters(key, n);
      default -> {
        long perWord = 4 / dtype.byteSize();
        long words = (n + perWord - 1) / perWord;
        Array parts = Lax.bitcastConvertType(hashCounters(key, words), dtype);
        yield slice(Lax.reshape(parts, Shape.of(words * perWord)), 0, n);
      }
    };
  }

  /// Hashes the counters 0 … n−1 in halves; very long runs take a fresh key for each 2³²−1.
  private static Array hashCounters(Key key, long n) {
    if (n < BLOCK) {
      return hashHalves(key, n);
    }
    long blocks = n / BLOCK;
    Key keys = key.split(blocks + 1);
    List<Array> parts = new ArrayList<>();
    for (long i = 0; i < blocks; i++) {
      parts.add(hashHalves(keys.get((int) i), BLOCK));
    }
    parts.add(hashHalves(keys.get((int) blocks), n - blocks * BLOCK));
    return Lax.concatenate(parts, 0);
  }

  private static Array hashHalves(Key key, long n) {
    long half = (n + 1) / 2;
    Array first = Lax.iota(DType.UINT32, half);
    Array second = Lax.add(first, Lax.scalar(DType.UINT32, half));
    if (n % 2 == 1) {
      Sizes none = Sizes.of(0);
      Array zero = Lax.scalar(DType.UINT32, 0L);
      second = Lax.pad(slice(second, 0, half - 1), zero, none, Sizes.of(1), none);
    }
    List<Array> hashed = Lax.threefry2x32(key.word(0), key.word(1), first, second);
    return slice(Lax.concatenate(hashed, 0), 0, n);
  }

  private static Array slice(Array x, long start, long limit) {
    return start == 0 && limit == x.size() ? x : Lax.sliceInDim(x, start, limit, 1, 0);
  }

  /// 64-bit words of their halves.
  static Array join(Array high, Array low) {
    Array upper =
        Lax.shiftLeft(Lax.convertElementType(high, DType.UINT64), Lax.scalar(DType.UINT64, 32L));
    return Lax.or(upper, Lax.convertElementType(low, DType.UINT64));
  }
}
