package org.lanewise.vector.sort;

import org.lanewise.memory.Strided;

/// What a row becomes while it is sorted: records of four or eight bytes.
enum Form {
  /// Keys of four bytes.
  NARROW(4, 0, false),
  /// Keys of four bytes, and below each the element of the second operand.
  PAIRED(8, Integer.SIZE, false),
  /// Keys of four bytes, and below each its position.
  PLACED(8, Integer.SIZE, true),
  /// Keys of eight bytes.
  WIDE(8, 0, false),
  /// Keys of eight bytes, and elsewhere their positions.
  WIDE_PLACED(8, 0, true);

  private final int recordBytes;
  private final int firstBit;
  private final boolean hasPositions;

  Form(int recordBytes, int firstBit, boolean hasPositions) {
    this.recordBytes = recordBytes;
    this.firstBit = firstBit;
    this.hasPositions = hasPositions;
  }

  /// The form in which operands are sorted by the first one.
  static Form of(Strided... operands) {
    boolean alone = operands.length == 1;
    if (operands[0].dtype().byteSize() == 8) {
      return alone ? WIDE : WIDE_PLACED;
    }
    if (alone) {
      return NARROW;
    }
    return operands.length == 2 && operands[1].dtype().byteSize() == 4 ? PAIRED : PLACED;
  }

  /// The bytes of a record.
  int recordBytes() {
    return recordBytes;
  }

  /// The lowest bit of the key in a record.
  int firstBit() {
    return firstBit;
  }

  /// Whether positions are found, by which the other operands are then permuted.
  boolean hasPositions() {
    return hasPositions;
  }
}
