package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Evaluates `top_k`: sorts the positions of each row by the keys turned round, and takes the
/// first.
final class TopKKernel {
  private TopKKernel() {}

  /// @param types the types of values and places
  static List<Strided> topK(int axis, Strided x, List<ArrayType> types) {
    Strided values = Strided.allocate(types.get(0));
    Strided places = Strided.allocate(types.get(1));
    int n = SortKernel.rowLength("top_k", x.shape(), axis);
    int k = (int) values.shape().get(axis);
    if (values.shape().size() == 0) {
      return List.of(values, places);
    }
    Strided rows = x.with(alongRows(x.layout(), axis));
    Keys keys = Keys.ofAllDistinct(rows);
    Reader in = new Reader(rows);
    Writer out = new Writer(values.with(alongRows(values.layout(), axis)));
    Writer outPlaces = new Writer(places.with(alongRows(places.layout(), axis)));
    long[] key = new long[n];
    long[] bits = new long[n];
    long[] top = new long[k];
    long[] topPlaces = new long[k];
    for (long row = 0; row < x.shape().size() / n; row++) {
      keys.next(key, n);
      in.bits(bits, n);
      for (int i = 0; i < n; i++) {
        key[i] = ~key[i]; // the largest first, equal ones still in the order of their places
      }
      int[] order = SortKernel.order(new long[][] {key}, n);
      for (int i = 0; i < k; i++) {
        top[i] = bits[order[i]];
        topPlaces[i] = order[i];
      }
      out.longs(top, k);
      outPlaces.longs(topPlaces, k);
    }
    return List.of(values, places);
  }

  private static Layout alongRows(Layout layout, int axis) {
    Axes last = Axes.of(axis);
    return layout.transpose(last.complement(layout.shape().rank()).concat(last));
  }
}
