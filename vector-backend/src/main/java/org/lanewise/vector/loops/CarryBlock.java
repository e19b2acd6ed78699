package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;

/// Where the carries of a loop lie in one block: neighbours that are single elements of one type
/// side by side, so that they can be loaded as a vector.
///
/// @param offsets of each array, in bytes; −1 for those that are no carries
/// @param bytes the size of the block
record CarryBlock(List<Integer> offsets, int bytes) {
  private static final int LINE = 64;

  /// Lays the carries out.
  static CarryBlock of(List<Slot> arrays) {
    List<Integer> offsets = new ArrayList<>();
    int end = 0;
    Slot last = null;
    for (Slot array : arrays) {
      if (array.kind() != Kind.CARRY) {
        offsets.add(-1);
        continue;
      }
      boolean joins =
          last != null
              && last.type().size() == 1
              && array.type().size() == 1
              && last.type().dtype() == array.type().dtype();
      int offset = joins ? end : aligned(end);
      offsets.add(offset);
      end = offset + Math.toIntExact(array.position(Math.toIntExact(array.type().size())));
      last = array;
    }
    return new CarryBlock(List.copyOf(offsets), aligned(end) + LINE);
  }

  private static int aligned(int bytes) {
    return bytes + LINE - 1 & -LINE;
  }
}
