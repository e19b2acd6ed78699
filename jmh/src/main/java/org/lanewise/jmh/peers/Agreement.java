package org.lanewise.jmh.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.pytree.Tree;

/// Compares our results with those that a peer wrote to a file.
final class Agreement {
  private Agreement() {}

  /// The largest difference of two elements over the largest element of the peer's result; infinite
  /// if types or shapes differ.
  ///
  /// @param ours a tree of arrays
  /// @param types the types of the peer's results
  /// @param file their elements, one result after the other
  static double difference(Object ours, List<String> types, Path file) {
    List<Array> arrays = new ArrayList<>();
    for (Object leaf : Tree.leaves(ours)) {
      arrays.add((Array) leaf);
    }
    if (!arrays.stream().map(array -> array.type().toString()).toList().equals(types)) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
      double largest = 0;
      for (Array array : arrays) {
        largest = Math.max(largest, difference(array, bytes));
      }
      return largest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double difference(Array ours, ByteBuffer bytes) {
    double[] values = ours.toDoubleArray();
    double scale = 0;
    double difference = 0;
    for (double value : values) {
      double theirs = next(ours, bytes);
      scale = Math.max(scale, Math.abs(theirs));
      boolean same = value == theirs || Double.isNaN(value) && Double.isNaN(theirs);
      difference = same ? difference : Math.max(difference, Math.abs(value - theirs));
    }
    return difference == 0 ? 0 : difference / Math.max(scale, Double.MIN_NORMAL);
  }

  private static double next(Array type, ByteBuffer bytes) {
    return switch (type.dtype()) {
      case FLOAT32 -> bytes.getFloat();
      case FLOAT64 -> bytes.getDouble();
      case INT32 -> bytes.getInt();
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
      case INT64 -> bytes.getLong();
      case UINT8 -> Byte.toUnsignedInt(bytes.get());
      case INT8, BOOL -> bytes.get();
      case INT16, UINT16, UINT64, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new IllegalArgumentException("no line has results of type " + type.type());
    };
  }
}
