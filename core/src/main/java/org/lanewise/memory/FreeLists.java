package org.lanewise.memory;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Free blocks by size class, last in, first out, so that what comes back hot goes out hot. Guarded
/// by the shard that owns it.
final class FreeLists {
  private final ArrayDeque<Block>[] lists = newLists();

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic array creation.
  private static ArrayDeque<Block>[] newLists() {
    return new ArrayDeque[SizeClass.COUNT];
  }

  @Nullable Block poll(int sizeClass) {
    ArrayDeque<Block> list = lists[sizeClass];
    return list == null ? null : list.pollLast();
  }

  void push(Block block) {
    ArrayDeque<Block> list = lists[block.sizeClass()];
    if (list == null) {
      list = new ArrayDeque<>();
      lists[block.sizeClass()] = list;
    }
    list.addLast(block);
  }

  ArrayDeque<Block> takeLarge() {
    ArrayDeque<Block> taken = new ArrayDeque<>();
    for (ArrayDeque<Block> list : lists) {
      if (list != null && !list.isEmpty() && list.getFirst().isLarge()) {
        taken.addAll(list);
        list.clear();
      }
    }
    return taken;
  }
}
