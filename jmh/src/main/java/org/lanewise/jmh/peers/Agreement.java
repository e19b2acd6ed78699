package org.lanewise.jmh.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.pytree.Tree;

/// Compares our results with those that a peer wrote to a file.
final class Agreement {
  private static final int PIECE = 1 << 18;

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
    try (DataInputStream theirs =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      double largest = 0;
      for (Array array : arrays) {
        largest = Math.max(largest, difference(array, theirs));
      }
      return largest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Compares piece by piece: copies of whole results would count towards the most memory.
  private static double difference(Array ours, DataInputStream theirs) throws IOException {
    Array flat = ours.reshape(-1);
    double scale = 0;
    double difference = 0;
    for (long from = 0; from < flat.size(); from += PIECE) {
      Array piece = flat.get(Index.slice(from, Math.min(flat.size(), from + PIECE)));
      byte[] read = theirs.readNBytes((int) piece.size() * piece.dtype().byteSize());
      ByteBuffer bytes = ByteBuffer.wrap(read).order(ByteOrder.nativeOrder());
      for (double value : piece.toDoubleArray()) {
        double other = next(piece, bytes);
        scale = Math.max(scale, Math.abs(other));
        boolean same = value == other || Double.isNaN(value) && Double.isNaN(other);
        difference = same ? difference : Math.max(difference, Math.abs(value - other));
      }
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
