package org.lanewise.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A block of off-heap memory, 64-byte aligned and padded to a multiple of 64 bytes.
///
/// Nobody has to close a buffer: when it is unreachable, [BufferPool] takes its memory back.
/// Whoever works on raw addresses must keep the buffer reachable until the last access is done
/// (`Reference.reachabilityFence`), or another buffer may be given the same memory in mid-work. A
/// buffer is written by the operation that allocated it and is immutable from then on, unless the
/// one array that was made of it has given it up ([#takeOver()]).
///
/// A buffer knows enough of who refers to it to be given back early where that is safe: the thread
/// that made it, whether any other has looked at it, and whether a second array has been made of it
/// ([#takeOver()]); and the [BufferScope] that it belongs to.
public final class Buffer {
  private final MemorySegment base;
  private final long address;
  private final long byteSize;
  private final Object owner;
  private final long maker = Thread.currentThread().threadId();
  private @Nullable BufferScope scope;
  private boolean isHeld;
  private boolean isViewed;
  private volatile boolean isShared;

  /// A buffer that is a block of its own.
  Buffer(Block block, Shard shard) {
    this.base = block.segment();
    this.address = base.address();
    this.byteSize = base.byteSize();
    this.scope = BufferScope.current();
    this.owner = shard.lease(this, block);
  }

  /// A buffer cut from a chunk, which it keeps reachable.
  Buffer(Chunk chunk, int offset, int byteSize) {
    this.base = chunk.segment();
    this.address = base.address() + offset;
    this.byteSize = byteSize;
    this.scope = BufferScope.current();
    this.owner = chunk;
  }

  /// A part of another buffer, which it keeps reachable.
  private Buffer(Buffer whole, long offset, long byteSize) {
    this.base = whole.base;
    this.address = whole.address + offset;
    this.byteSize = byteSize;
    this.owner = whole;
  }

  /// A part of this memory, as a buffer of its own that keeps this one reachable. It ends with this
  /// one: to release it has no effect, and while an array is made of it, releasing this one has
  /// none either.
  ///
  /// @param offset where it begins, in bytes: a multiple of 64
  /// @param size its bytes: a multiple of 64
  public Buffer part(long offset, long size) {
    if (((offset | size) & 63) != 0 || offset < 0 || size < 0 || offset > byteSize - size) {
      throw new IllegalArgumentException(
          "`part`: a buffer of %d bytes has no part of %d bytes at %d. Give multiples of 64 within it."
              .formatted(byteSize, size, offset));
    }
    return new Buffer(this, offset, size);
  }

  /// The memory, padding included; accesses through it are bounds-checked.
  public MemorySegment segment() {
    long offset = address - base.address();
    return byteSize == base.byteSize() ? base : base.asSlice(offset, byteSize);
  }

  /// The address of the first byte, a multiple of 64.
  public long address() {
    return address;
  }

  /// The usable size in bytes, padding included.
  public long byteSize() {
    return byteSize;
  }

  /// Gives the memory back at once (a small buffer's, with its chunk). Only for temporaries that
  /// nothing else can refer to: after this the buffer must not be used. A buffer that an array was
  /// made of, for a Java function that a program calls, is no temporary any more and stays.
  public void release() {
    if (!isHeld) {
      end();
    }
  }

  /// Returns the block; a second call has no effect.
  void end() {
    if (owner instanceof Lease lease) {
      lease.end();
    }
  }

  /// Notes that an array has been made of this buffer: the array joins the scope that the buffer
  /// belongs to, and a second array means that neither can give the memory up.
  public void hold(BufferScope.Holder holder) {
    isViewed = isHeld;
    isHeld = true;
    if (owner instanceof Buffer whole) {
      whole.isHeld = true;
    }
    BufferScope belongsTo = scope;
    if (belongsTo != null) {
      belongsTo.join(holder);
    }
  }

  /// Whether an array has been made of this buffer, so that nobody but its holder may write it.
  public boolean isHeld() {
    return isHeld;
  }

  /// Takes the memory over from the one array that was made of this buffer and has let go of it, if
  /// that array was all that could refer to it; says whether it was. Then the buffer is the
  /// caller's as if he had just allocated it: he may write it, release it, or make an array of it.
  public boolean takeOver() {
    if (isForeign() || isViewed || isShared || owner instanceof Buffer) {
      return false;
    }
    isHeld = false;
    scope = BufferScope.current();
    return true;
  }

  /// Whether this thread is not the one that made the buffer.
  public boolean isForeign() {
    return maker != Thread.currentThread().threadId();
  }

  /// Notes that the memory is used, or will be, by somebody who does not tell when he is done:
  /// another thread, or a program that keeps it as a constant. From now on only the collector gives
  /// it back.
  public void share() {
    if (!isShared) {
      isShared = true;
    }
  }

  boolean isShared() {
    return isShared;
  }

  void moveTo(@Nullable BufferScope other) {
    scope = other;
  }
}
