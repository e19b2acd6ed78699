package org.lanewise.backend.reference;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Evaluates `sort`: for each row along the dimension, a stable merge sort of the row's positions
/// by the keys, by which all operands are permuted.
final class SortKernel {
  private SortKernel() {}

  /// One operand, to be permuted row by row.
  private record Permutation(Reader in, Writer out) {
    void apply(int[] order) {
      long[] bits = new long[order.length];
      in.bits(bits, order.length);
      long[] sorted = new long[order.length];
      for (int i = 0; i < order.length; i++) {
        sorted[i] = bits[order[i]];
      }
      out.longs(sorted, order.length);
    }
  }

  static List<Strided> sort(int dimension, int numKeys, List<Strided> operands) {
    int n = rowLength("sort", operands.get(0).shape(), dimension);
    List<Keys> keys = new ArrayList<>();
    List<Permutation> permutations = new ArrayList<>();
    List<Strided> results = new ArrayList<>();
    for (Strided operand : operands) {
      Strided result = Strided.allocate(operand.dtype(), operand.shape());
      Strided rows = operand.with(alongRows(operand.layout(), dimension));
      Strided sorted = result.with(alongRows(result.layout(), dimension));
      if (keys.size() < numKeys) {
        keys.add(new Keys(rows));
      }
      permutations.add(new Permutation(new Reader(rows), new Writer(sorted)));
      results.add(result);
    }
    long[][] rowKeys = new long[numKeys][n];
    long rowCount = n == 0 ? 0 : operands.get(0).shape().size() / n;
    for (long row = 0; row < rowCount; row++) {
      for (int k = 0; k < numKeys; k++) {
        keys.get(k).next(rowKeys[k], n);
      }
      int[] order = order(rowKeys, n);
      for (Permutation permutation : permutations) {
        permutation.apply(order);
      }
    }
    return List.copyOf(results);
  }

  /// The size of an axis whose rows are held in Java arrays.
  static int rowLength(String operation, Shape shape, int dimension) {
    if (shape.get(dimension) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          ("`%s`: the sorted axis must have at most 2147483639 elements, but axis %d of %s has"
                  + " more. Sort parts of it.")
              .formatted(operation, dimension, shape));
    }
    return (int) shape.get(dimension);
  }

  private static Layout alongRows(Layout layout, int axis) {
    Axes last = Axes.of(axis);
    return layout.transpose(last.complement(layout.shape().rank()).concat(last));
  }

  /// The positions 0 … n−1 in the order of their keys, equal keys in the order of positions.
  static int[] order(long[][] keys, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    int[] merged = new int[n];
    for (long width = 1; width < n; width *= 2) {
      for (long from = 0; from < n; from += 2 * width) {
        int middle = (int) Math.min(from + width, n);
        int end = (int) Math.min(from + 2 * width, n);
        merge(keys, order, (int) from, middle, end, merged);
      }
      int[] previous = order;
      order = merged;
      merged = previous;
    }
    return order;
  }

  /// Merges two neighbouring sorted runs; of equal keys the left one comes first.
  private static void merge(
      long[][] keys, int[] order, int from, int middle, int end, int[] merged) {
    int left = from;
    int right = middle;
    for (int i = from; i < end; i++) {
      boolean takesLeft =
          left < middle && (right == end || !isBefore(keys, order[right], order[left]));
      merged[i] = order[takesLeft ? left++ : right++];
    }
  }

  private static boolean isBefore(long[][] keys, int first, int second) {
    for (long[] key : keys) {
      if (key[first] != key[second]) {
        return key[first] < key[second];
      }
    }
    return false;
  }
}
