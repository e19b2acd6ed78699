package org.lanewise.memory;

import java.lang.ref.ReferenceQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A part of the pool with free lists and a lock of its own, so that threads seldom wait for each
/// other: a thread lends from the shard of its number.
final class Shard {
  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final FreeLists free;
  private final Leases leases = new Leases();
  private long lentBytes;

  Shard() {
    this.free = new FreeLists();
  }

  /// A free block of a class, or null; first takes back what the collector has found.
  @Nullable Block poll(int sizeClass) {
    drain();
    synchronized (this) {
      return free.poll(sizeClass);
    }
  }

  /// Records that a block is lent until its owner is unreachable.
  Lease lease(Object owner, Block block) {
    Lease lease = new Lease(owner, queue, this, block);
    synchronized (this) {
      leases.add(lease);
      lentBytes += block.byteSize();
    }
    return lease;
  }

  /// Takes back every block whose buffer the collector has found unreachable.
  void drain() {
    for (var dead = queue.poll(); dead != null; dead = queue.poll()) {
      ((Lease) dead).end();
    }
  }

  synchronized void end(Lease lease) {
    if (leases.remove(lease)) {
      lease.clear();
      lentBytes -= lease.block().byteSize();
      free.push(lease.block());
    }
  }

  synchronized void push(Block block) {
    free.push(block);
  }

  /// Removes and returns the slabs of which no block has been lent for some time.
  synchronized Set<Slab> takeIdle(long nanos) {
    return free.takeIdle(nanos);
  }

  synchronized long lentBytes() {
    return lentBytes;
  }

  synchronized long lentBuffers() {
    return leases.size();
  }
}
