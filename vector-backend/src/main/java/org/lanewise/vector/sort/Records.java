package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;

/// The memory in which a row is sorted: two places for each of its records, between which they are
/// moved to and fro. The sides are named 0 and 1.
final class Records implements AutoCloseable {
  private final Form form;
  private final Strided memory;
  private final MemorySegment work;
  private final long first;
  private final long sideBytes;
  private final long positions;
  private final long positionBytes;

  /// @param n the records
  Records(Form form, int n) {
    this.form = form;
    this.sideBytes = ((long) n * form.recordBytes() + 63) / 64 * 64;
    this.positionBytes = form.hasPositions() ? ((long) n * Integer.BYTES + 63) / 64 * 64 : 0;
    long bytes = 2 * (sideBytes + positionBytes);
    this.memory = Strided.allocate(DType.INT64, Shape.of(bytes / Long.BYTES));
    this.work = Memory.segment(memory);
    this.first = Memory.at(memory);
    this.positions = first + 2 * sideBytes;
  }

  @Override
  public void close() {
    Reference.reachabilityFence(memory);
    memory.buffer().release();
  }

  /// Where the records lie.
  MemorySegment segment() {
    return work;
  }

  /// Where a record lies.
  long at(int side, int record) {
    return first + side * sideBytes + (long) record * form.recordBytes();
  }

  /// Where a record's position lies that does not stand in the record.
  long positionAt(int side, int record) {
    return positions + side * positionBytes + (long) record * Integer.BYTES;
  }

  /// Adds the digits of records to counts.
  void count(int side, int start, int count, Digit digit, int[] counts) {
    long from = at(side, start);
    if (form == Form.NARROW) {
      Digits.countNarrow(work, from, count, digit.shift(), digit.mask(), counts);
    } else {
      Digits.countWide(work, from, count, digit.shift(), digit.mask(), counts);
    }
  }

  /// The digit of a record.
  int digit(int side, int record, Digit digit) {
    MemorySegment segment = Memory.view(work);
    long at = at(side, record);
    return form == Form.NARROW
        ? segment.get(Memory.INT, at) >>> digit.shift() & digit.mask()
        : (int) (segment.get(Memory.LONG, at) >>> digit.shift()) & digit.mask();
  }

  /// Moves records, in their order, to the other side, each to the next place of its digit.
  ///
  /// @param places the next record of each digit
  void move(int side, int start, int count, Digit digit, int[] places) {
    long from = at(side, start);
    long to = at(1 - side, 0);
    int shift = digit.shift();
    int mask = digit.mask();
    switch (form) {
      case NARROW -> Digits.moveNarrow(work, from, count, shift, mask, to, places);
      case PAIRED, PLACED, WIDE -> Digits.moveWide(work, from, count, shift, mask, to, places);
      case WIDE_PLACED ->
          Digits.movePlaced(
              work,
              from,
              positionAt(side, start),
              count,
              shift,
              mask,
              to,
              positionAt(1 - side, 0),
              places);
    }
  }

  /// Copies positions that lie on side 1 to side 0.
  void bringPositions(int side, int start, int count) {
    if (side != 0) {
      long bytes = (long) count * Integer.BYTES;
      MemorySegment.copy(work, positionAt(side, start), work, positionAt(0, start), bytes);
    }
  }

  /// Sorts a few records where they are.
  void insert(int side, int start, int count) {
    long at = at(side, start);
    switch (form) {
      case NARROW -> Insertion.narrow(work, at, count);
      case PAIRED, PLACED, WIDE -> Insertion.wide(work, at, count, form.firstBit());
      case WIDE_PLACED -> Insertion.placed(work, at, positionAt(side, start), count);
    }
  }
}
