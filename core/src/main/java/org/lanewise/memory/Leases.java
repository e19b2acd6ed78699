package org.lanewise.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The leases that run in a shard: an array, not a linked list, because the collector marks long
/// lists one by one in a single thread. Guarded by the shard.
final class Leases {
  private @Nullable Lease[] slots = new Lease[64];
  private int size;

  void add(Lease lease) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, 2 * size);
    }
    lease.slot = size;
    slots[size++] = lease;
  }

  /// Removes a lease, whose place the last one takes; false if it has ended already.
  boolean remove(Lease lease) {
    int slot = lease.slot;
    if (slot < 0) {
      return false;
    }
    Lease last = slots[--size];
    slots[size] = null;
    if (last != null && last != lease) {
      last.slot = slot;
      slots[slot] = last;
    }
    lease.slot = -1;
    return true;
  }

  int size() {
    return size;
  }
}
