package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

/// The k largest elements of a row, or of a part of it, while it is read: a buffer of candidates,
/// of which the k best are kept when it is full. From then on an element must be above the least of
/// them to become one, and few are.
///
/// Where k is small, a look at the largest of each of some groups of elements ([TopKernel#peaks])
/// tells a limit before the first candidate: k groups have an element that is not below the k-th of
/// these, and hardly more elements than that are.
///
/// A candidate is a key in the order of elements. That of a type of 32 bits stands in the upper
/// half of a number whose lower half is the complement of the place, so that of equal elements the
/// one with the lower place is above. For types of 64 bits places stand beside the keys; candidates
/// come in the order of their places, and sorting is stable.
final class Largest implements AutoCloseable {
  private static final int SMALLEST_BUFFER = 64;

  /// Candidates that are sorted by insertion.
  private static final int SHORT = 128;

  private static final long UPPER = -1L << Integer.SIZE;

  private final DType type;
  private final MemorySegment row;
  private final int k;
  private final boolean narrow;
  private final TopKernels kernels;
  private final boolean fast;
  private final long[] keys;
  private final int[] places;
  private final Object peaks;
  private final long[] highest;
  private final long[] found = new long[2];
  private @Nullable WideSort sort;
  private long at;
  private int count;
  private boolean limited;
  private long threshold;

  /// @param type an element type of 32 or 64 bits
  /// @param kernels what looks through elements of this type
  /// @param row the memory, as kernels get it
  /// @param k at least 1
  /// @param n how many elements of a row will be read
  Largest(DType type, TopKernels kernels, MemorySegment row, int k, int n) {
    this.type = type;
    this.kernels = kernels;
    this.fast = kernels.isHot();
    this.row = row;
    this.k = k;
    this.narrow = type.byteSize() == 4;
    int capacity = (int) Math.min(Math.max(n, k), Math.max(SMALLEST_BUFFER, 4L * k));
    this.keys = new long[capacity];
    this.places = new int[narrow ? 0 : capacity];
    this.peaks = kernels.newPeaks();
    this.highest = new long[2 * k <= kernels.groups() ? k : 0];
  }

  @Override
  public void close() {
    if (sort != null) {
      sort.close();
    }
  }

  /// Begins with a row.
  ///
  /// @param start where it begins, in bytes
  void begin(long start) {
    at = start;
    count = 0;
    limited = false;
  }

  /// Reads a part of the row.
  void read(int from, int to) {
    if (!fast) {
      readEach(from, to);
      return;
    }
    int grouped = (to - from) & -kernels.groups();
    if (highest.length > 0 && grouped >= 2 * kernels.groups()) {
      limit(from, grouped);
    }
    int i = from;
    while (i + TopKernel.BLOCK <= to) {
      if (!limited) {
        readEach(i, i + TopKernel.BLOCK);
      } else if (threshold == key(Long.MAX_VALUE)) {
        return; // nothing is above NaN
      } else {
        long limit = narrow ? threshold >> Integer.SIZE : threshold;
        kernels.kernel().seek(row, at, i, to, limit, found);
        i = (int) found[0];
        if (found[1] == 0) {
          break;
        }
        readSome(i, found[1]);
      }
      i += TopKernel.BLOCK;
    }
    readEach(i, to);
  }

  private void readEach(int from, int to) {
    MemorySegment elements = Memory.view(row);
    for (int i = from; i < to; i++) {
      long key = key(elements, i);
      if (!limited || key > threshold) {
        add(key, i);
      }
    }
  }

  /// Reads those elements of a block whose bits are set.
  private void readSome(int block, long above) {
    MemorySegment elements = Memory.view(row);
    for (long bits = above; bits != 0; bits &= bits - 1) {
      int i = block + Long.numberOfTrailingZeros(bits);
      long key = key(elements, i);
      if (key > threshold) {
        add(key, i);
      }
    }
  }

