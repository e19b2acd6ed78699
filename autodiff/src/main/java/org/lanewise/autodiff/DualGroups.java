package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;

/// How a loop takes dual numbers: its operands come in groups (constants, carry, rows), and the
/// tangents of a group stand right behind its values.
///
/// @param sizes the number of values in each group
/// @param mask which values have a tangent
record DualGroups(List<Integer> sizes, List<Boolean> mask) {
  DualGroups {
    sizes = List.copyOf(sizes);
    mask = List.copyOf(mask);
  }

  /// The number of values and tangents in a group.
  int width(int group) {
    int start = sizes.subList(0, group).stream().mapToInt(Integer::intValue).sum();
    int size = sizes.get(group);
    return size + Masks.count(mask.subList(start, start + size));
  }

  /// Values with their tangents behind each group.
  ///
  /// @param values the values
  /// @param tangents the tangents of the mask
  <T> List<T> joined(List<? extends T> values, List<? extends T> tangents) {
    List<T> joined = new ArrayList<>();
    int start = 0;
    int next = 0;
    for (int size : sizes) {
      joined.addAll(values.subList(start, start + size));
      int count = Masks.count(mask.subList(start, start + size));
      joined.addAll(tangents.subList(next, next + count));
      start += size;
      next += count;
    }
    return joined;
  }

  /// Values and tangents of dual numbers; see [#joined].
  List<Array> joined(List<Dual> duals) {
    return joined(duals.stream().map(Dual::primal).toList(), DualProgram.tangents(duals, mask));
  }

  /// The dual numbers of joined values and tangents.
  List<Dual> duals(List<Array> joined) {
    List<Dual> duals = new ArrayList<>();
    int start = 0;
    int next = 0;
    for (int group = 0; group < sizes.size(); group++) {
      int end = start + sizes.get(group);
      int tangent = next + sizes.get(group);
      for (int i = start; i < end; i++) {
        Array value = joined.get(next++);
        duals.add(new Dual(value, mask.get(i) ? Tangent.of(joined.get(tangent++)) : Tangent.ZERO));
      }
      start = end;
      next = tangent;
    }
    return duals;
  }
}
