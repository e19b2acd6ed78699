/// Off-heap memory: buffers, their layouts, and the pool that recycles them.
///
/// A [Buffer] is a block of memory; a [Layout] says where in it the elements of an array lie; a
/// [Strided] joins both with an element type and is what backends read and write. [BufferPool]
/// hands buffers out and takes them back when nothing refers to them any more, so no user of
/// Lanewise closes anything; a [BufferScope] and a donation ([Buffer#takeOver()]) tell it earlier.
/// `MemorySegment` and `Arena` appear in this package and in backends only.
///
/// Invariants: a buffer is 64-byte aligned and padded to 64 bytes; it is written only by the
/// operation that allocated it; raw addresses are used only while the buffer is held reachable; a
/// buffer goes back before the collector has found it only if nobody but its maker can know it.
package org.lanewise.memory;
