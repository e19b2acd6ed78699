package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.StepKernels;

/// Sorts rows, one after the other, in work memory of its own: records are made of the elements,
/// sorted, and turned back into elements.
///
/// A row is cut into chunks that threads take. They part the records by their most significant
/// digit ([Parting]), and what has the same digit is sorted by one thread, in its nearest caches
/// ([RangeSort]). A row that is one chunk is sorted by one thread from the beginning.
///
/// What is to be done with a part is an object that is made once, not for every row: which row it
/// is stands in a variable, which the team's threads see.
final class RowSort implements AutoCloseable {
  private final Form form;
  private final Strided[] sources;
  private final Strided[] results;
  private final DType type;
  private final int chunks;
  private final KeyBits[] bits;
  private final KeyBits allBits = new KeyBits();
  private final Parting.Chunk making = this::makeRecords;
  private final Parting.Chunk permuting = this::permute;
  private final RangeSort.Sorted writing = this::writeKeys;
  private final Records records;
  private final RangeSort alone;
  private int n;
  private long row;
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
    this.bits = new KeyBits[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      bits[chunk] = new KeyBits();
    }
    this.records = new Records(form, n);
    this.alone = new RangeSort(records, writing);
  }

  @Override
  public void close() {
    records.close();
  }

  /// Sorts a row.
  void sort(long number) {
    row = number;
    if (form.hasPositions()) {
      StepKernels.count(records.segment(), records.positionAt(0, 0), n);
    }
    Parting.forChunks(chunks, 0, n, making);
    allBits.clear();
    for (KeyBits each : bits) {
      allBits.add(each);
    }
    if (chunks == 1) {
      alone.sort(0, 0, n, allBits.varying());
    } else {
      new Parting(records, n, chunks).sort(allBits.varying(), writing);
    }
    if (form.hasPositions()) {
      for (int i = 1; i < results.length; i++) {
        permuted = i;
        Parting.forChunks(chunks, 0, n, permuting);
      }
    }
    if (allBits.hasNegativeZeros()) {
      Zeros zeros = Zeros.of(type, Memory.segment(sources[0]), at(sources[0]), n);
      zeros.putBack(type, Memory.segment(results[0]), at(results[0]));
    }
  }

  /// Sorts the first elements of the only row, and leaves the others.
  void sortFirst(int count) {
    n = count;
    sort(0);
  }

  private long at(Strided rows) {
    return Memory.at(rows) + row * n * rows.dtype().byteSize();
  }

  private void makeRecords(int chunk, int start, int count) {
    MemorySegment source = Memory.segment(sources[0]);
    MemorySegment work = records.segment();
    long from = at(sources[0]) + (long) start * type.byteSize();
    long to = records.at(0, start);
    KeyBits noted = bits[chunk];
    switch (form) {
      case NARROW -> SortKeys.narrow(type, source, from, count, work, to, noted);
      case PAIRED -> {
        long below = at(sources[1]) + (long) start * Integer.BYTES;
        MemorySegment payloads = Memory.segment(sources[1]);
        SortKeys.paired(type, source, from, payloads, below, count, work, to, noted);
      }
      case PLACED -> {
        long below = records.positionAt(0, start);
        SortKeys.paired(type, source, from, work, below, count, work, to, noted);
      }
      case WIDE, WIDE_PLACED -> SortKeys.wide(type, source, from, count, work, to, noted);
    }
  }

  private void writeKeys(int side, int start, int count) {
    MemorySegment target = Memory.segment(results[0]);
    MemorySegment work = records.segment();
    long from = records.at(side, start);
    long to = at(results[0]) + (long) start * type.byteSize();
    switch (form) {
      case NARROW -> SortKeys.fromNarrow(type, work, from, count, target, to);
      case PAIRED -> {
        long below = at(results[1]) + (long) start * Integer.BYTES;
        MemorySegment payloads = Memory.segment(results[1]);
        SortKeys.fromPaired(type, work, from, count, target, to, payloads, below);
      }
      case PLACED -> {
        long below = records.positionAt(0, start);
        SortKeys.fromPaired(type, work, from, count, target, to, work, below);
      }
      case WIDE -> SortKeys.fromWide(type, work, from, count, target, to);
      case WIDE_PLACED -> {
        SortKeys.fromWide(type, work, from, count, target, to);
        records.bringPositions(side, start, count);
      }
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
        records.segment(),
        records.positionAt(0, start),
        count,
        Memory.segment(result),
        at(result) + (long) start * unit);
  }
}
