package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;

/// Finds the windows of one call, some places at a time, so that each thread finds its own.
final class Locator {
  /// The distance of a window that is out of bounds.
  static final long OUTSIDE = Long.MIN_VALUE;

  /// A batched axis: window and place lie at the same index of it.
  ///
  /// @param below how many places one index has
  /// @param size the number of indices
  /// @param step the distance in bytes of neighbouring indices in the operand
  record Batch(long below, long size, long step) {}

  private final Strided vectors;
  private final int components;
  private final long[] lasts;
  private final long[] steps;
  private final List<Batch> batches;
  private final boolean clamps;

  /// @param vectors row-major index vectors, of 32 or 64 bits
  /// @param lasts the largest index of each component at which a window fits; negative if it fits
  ///   nowhere
  /// @param steps the distance in bytes of neighbouring indices of each component
  /// @param batches what places along batched axes add
  /// @param clamps whether windows are moved into bounds
  Locator(Strided vectors, long[] lasts, long[] steps, List<Batch> batches, boolean clamps) {
    this.vectors = vectors;
    this.components = lasts.length;
    this.lasts = lasts;
    this.steps = steps;
    this.batches = batches;
    this.clamps = clamps;
  }

  /// The index vectors.
  Strided vectors() {
    return vectors;
  }

  /// Whether windows are the elements of a row of so many bytes each, by one index, and are left
  /// out if they are outside.
  boolean isPlain(long elements, int bytes) {
    return !clamps
        && components == 1
        && batches.isEmpty()
        && lasts[0] == elements - 1
        && steps[0] == bytes;
  }

  /// Finds how far windows lie from the operand's first element, in bytes, or that they are
  /// [#OUTSIDE].
  ///
  /// @param first the first place
  /// @param found gets the distances
  /// @return whether all are inside
  boolean locate(long first, int count, long[] found) {
    MemorySegment segment = Memory.segment(vectors);
    int size = vectors.dtype().byteSize();
    int stride = components * size;
    Arrays.fill(found, 0, count, 0);
    boolean inside = true;
    for (int i = 0; i < components; i++) {
      long at = Memory.at(vectors) + first * stride + (long) i * size;
      if (lasts[i] < 0) {
        Arrays.fill(found, 0, count, OUTSIDE);
        inside = false;
      } else if (i == 0 && size == Integer.BYTES && !clamps && !vectors.dtype().isUnsigned()) {
        inside = firstNarrow(segment, at, stride, count, (int) lasts[0], steps[0], found);
      } else if (size == Long.BYTES) {
        inside &= addWide(segment, at, stride, count, lasts[i], steps[i], found);
      } else {
        inside &= addNarrow(segment, at, stride, count, lasts[i], steps[i], found);
      }
    }
    for (Batch batch : batches) {
      addBatch(batch, first, count, found);
    }
    return inside;
  }

  /// The commonest case in half the time.
  private static boolean firstNarrow(
      MemorySegment s, long at, int stride, int count, int last, long step, long[] found) {
    MemorySegment indices = Memory.view(s);
    boolean inside = true;
    for (int i = 0; i < count; i++) {
      int index = indices.get(Memory.INT, at + (long) i * stride);
      boolean fits = index >= 0 && index <= last;
      found[i] = fits ? index * step : OUTSIDE;
      inside &= fits;
    }
    return inside;
  }

  private boolean addNarrow(
      MemorySegment s, long at, int stride, int count, long last, long step, long[] found) {
    MemorySegment indices = Memory.view(s);
    long used = vectors.dtype().isUnsigned() ? 0xFFFF_FFFFL : -1;
    boolean inside = true;
    for (int i = 0; i < count; i++) {
      long index = indices.get(Memory.INT, at + (long) i * stride) & used;
      long near = Math.min(Math.max(index, 0), last);
      boolean fits = clamps || near == index;
      found[i] = fits && found[i] != OUTSIDE ? found[i] + near * step : OUTSIDE;
      inside &= fits;
    }
    return inside;
  }

  private boolean addWide(
      MemorySegment s, long at, int stride, int count, long last, long step, long[] found) {
    MemorySegment indices = Memory.view(s);
    boolean inside = true;
    for (int i = 0; i < count; i++) {
      long index = indices.get(Memory.LONG, at + (long) i * stride);
      long signed = Boxes.index(vectors.dtype(), index);
      long near = Math.min(Math.max(signed, 0), last);
      boolean fits = clamps || near == signed;
      found[i] = fits && found[i] != OUTSIDE ? found[i] + near * step : OUTSIDE;
      inside &= fits;
    }
    return inside;
  }

  private static void addBatch(Batch batch, long first, int count, long[] found) {
    for (int i = 0; i < count; i++) {
      if (found[i] != OUTSIDE) {
        found[i] += (first + i) / batch.below() % batch.size() * batch.step();
      }
    }
  }
}
