package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.StepKernels;
import org.lanewise.vector.team.Team;

/// Sorts rows, one after the other, digit by digit from the least significant one (Knuth, TAOCP 3,
/// 5.2.5), in work memory of its own.
///
/// A row is cut into chunks that threads take. In each pass the digits of each chunk are counted,
/// and from the counts of all of them each chunk knows its places: after the smaller digits, and
/// after its own digit in the chunks before. So the sort is stable, and the same for any number of
/// chunks. A digit in which all keys agree is skipped. A row that is one chunk is counted only
/// once, when its records are made; a short one is sorted by insertion.
///
/// What is to be done with a part is an object that is made once, not for every row: which row and
/// digit it is stands in variables, which the team's threads see.
final class RowSort implements AutoCloseable {
  /// Records below which counting digits takes longer than sorting by insertion.
  private static final int SHORT = 40;

  private final Form form;
  private final Strided[] sources;
  private final Strided[] results;
  private final DType type;
  private final int chunks;
  private final int[][] counts;
  private final int[] negativeZeros;
  private final Part making = this::makeRecords;
  private final Part counting = this::count;
  private final Part moving = this::move;
  private final Part writing = this::writeKeys;
  private final Part permuting = this::permute;
  private final Strided memory;
  private final MemorySegment work;
  private long records;
  private long nextRecords;
  private long positions;
  private long nextPositions;
  private int n;
  private long row;
  private int shift;
  private int first;
  private int permuted;

  /// @param sources rows of n elements; the first are the keys
  /// @param results where sorted rows go, of the same shapes, all row-major
  /// @param chunks how many parts of a row are worked on at once
  RowSort(Strided[] sources, Strided[] results, int chunks) {
    this.form = Form.of(sources);
    this.sources = sources;
    this.results = results;
    this.type = sources[0].dtype();
    this.n = (int) sources[0].shape().get(-1);
    this.chunks = chunks;
    this.counts = new int[chunks][form.digits() * Digits.COUNT];
    this.negativeZeros = new int[chunks];
    long recordWords = ((long) n * form.recordBytes() + 63) / 64 * 8;
    long positionWords = form.hasPositions() ? ((long) n * Integer.BYTES + 63) / 64 * 8 : 0;
    this.memory = Strided.allocate(DType.INT64, Shape.of(2 * recordWords + 2 * positionWords));
    this.work = Memory.segment(memory);
    this.records = Memory.at(memory);
    this.nextRecords = records + recordWords * Long.BYTES;
    this.positions = nextRecords + recordWords * Long.BYTES;
    this.nextPositions = positions + positionWords * Long.BYTES;
  }

  @Override
  public void close() {
    Reference.reachabilityFence(memory);
    memory.buffer().release();
  }

  /// Sorts a row.
  void sort(long number) {
    row = number;
    if (form.hasPositions()) {
      StepKernels.count(work, positions, n);
    }
    forChunks(making);
    if (n < SHORT) {
      sortShort();
    } else {
      sortDigits();
    }
    writeRow();
    if (hasNegativeZeros()) {
      Zeros zeros = Zeros.of(type, Memory.segment(sources[0]), at(sources[0]), n);
      zeros.putBack(type, Memory.segment(results[0]), at(results[0]));
    }
  }

  /// Sorts the first elements of the only row, and leaves the others.
  void sortFirst(int count) {
    n = count;
    sort(0);
  }

  private boolean hasNegativeZeros() {
    for (int found : negativeZeros) {
      if (found > 0) {
        return true;
      }
    }
    return false;
  }

  private long at(Strided rows) {
    return Memory.at(rows) + row * n * rows.dtype().byteSize();
  }

  /// Where a chunk begins.
  private int start(int chunk) {
    return (int) ((long) n * chunk / chunks);
  }

  /// Work on the part of a row from `start` on.
  @FunctionalInterface
  private interface Part {
    void run(int chunk, int start, int count);
  }

  private void forChunks(Part part) {
    if (chunks == 1) {
      part.run(0, 0, n);
    } else {
      Team.shared().forRange(chunks, 1, (from, to) -> run(part, (int) from, (int) to));
    }
  }

