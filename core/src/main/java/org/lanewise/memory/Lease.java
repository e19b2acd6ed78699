package org.lanewise.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/// The pool's knowledge of one lent block: enqueued by the collector when the block's owner (a
/// [Buffer], or a [Chunk] of small ones) is unreachable. [Leases] keeps it reachable itself.
final class Lease extends PhantomReference<Object> {
  /// The position in [Leases], −1 when the lease has ended.
  int slot = -1;

  private final Shard shard;
  private final Block block;

  Lease(Object owner, ReferenceQueue<Object> queue, Shard shard, Block block) {
    super(owner, queue);
    this.shard = shard;
    this.block = block;
  }

  Block block() {
    return block;
  }

  /// Returns the block to its shard; only the first call has an effect.
  void end() {
    shard.end(this);
  }
}
