package org.lanewise.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Lends off-heap memory and takes it back when nothing refers to the buffer any more.
///
/// Memory is reserved from the operating system in slabs ([Slab]), of many blocks if these are
/// small and of one if it is large, and lent in size classes ([SizeClass]); a returned block waits
/// in a free list for the next buffer of its class, because fresh pages cost several times the
/// arithmetic that fills them. Slabs of which nothing has been lent for a second go back to the
/// system. The budget (`-Dlanewise.memory.budget=512m`, by default half of the machine's or
/// container's memory as far as the heap's size tells it) bounds what is reserved; when it is
/// reached, slabs of which nothing is lent go back at once. The collector does not see off-heap
/// memory, so the pool has it run when much has been lent since the last time ([Collector]), and
/// when the budget is reached; if that does not help either, [OffHeapMemoryError] says what is
/// live.
public final class BufferPool {
  private static final int SHARDS = 8;
  private static final long LARGE = 1L << 20;
  private static final long SLAB = 4L << 20;
  private static final long BLOCKS = 64;

  /// How long a slab waits for its next use before it goes back: when time allows a look, and when
  /// a large piece of another size is about to be reserved.
  private static final long IDLE_NANOS = 1_000_000_000;

  private static final long IDLE_BEFORE_LARGE_NANOS = 100_000_000;
  private static final BufferPool SHARED = new BufferPool(Budget.fromProperties());

  private final Shard[] shards = new Shard[SHARDS];
  private final Shard large = new Shard();

  @SuppressWarnings("ThreadLocalUsage") // per pool, not per process: tests make pools of their own
  private final ThreadLocal<@Nullable Chunk> chunks = new ThreadLocal<>();

  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong mostReserved = new AtomicLong();
  private final AtomicLong lastTrim = new AtomicLong(System.nanoTime());
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
    if (collector.isTimeToLook(size)) {
      look();
    }
    Block block = shard.poll(sizeClass);
    if (block != null) {
      return block;
    }
    long blocks = size >= LARGE ? 1 : Math.min(SLAB / size, BLOCKS);
    return reserve(shard, sizeClass, blocks * size);
  }

  /// Collects if that is due, and gives back what has been idle for long.
  private void look() {
    if (collector.isDue(drained())) {
      collector.collect(false, this::drained);
    }
    long last = lastTrim.get();
    long now = System.nanoTime();
    if (now - last > IDLE_NANOS && lastTrim.compareAndSet(last, now)) {
      trim(IDLE_NANOS);
    }
  }

  /// Reserves a slab and cuts it into blocks of one class; all but one go to the free list.
  private Block reserve(Shard shard, int sizeClass, long bytes) {
    if (shard == large) {
      trim(large, IDLE_BEFORE_LARGE_NANOS);
    }
    Block freed = makeRoom(bytes, shard, sizeClass);
    if (freed != null) {
      return freed;
    }
    Slab slab;
    try {
      slab = Slab.reserve(bytes, sizeClass);
    } catch (OutOfMemoryError e) {
      reserved.addAndGet(-bytes);
      throw exhausted(bytes, e);
    }
    for (int i = 1; i < slab.blocks(); i++) {
      shard.push(slab.block(i));
    }
    return slab.block(0);
  }

  /// Adds to what is reserved; when that exceeds the budget, trims and collects first. Returns a
  /// block of the wanted class if that brought one back.
  private @Nullable Block makeRoom(long size, Shard shard, int sizeClass) {
    for (int attempt = 0; attempt <= Collector.ATTEMPTS; attempt++) {
      if (tryReserve(size)) {
        return null;
      }
      trim(0);
      if (tryReserve(size)) {
        return null;
      }
      collector.collect(true, this::drained);
      Block freed = shard.poll(sizeClass);
      if (freed != null) {
        return freed;
      }
      collector.pause(attempt);
    }
    throw exhausted(size, null);
  }

  private boolean tryReserve(long size) {
    long now = reserved.addAndGet(size);
    if (now <= budget) {
      if (now > mostReserved.get()) {
        mostReserved.accumulateAndGet(now, Math::max);
      }
      return true;
    }
    reserved.addAndGet(-size);
    return false;
  }

  /// Gives slabs of which no block has been lent for some time back to the operating system.
  private void trim(long nanos) {
    drain();
    trim(large, nanos);
    for (Shard shard : shards) {
      trim(shard, nanos);
    }
  }

  private void trim(Shard shard, long nanos) {
    for (Slab slab : shard.takeIdle(nanos)) {
      slab.close();
      reserved.addAndGet(-slab.byteSize());
    }
  }

  private void drain() {
    large.drain();
    for (Shard shard : shards) {
      shard.drain();
    }
  }

  /// Takes back what the collector has found, and tells what is still lent.
  private long drained() {
    drain();
    long sum = large.lentBytes();
    for (Shard shard : shards) {
      sum += shard.lentBytes();
    }
    return sum;
  }

  /// Gives back to the operating system whatever is not lent.
  public void trim() {
    collector.collect(true, this::drained);
    trim(0);
  }

  private OffHeapMemoryError exhausted(long size, @Nullable Throwable cause) {
    return new OffHeapMemoryError(size, statistics(), cause);
  }

  /// What is lent and reserved now.
  public MemoryStatistics statistics() {
    long bytes = drained();
    long buffers = large.lentBuffers();
    for (Shard shard : shards) {
      buffers += shard.lentBuffers();
    }
    return new MemoryStatistics(
        bytes, buffers, reserved.get(), mostReserved.get(), budget, collector.collections());
  }
}
