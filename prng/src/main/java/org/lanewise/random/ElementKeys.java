package org.lanewise.random;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A key for each element of an array, for samplers whose elements each go their own way: an
/// element draws as a single key would, whatever its neighbours do.
///
/// @param first the first key words, u32
/// @param second the second key words, of the same shape
/// @param layout how counters are laid out
record ElementKeys(Array first, Array second, Threefry layout) {

  /// Fresh keys of a single one, the same as [Key#split(Shape)] makes.
  static ElementKeys of(Key key, Shape shape) {
    Array words = key.split(shape).data();
    return new ElementKeys(word(words, 0), word(words, 1), key.layout());
  }

  private static Array word(Array words, long i) {
    int last = words.rank() - 1;
    return Lax.squeeze(Lax.sliceInDim(words, i, i + 1, 1, last), Axes.of(last));
  }

  /// Makes n fresh keys of each, the same as [Key#split(long)] makes of one.
  List<ElementKeys> split(int n) {
    return switch (layout) {
      case PARTITIONABLE ->
          IntStream.range(0, n)
              .mapToObj(i -> hash(0, i))
              .map(words -> new ElementKeys(words.get(0), words.get(1), layout))
              .toList();
      case ORIGINAL -> {
        List<List<Array>> hashed = IntStream.range(0, n).mapToObj(i -> hash(i, n + i)).toList();
        // first the first words of all, then the second ones
        List<Array> words =
            IntStream.range(0, 2 * n).mapToObj(i -> hashed.get(i % n).get(i / n)).toList();
        yield IntStream.range(0, n)
            .mapToObj(i -> new ElementKeys(words.get(2 * i), words.get(2 * i + 1), layout))
            .toList();
      }
    };
  }

  /// Random bits of an unsigned type, as a single key draws them for a scalar.
  Array bits(DType dtype) {
    List<Array> words = hash(0, layout == Threefry.ORIGINAL && dtype == DType.UINT64 ? 1 : 0);
    return switch (layout) {
      case PARTITIONABLE -> Words.partitionable(words, dtype);
      case ORIGINAL ->
          dtype == DType.UINT64
              ? Words.join(words.get(0), words.get(1))
              : Lax.convertElementType(words.get(0), dtype);
    };
  }

  /// Numbers in [0, 1), as a single key draws them for a scalar.
  Array uniform(DType dtype) {
    return Floats.unit(bits(Floats.drawn(dtype)), dtype);
  }

  /// Standard normal numbers, as a single key draws them for a scalar.
  Array normal(DType dtype) {
    return Floats.normal(uniform(dtype));
  }

  /// These keys where a condition holds, else others.
  ElementKeys where(Array condition, ElementKeys others) {
    return new ElementKeys(
        Lax.select(condition, first, others.first),
        Lax.select(condition, second, others.second),
        layout);
  }

  /// The keys of other elements: both words changed alike.
  ElementKeys map(UnaryOperator<Array> f) {
    return new ElementKeys(f.apply(first), f.apply(second), layout);
  }

  private List<Array> hash(long high, long low) {
    return Lax.threefry2x32(
        first, second, Lax.scalar(DType.UINT32, high), Lax.scalar(DType.UINT32, low));
  }
}
