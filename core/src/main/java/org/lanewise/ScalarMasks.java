package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// NumPy's `x[True]` and `x[False]`: a mask without axes stands for none of the array's.
///
/// It adds an axis of size 1 in its place and picks that entry, or none. So the array is given the
/// axis, and the mask becomes the positions `[0]` or `[]` along it.
final class ScalarMasks {
  private ScalarMasks() {}

  /// The axes to add to an array of a rank, in the result's numbering; empty where no entry is a
  /// mask without axes.
  static Axes added(int rank, List<Index> entries) {
    int consumed = 0;
    for (Index entry : entries) {
      consumed += axes(entry);
    }
    List<Integer> added = new ArrayList<>();
    int axis = 0;
    for (Index entry : entries) {
      if (isScalarMask(entry)) {
        added.add(axis++);
      }
      axis += entry == Index.Marker.ELLIPSIS ? Math.max(0, rank - consumed) : axes(entry);
    }
    return Axes.of(added.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The entries for the array with these axes.
  static List<Index> replaced(List<Index> entries) {
    return entries.stream().map(ScalarMasks::replaced).toList();
  }

  private static Index replaced(Index entry) {
    if (!isScalarMask(entry)) {
      return entry;
    }
    Array mask = ((Index.Mask) entry).mask();
    boolean taken =
        switch (mask) {
          case ConcreteArray array -> array.booleanItem();
          case Tracer tracer -> throw ConcretizationException.of("Index.mask", tracer);
        };
    return Index.of(Lax.full(Shape.of(taken ? 1 : 0), DType.INT32, 0));
  }

  private static boolean isScalarMask(Index entry) {
    return entry instanceof Index.Mask(Array mask) && mask.rank() == 0;
  }

  private static int axes(Index entry) {
    return switch (entry) {
      case Index.At _, Index.Slice _, Index.Positions _ -> 1;
      case Index.Mask(Array mask) -> mask.rank();
      case Index.Marker _ -> 0;
    };
  }
}
