package org.lanewise.memory;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
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
    Block block = list == null ? null : list.pollLast();
    if (block != null) {
      block.slab().taken();
    }
    return block;
  }

  void push(Block block) {
    ArrayDeque<Block> list = lists[block.sizeClass()];
    if (list == null) {
      list = new ArrayDeque<>();
      lists[block.sizeClass()] = list;
    }
    list.addLast(block);
    block.slab().returned();
  }

  /// Removes the blocks of slabs of which none has been lent for some time, and returns these
  /// slabs.
  Set<Slab> takeIdle(long nanos) {
    Set<Slab> idle = new HashSet<>();
    for (ArrayDeque<Block> list : lists) {
      if (list != null) {
        for (Block block : list) {
          if (block.slab().isIdleFor(nanos)) {
            idle.add(block.slab());
          }
        }
        list.removeIf(block -> idle.contains(block.slab()));
      }
    }
    return idle;
  }
}
