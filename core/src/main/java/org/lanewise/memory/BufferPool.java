package org.lanewise.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Lends off-heap memory and takes it back when nothing refers to the buffer any more.
///
/// Memory is reserved from the operating system in slabs for small blocks and one by one for large
/// ones, and lent in size classes ([SizeClass]); a returned block waits in a free list for the next
/// buffer of its class, because fresh pages cost several times the arithmetic that fills them. The
/// budget (`-Dlanewise.memory.budget=512m`, by default half of the machine's or container's memory
/// as far as the heap's size tells it) bounds what is reserved. The collector does not see off-heap memory, so the
/// pool asks for a collection when much has been lent since the last one ([Collector]), and when the
/// budget is reached; if that does not help either, [OffHeapMemoryError] says what is live.
public final class BufferPool {
  private static final int SHARDS = 8;
  private static final long LARGE = 1L << 20;
  private static final long SLAB = 4L << 20;
  private static final long ALIGNMENT = 64;
  private static final BufferPool SHARED = new BufferPool(Budget.fromProperties());

  private final Shard[] shards = new Shard[SHARDS];
  private final Shard large = new Shard();

  @SuppressWarnings("ThreadLocalUsage") // per pool, not per process: tests make pools of their own
  private final ThreadLocal<@Nullable Chunk> chunks = new ThreadLocal<>();
  private final AtomicLong reserved = new AtomicLong();
  private final long budget;
  private final Collector collector;

  /// Makes a pool of its own, for tests.
  BufferPool(long budget) {
    this.budget = budget;
    this.collector = new Collector(budget);
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard();
    }
  }

  /// The pool of this process.
  public static BufferPool shared() {
    return SHARED;
  }

  /// Returns an uninitialised buffer of at least `byteSize` bytes, a multiple of 64.
  ///
  /// @throws OffHeapMemoryError if the budget is exhausted by live buffers
  public Buffer allocate(long byteSize) {
    if (byteSize <= Chunk.LARGEST) {
      return allocateSmall(Math.max(64, (int) byteSize + 63 & -64));
    }
    int sizeClass = SizeClass.of(byteSize);
    Shard shard = shardFor(SizeClass.byteSize(sizeClass));
    return new Buffer(lend(shard, sizeClass), shard);
  }

  private Buffer allocateSmall(int size) {
    Chunk chunk = chunks.get();
    int offset = chunk == null ? -1 : chunk.take(size);
    if (chunk == null || offset < 0) {
      Shard shard = shardFor(Chunk.SIZE);
      Block block = lend(shard, SizeClass.of(Chunk.SIZE));
      chunk = new Chunk(block);
      shard.lease(chunk, block);
      chunks.set(chunk);
      offset = chunk.take(size);
    }
    return new Buffer(chunk, offset, size);
  }

  private Shard shardFor(long size) {
    return size >= LARGE ? large : shards[(int) Thread.currentThread().threadId() % SHARDS];
  }

  private Block lend(Shard shard, int sizeClass) {
    long size = SizeClass.byteSize(sizeClass);
    if (collector.isDue(size, this::lentBytes)) {
      collector.collect(this::drain, this::lentBytes);
    }
    Block block = shard.poll(sizeClass);
    if (block != null) {
      return block;
    }
    return size >= LARGE ? reserveLarge(sizeClass, size) : reserveSmall(shard, sizeClass, size);
  }

  @SuppressWarnings("MustBeClosed") // the block closes its arena when the collector gives it up
  private Block reserveLarge(int sizeClass, long size) {
    Block freed = reserve(size, large, sizeClass);
    if (freed != null) {
      return freed;
    }
    try {
      Arena arena = Arena.ofShared();
      return new Block(arena.allocate(size, ALIGNMENT), sizeClass, arena);
    } catch (OutOfMemoryError e) {
      reserved.addAndGet(-size);
      throw exhausted(size, e);
    }
  }

  /// Cuts a slab into blocks of one class; all but one go to the free list.
  private Block reserveSmall(Shard shard, int sizeClass, long size) {
    long bytes = Math.max(size, Math.min(SLAB, size * 64));
    Block freed = reserve(bytes, shard, sizeClass);
    if (freed != null) {
      return freed;
    }
    MemorySegment slab = Arena.global().allocate(bytes, ALIGNMENT);
    for (long at = size; at + size <= bytes; at += size) {
      shard.push(new Block(slab.asSlice(at, size, ALIGNMENT), sizeClass, null));
    }
    return new Block(slab.asSlice(0, size, ALIGNMENT), sizeClass, null);
  }

  /// Adds to what is reserved; when that exceeds the budget, trims and collects first. Returns a
  /// block of the wanted class if that brought one back.
  private @Nullable Block reserve(long size, Shard shard, int sizeClass) {
    for (int attempt = 0; attempt <= Collector.ATTEMPTS; attempt++) {
      if (tryReserve(size)) {
        return null;
      }
      trim();
      if (tryReserve(size)) {
        return null;
      }
      collector.collect(this::drain, this::lentBytes);
      Block freed = shard.poll(sizeClass);
      if (freed != null) {
        return freed;
      }
      collector.pause(attempt);
    }
    throw exhausted(size, null);
  }

  private boolean tryReserve(long size) {
    if (reserved.addAndGet(size) <= budget) {
      return true;
    }
    reserved.addAndGet(-size);
    return false;
  }

  /// Gives free large blocks back to the operating system.
  private void trim() {
    drain();
    for (Block block : large.takeLarge()) {
      block.free();
      reserved.addAndGet(-block.byteSize());
    }
  }

  private void drain() {
    large.drain();
    for (Shard shard : shards) {
      shard.drain();
    }
  }

  private long lentBytes() {
    long sum = large.lentBytes();
    for (Shard shard : shards) {
      sum += shard.lentBytes();
    }
    return sum;
  }

  private OffHeapMemoryError exhausted(long size, @Nullable Throwable cause) {
    return new OffHeapMemoryError(size, statistics(), cause);
  }

  /// What is lent and reserved now.
  public MemoryStatistics statistics() {
    drain();
    long buffers = large.lentBuffers();
    for (Shard shard : shards) {
      buffers += shard.lentBuffers();
    }
    return new MemoryStatistics(
        lentBytes(), buffers, reserved.get(), budget, collector.collections());
  }
}
