package org.lanewise.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Where truth values are true: the one thing whose size only the elements tell.
///
/// The elements are counted first, so that the result has the memory that it needs, and no Java
/// array is larger than a piece: arrays of megabytes would fill the heap.
public final class TruePlaces {
  private static final int PIECE = 1 << 12;

  private TruePlaces() {}

  /// The positions of those that are true, in row-major order, i32.
  ///
  /// @param truth a bool array of at most 2^31 − 1 elements
  public static Strided of(Strided truth) {
    try {
      int count = count(truth);
      Strided places = Strided.allocate(DType.INT32, Shape.of(count));
      write(truth, places.buffer().segment());
      return places;
    } finally {
      Reference.reachabilityFence(truth.buffer());
    }
  }

  private static int count(Strided truth) {
    byte[] piece = new byte[PIECE];
    Pieces pieces = new Pieces(truth);
    int count = 0;
    for (int n = pieces.next(piece); n > 0; n = pieces.next(piece)) {
      for (int i = 0; i < n; i++) {
        count += piece[i];
      }
    }
    return count;
  }

  private static void write(Strided truth, MemorySegment target) {
    byte[] piece = new byte[PIECE];
    int[] places = new int[PIECE];
    Pieces pieces = new Pieces(truth);
    int done = 0;
    long written = 0;
    for (int n = pieces.next(piece); n > 0; n = pieces.next(piece)) {
      int found = places(piece, n, done, places);
      MemorySegment.copy(places, 0, target, ValueLayout.JAVA_INT, written, found);
      written += (long) found * Integer.BYTES;
      done += n;
    }
  }

  private static int places(byte[] piece, int n, int first, int[] places) {
    int found = 0;
    for (int i = 0; i < n; i++) {
      places[found] = first + i; // stays if true: a branch would be foreseen wrongly too often
      found += piece[i];
    }
    return found;
  }

  /// The elements, piece by piece.
  private static final class Pieces {
    private final MemorySegment segment;
    private final boolean isContiguous;
    private final Positions positions;
    private final long first;
    private final long size;
    private long done;

    Pieces(Strided truth) {
      this.segment = truth.buffer().segment();
      this.isContiguous = truth.layout().isContiguous();
      this.positions = new Positions(truth.layout());
      this.first = truth.byteOffset();
      this.size = truth.shape().size();
    }

    /// Fills a piece and tells how many elements there were, 0 at the end.
    int next(byte[] piece) {
      int n = (int) Math.min(PIECE, size - done);
      if (isContiguous) {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, first + done, piece, 0, n);
      } else {
        for (int i = 0; i < n; i++) {
          piece[i] = segment.get(ValueLayout.JAVA_BYTE, positions.next());
        }
      }
      done += n;
      return n;
    }
  }
}