  private void run(Part part, int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      part.run(chunk, start(chunk), start(chunk + 1) - start(chunk));
    }
  }

  private void makeRecords(int chunk, int start, int count) {
    Arrays.fill(counts[chunk], 0);
    negativeZeros[chunk] = makeRecords(start, count, counts[chunk]);
  }

  private int makeRecords(int start, int count, int[] digits) {
    MemorySegment source = Memory.segment(sources[0]);
    long from = at(sources[0]) + (long) start * type.byteSize();
    long to = records + (long) start * form.recordBytes();
    long below = (long) start * Integer.BYTES;
    return switch (form) {
      case NARROW -> SortKeys.narrow(type, source, from, count, work, to, digits);
      case PAIRED ->
          SortKeys.paired(
              type,
              source,
              from,
              Memory.segment(sources[1]),
              at(sources[1]) + below,
              count,
              work,
              to,
              digits);
      case PLACED ->
          SortKeys.paired(type, source, from, work, positions + below, count, work, to, digits);
      case WIDE, WIDE_PLACED -> SortKeys.wide(type, source, from, count, work, to, digits);
    };
  }

  private void sortShort() {
    switch (form) {
      case NARROW -> Insertion.narrow(work, records, n);
      case PAIRED, PLACED, WIDE -> Insertion.wide(work, records, n, form.firstBit());
      case WIDE_PLACED -> Insertion.placed(work, records, positions, n);
    }
  }

  private void sortDigits() {
    boolean counted = true;
    for (int digit = 0; digit < form.digits(); digit++) {
      first = digit * Digits.COUNT;
      if (isConstant()) {
        continue;
      }
      shift = form.firstBit() + digit * Digits.BITS;
      if (!counted) {
        forChunks(counting);
      }
      toPlaces();
      forChunks(moving);
      swap();
      counted = chunks == 1;
    }
  }

  /// Whether all keys have the same digit; which is so of all records whatever their order.
  private boolean isConstant() {
    for (int digit = first; digit < first + Digits.COUNT; digit++) {
      int sum = 0;
      for (int[] chunk : counts) {
        sum += chunk[digit];
      }
      if (sum != 0) {
        return sum == n;
      }
    }
    return true;
  }

  private void count(int chunk, int start, int count) {
    long at = records + (long) start * form.recordBytes();
    Arrays.fill(counts[chunk], first, first + Digits.COUNT, 0);
    if (form == Form.NARROW) {
      Digits.countNarrow(work, at, count, shift, counts[chunk], first);
    } else {
      Digits.countWide(work, at, count, shift, counts[chunk], first);
    }
  }

  /// Turns counts into the places where the digits of each chunk begin.
  private void toPlaces() {
    int place = 0;
    for (int digit = first; digit < first + Digits.COUNT; digit++) {
      for (int[] chunk : counts) {
        int count = chunk[digit];
        chunk[digit] = place;
        place += count;
      }
    }
  }

  private void move(int chunk, int start, int count) {
    long from = records + (long) start * form.recordBytes();
    int[] places = counts[chunk];
    switch (form) {
      case NARROW -> Digits.moveNarrow(work, from, count, shift, nextRecords, places, first);
      case PAIRED, PLACED, WIDE ->
          Digits.moveWide(work, from, count, shift, nextRecords, places, first);
      case WIDE_PLACED ->
          Digits.movePlaced(
              work,
              from,
              positions + (long) start * Integer.BYTES,
              count,
              shift,
              nextRecords,
              nextPositions,
              places,
              first);
    }
  }

  private void swap() {
    long sorted = nextRecords;
    nextRecords = records;
    records = sorted;
    if (form == Form.WIDE_PLACED) {
      long sortedPositions = nextPositions;
      nextPositions = positions;
      positions = sortedPositions;
    }
  }

  private void writeRow() {
    forChunks(writing);
    if (form.hasPositions()) {
      for (int i = 1; i < results.length; i++) {
        permuted = i;
        forChunks(permuting);
      }
    }
  }

  private void writeKeys(int chunk, int start, int count) {
    MemorySegment target = Memory.segment(results[0]);
    long from = records + (long) start * form.recordBytes();
    long to = at(results[0]) + (long) start * type.byteSize();
    long below = (long) start * Integer.BYTES;
    switch (form) {
      case NARROW -> SortKeys.fromNarrow(type, work, from, count, target, to);
      case PAIRED ->
          SortKeys.fromPaired(
              type,
              work,
              from,
              count,
              target,
              to,
              Memory.segment(results[1]),
              at(results[1]) + below);
      case PLACED ->
          SortKeys.fromPaired(type, work, from, count, target, to, work, positions + below);
      case WIDE, WIDE_PLACED -> SortKeys.fromWide(type, work, from, count, target, to);
    }
  }

  private void permute(int chunk, int start, int count) {
    Strided source = sources[permuted];
    Strided result = results[permuted];
    int unit = result.dtype().byteSize();
    StepKernels.take(
        unit,
        Memory.segment(source),
        at(source),
        work,
        positions + (long) start * Integer.BYTES,
        count,
        Memory.segment(result),
        at(result) + (long) start * unit);
  }
}