  /// Finds a limit that k elements are above, if there is one.
  private void limit(int from, int grouped) {
    kernels.kernel().peaks(row, at + (long) from * type.byteSize(), grouped, peaks);
    Arrays.fill(highest, Long.MIN_VALUE);
    for (int group = 0; group < kernels.groups(); group++) {
      insert(narrow ? ((int[]) peaks)[group] : ((long[]) peaks)[group]);
    }
    long least = highest[k - 1];
    limited = least > (narrow ? Integer.MIN_VALUE : Long.MIN_VALUE);
    threshold = narrow ? least - 1 << Integer.SIZE : least - 1;
  }

  /// Puts a peak among the k highest, if it belongs there.
  private void insert(long peak) {
    if (highest[k - 1] < peak) {
      int goal = k - 1;
      for (; goal > 0 && highest[goal - 1] < peak; goal--) {
        highest[goal] = highest[goal - 1];
      }
      highest[goal] = peak;
    }
  }

  /// Adds what another one found in a later part of the row.
  void add(Largest later) {
    for (int i = 0; i < later.count; i++) {
      long key = key(later.keys[i]);
      if (!limited || key > threshold) {
        add(key, later.place(i));
      }
    }
  }

  private void add(long key, int place) {
    if (count == keys.length) {
      settle();
      if (key <= threshold) {
        return;
      }
    }
    if (narrow) {
      keys[count] = key | (~place & ~UPPER);
    } else {
      keys[count] = key;
      places[count] = place;
    }
    count++;
  }

  /// The key of a candidate, without its place.
  private long key(long candidate) {
    return narrow ? candidate & UPPER : candidate;
  }

  /// Keeps the k best candidates, the largest first.
  void settle() {
    if (narrow) {
      sortNarrow();
    } else if (count <= SHORT) {
      insert();
    } else {
      sortWide();
    }
    count = Math.min(k, count);
    if (count == k) {
      limited = true;
      threshold = key(keys[k - 1]);
    }
  }

  private void sortNarrow() {
    Arrays.sort(keys, 0, count);
    for (int i = 0, last = count - 1; i < last; i++, last--) {
      long key = keys[i];
      keys[i] = keys[last];
      keys[last] = key;
    }
  }

  private void sortWide() {
    if (sort == null) {
      sort = new WideSort(keys.length);
    }
    sort.sort(keys, places, count, Math.min(k, count));
  }

  private void insert() {
    for (int i = 1; i < count; i++) {
      long key = keys[i];
      int place = places[i];
      int goal = i;
      for (; goal > 0 && keys[goal - 1] < key; goal--) {
        keys[goal] = keys[goal - 1];
        places[goal] = places[goal - 1];
      }
      keys[goal] = key;
      places[goal] = place;
    }
  }

  /// The place of one of the best; after [#settle].
  int place(int rank) {
    return narrow ? ~(int) keys[rank] : places[rank];
  }

  /// The bits of an element.
  long bits(int place) {
    MemorySegment elements = Memory.view(row);
    return type.byteSize() == 8
        ? elements.get(Memory.LONG, at + 8L * place)
        : elements.get(Memory.INT, at + 4L * place);
  }

  /// A number in the order of the elements, that of a type of 32 bits in the upper half.
  private long key(MemorySegment elements, int i) {
    return switch (type) {
      case FLOAT32 -> {
        int bits = elements.get(Memory.INT, at + 4L * i);
        boolean nan = (bits & Integer.MAX_VALUE) > 0x7F80_0000;
        yield nan ? UPPER >>> 1 & UPPER : (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32;
      }
      case FLOAT64 -> {
        long bits = elements.get(Memory.LONG, at + 8L * i);
        boolean nan = (bits & Long.MAX_VALUE) > 0x7FF0L << 48;
        yield nan ? Long.MAX_VALUE : bits ^ (bits >> 63 & Long.MAX_VALUE);
      }
      case INT32 -> (long) elements.get(Memory.INT, at + 4L * i) << 32;
      case UINT32 -> (long) (elements.get(Memory.INT, at + 4L * i) ^ Integer.MIN_VALUE) << 32;
      case INT64 -> elements.get(Memory.LONG, at + 8L * i);
      case UINT64 -> elements.get(Memory.LONG, at + 8L * i) ^ Long.MIN_VALUE;
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new AssertionError(type + " is widened before its largest are sought");
    };
  }
}
