package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.ItemArray;
import org.lanewise.Lax;
import org.lanewise.ir.Sizes;
import org.lanewise.pytree.Static;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// A key of the random number generator, or an array of keys.
///
/// A key is an immutable value and a pytree: it passes through every transformation, and an array
/// of keys is mapped like any array. Drawing from a key does not change it, so the same key must
/// not be used twice for independent numbers: [#split] it first.
///
/// ```java
/// Key key = Key.of(42);
/// Key two = key.split(2);
/// Array x = Sample.normal(two.get(0), Shape.of(3));
/// Array y = Sample.normal(two.get(1), Shape.of(3));
/// ```
///
/// @param data the key words, u32, shape `(…, 2)`
/// @param layout how counters are laid out
public record Key(Array data, @Static Threefry layout) implements ItemArray {

  /// Checks the key words.
  ///
  /// @throws DTypeException if the words are not u32
  /// @throws ShapeException if the last axis does not have size 2
  public Key {
    if (data.dtype() != DType.UINT32) {
      throw new DTypeException(
          "`Key.wrap`: key words must be u32, got "
              + data.type()
              + ". Convert them with `astype`.");
    }
    if (data.rank() == 0 || data.shape().get(-1) != 2) {
      throw new ShapeException(
          "`Key.wrap`: the last axis of the key words must have size 2, got "
              + data.type()
              + ". Reshape to (..., 2).");
    }
  }

  /// Makes the key of a seed, with partitionable counters: the words are the seed's high and low
  /// half.
  public static Key of(long seed) {
    return of(seed, Threefry.PARTITIONABLE);
  }

  /// Makes the key of a seed with a layout.
  public static Key of(long seed, Threefry layout) {
    Array high = Lax.scalar(DType.UINT32, seed >>> 32);
    Array low = Lax.scalar(DType.UINT32, seed & 0xFFFFFFFFL);
    return new Key(Words.stack(high, low), layout);
  }

  /// Makes a key (or an array of keys) of words, with partitionable counters.
  ///
  /// @param data u32, shape `(…, 2)`
  public static Key wrap(Array data) {
    return new Key(data, Threefry.PARTITIONABLE);
  }

  /// Makes a key (or an array of keys) of words with a layout.
  public static Key wrap(Array data, Threefry layout) {
    return new Key(data, layout);
  }

  /// The shape of the array of keys; that of a scalar for a single key.
  public Shape shape() {
    return data.shape().subshape(0, data.rank() - 1);
  }

  /// The axis of the two words of a key.
  @Override
  public int itemRank() {
    return 1;
  }

  /// Makes two fresh keys.
  public Key split() {
    return split(2);
  }

  /// Makes an array of `n` fresh keys.
  ///
  /// @throws ShapeException if this is an array of keys
  public Key split(long n) {
    return split(Shape.of(n));
  }

  /// Makes an array of fresh keys of the given shape.
  ///
  /// @throws ShapeException if this is an array of keys
  public Key split(Shape shape) {
    return new Key(Words.split(single("split"), shape), layout);
  }

  /// Makes a fresh key of this one and a number, of which the low 32 bits count.
  ///
  /// @throws ShapeException if this is an array of keys
  public Key foldIn(long number) {
    return foldIn(Lax.scalar(DType.UINT32, number));
  }

  /// Makes a fresh key of this one and an integer scalar.
  ///
  /// @throws ShapeException if this is an array of keys, or the number is not a scalar
  /// @throws DTypeException if the number is not an integer
  public Key foldIn(Array number) {
    if (number.rank() != 0) {
      throw new ShapeException(
          "`foldIn`: the number must be a scalar, got "
              + number.type()
              + ". Use `vmap` to fold in several numbers.");
    }
    if (!number.dtype().isInteger()) {
      throw new DTypeException(
          "`foldIn`: the number must be an integer, got " + number.type() + ". Convert it.");
    }
    Array word = Lax.convertElementType(number, DType.UINT32);
    return new Key(Words.foldIn(single("foldIn"), word), layout);
  }

  /// Takes a key, or an array of keys, out of an array of keys by leading indices; negative ones
  /// count from the end.
  ///
  /// @throws ShapeException if there are more indices than axes, or one is out of range
  public Key get(int... indices) {
    Shape shape = shape();
    if (indices.length > shape.rank()) {
      throw new ShapeException(
          "`Key.get`: "
              + indices.length
              + " indices are too many for keys of shape "
              + shape
              + ". Split the key first.");
    }
    Array picked = data;
    for (int i = 0; i < indices.length; i++) {
      long n = shape.get(i);
      long index = indices[i] < 0 ? indices[i] + n : indices[i];
      if (index < 0 || index >= n) {
        throw new ShapeException(
            "`Key.get`: index "
                + indices[i]
                + " is out of range for axis "
                + i
                + " of keys of shape "
                + shape
                + ".");
      }
      picked = Lax.squeeze(Lax.sliceInDim(picked, index, index + 1, 1, 0), Axes.of(0));
    }
    return new Key(picked, layout);
  }

  /// Reads an array of keys in another shape.
  public Key reshape(Shape shape) {
    return new Key(Lax.reshape(data, shape.concat(Shape.of(2))), layout);
  }

  /// This key, if it is a single one.
  Key single(String operation) {
    if (data.rank() != 1) {
      throw new ShapeException(
          "`"
              + operation
              + "`: accepts a single key, got keys of shape "
              + shape()
              + ". Take one with `get`, or use `vmap` for batching.");
    }
    return this;
  }

  /// The first or the second key word of a single key.
  Array word(int i) {
    Sizes one = Sizes.of(1);
    return Lax.squeeze(Lax.slice(data, Sizes.of(i), Sizes.of(i + 1), one), Axes.of(0));
  }

  /// As JAX prints a typed key: `Array((), dtype=key<fry>) overlaying:` and the words below.
  @Override
  public String toString() {
    String words = data.toString();
    if (words.startsWith("Array(")) {
      words = words.substring("Array(".length(), words.lastIndexOf(", dtype="));
      words = words.replace("\n      ", "\n").replace(",\n", "\n").replace(",", "");
    }
    return "Array(" + shape() + ", dtype=key<fry>) overlaying:\n" + words;
  }
}
