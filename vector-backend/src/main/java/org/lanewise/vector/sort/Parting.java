package org.lanewise.vector.sort;

import java.util.Arrays;
import org.lanewise.vector.team.Team;

/// Sorts the records of a long row by many threads, from the most significant digit.
///
/// Records are cut into chunks. The digits of each are counted, and from the counts of all of them
/// each chunk knows its places: after the smaller digits, and after its own digit in the chunks
/// before. So records are moved stably, whatever the number of threads. What is still more than one
/// thread should sort alone is parted again, by the next digit; then threads take one range after
/// the other and sort each alone.
final class Parting {
  /// Ranges that are larger than a thread's share over this are parted again.
  private static final int PER_THREAD = 4;

  /// The records of a range that is worth a second thread.
  private static final int GRAIN = 1 << 14;

  private final Records records;
  private final int n;
  private final int chunks;
  private final int large;
  private final int[][] counts;
  private int[] starts = new int[2 * Digit.COUNT];
  private int[] sides = new int[2 * Digit.COUNT];
  private long[] varying = new long[2 * Digit.COUNT];
  private int ranges;

  /// @param n the records
  /// @param chunks the parts in which they are counted and moved
  Parting(Records records, int n, int chunks) {
    this.records = records;
    this.n = n;
    this.chunks = chunks;
    this.large = Math.max(n / (PER_THREAD * Team.shared().size()), GRAIN);
    this.counts = new int[chunks][Digit.COUNT];
  }

  /// Sorts all records.
  ///
  /// @param bits the bits in which they differ
  void sort(long bits, RangeSort.Sorted sorted) {
    part(0, 0, n, bits);
    Team.shared()
        .forRange(
            n,
            GRAIN,
            (from, to) -> {
              RangeSort sort = new RangeSort(records, sorted);
              for (int i = firstFrom((int) from); i < ranges && starts[i] < to; i++) {
                int end = i + 1 < ranges ? starts[i + 1] : n;
                sort.sort(sides[i], starts[i], end - starts[i], varying[i]);
              }
            });
  }

  /// The first range that does not begin before.
  private int firstFrom(int start) {
    int found = Arrays.binarySearch(starts, 0, ranges, start);
    return found < 0 ? -found - 1 : found;
  }

  private void part(int side, int start, int count, long bits) {
    if (count <= large) {
      add(side, start, bits);
      return;
    }
    if (bits == 0) { // equal keys: only to be written
      for (int from = start; from < start + count; from += GRAIN) {
        add(side, from, 0);
      }
      return;
    }
    Digit digit = Digit.highest(bits);
    forChunks(
        chunks,
        start,
        count,
        (chunk, from, size) -> {
          Arrays.fill(counts[chunk], 0);
          records.count(side, from, size, digit, counts[chunk]);
        });
    Digits.toPlaces(start, counts);
    forChunks(
        chunks,
        start,
        count,
        (chunk, from, size) -> records.move(side, from, size, digit, counts[chunk]));
    int[] ends = counts[chunks - 1].clone(); // the places after each digit's last record
    int from = start;
    for (int value = 0; value <= digit.mask(); value++) {
      if (ends[value] > from) {
        part(1 - side, from, ends[value] - from, digit.below(bits));
      }
      from = ends[value];
    }
  }

  private void add(int side, int start, long bits) {
    if (ranges == starts.length) {
      starts = Arrays.copyOf(starts, 2 * ranges);
      sides = Arrays.copyOf(sides, 2 * ranges);
      varying = Arrays.copyOf(varying, 2 * ranges);
    }
    starts[ranges] = start;
    sides[ranges] = side;
    varying[ranges++] = bits;
  }

  /// Work on a chunk.
  @FunctionalInterface
  interface Chunk {
    void run(int chunk, int start, int count);
  }

  /// Cuts records into chunks that threads take.
  static void forChunks(int chunks, int start, int count, Chunk work) {
    if (chunks == 1) {
      work.run(0, start, count);
      return;
    }
    Team.shared()
        .forRange(
            chunks,
            1,
            (from, to) -> {
              for (int chunk = (int) from; chunk < to; chunk++) {
                int first = begin(count, chunk, chunks);
                work.run(chunk, start + first, begin(count, chunk + 1, chunks) - first);
              }
            });
  }

  private static int begin(int count, int chunk, int chunks) {
    return (int) ((long) count * chunk / chunks);
  }
}
