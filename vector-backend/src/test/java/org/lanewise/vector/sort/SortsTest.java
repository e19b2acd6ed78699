package org.lanewise.vector.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Agreement;
import org.lanewise.vector.Samples;

/// Sorts equal the reference backend's by bits: stable, NaN last, −0 equal to +0.
@Tag("bits")
class SortsTest {
  private final Random random = new Random(3);
  private final Agreement agreement = new Agreement(Sorts::of);

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT32", "INT64", "UINT64"})
  void oneOperandAndWithPayloads(DType type) {
    for (long n : new long[] {0, 1, 2, 3, 17, 64, 255, 1000, 5000}) {
      Strided keys = Samples.array(type, Shape.of(n), random);
      agreement.check(new Sort(0, true, 1), keys);
      agreement.check(
          new Sort(0, true, 1),
          keys,
          Samples.array(DType.INT32, Shape.of(n), random),
          Samples.array(DType.BOOL, Shape.of(n), random),
          Samples.array(DType.BFLOAT16, Shape.of(n), random));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT32", "INT64", "UINT64"})
  void rowsThatThreadsShare(DType type) {
    Strided keys = Samples.array(type, Shape.of(40_001), random);
    agreement.check(new Sort(0, true, 1), keys);
    agreement.check(
        new Sort(0, true, 1), keys, Samples.array(DType.FLOAT32, Shape.of(40_001), random));
    agreement.check(
        new Sort(0, true, 1), keys, Samples.array(DType.INT16, Shape.of(40_001), random));
  }

  /// Most keys agree in their highest digit, so that what has it is parted again, and once more.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "UINT32", "INT64", "FLOAT64"})
  void rowsMostOfWhichHasOneDigit(DType type) {
    int n = 150_001;
    Strided keys = Strided.allocate(type, Shape.of(n));
    for (int i = 0; i < n; i++) {
      long near = 0x3F80_0000L << 8 * type.byteSize() - 32 | random.nextLong(1 << 20);
      long any = type.byteSize() == 4 ? random.nextInt() & 0xFFFF_FFFFL : random.nextLong();
      Transfer.putBits(keys.buffer().segment(), type, i, i % 5 == 0 ? any : near);
    }
    agreement.check(new Sort(0, true, 1), keys);
    agreement.check(new Sort(0, true, 1), keys, Samples.array(DType.FLOAT32, Shape.of(n), random));
    agreement.check(new Sort(0, true, 1), keys, Samples.array(DType.INT16, Shape.of(n), random));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "INT32", "FLOAT64"})
  void manyShortRows(DType type) {
    for (long n : new long[] {1, 5, 39, 40, 41, 200}) {
      Strided keys = Samples.array(type, Shape.of(60, n), random);
      agreement.check(new Sort(1, true, 1), keys);
      agreement.check(
          new Sort(1, true, 1), keys, Samples.array(DType.UINT32, Shape.of(60, n), random));
      agreement.check(
          new Sort(1, true, 1), keys, Samples.array(DType.FLOAT64, Shape.of(60, n), random));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "UINT64"})
  void layouts(DType type) {
    for (Strided matrix : Agreement.matrices(type, random, 7, 40)) {
      agreement.check(new Sort(0, true, 1), matrix);
      agreement.check(new Sort(1, true, 1), matrix);
      agreement.check(
          new Sort(1, true, 1), matrix, Samples.array(DType.INT64, Shape.of(7, 40), random));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT64"})
  void fewKeysKeepTheirOrder(DType type) {
    fewKeysKeepTheirOrder(type, 30);
    fewKeysKeepTheirOrder(type, 3000);
    fewKeysKeepTheirOrder(type, 35_000);
  }

  private void fewKeysKeepTheirOrder(DType type, int n) {
    Strided keys = Strided.allocate(type, Shape.of(n));
    Strided positions = Strided.allocate(DType.INT32, Shape.of(n));
    long[] few =
        switch (type) {
          case FLOAT32 -> new long[] {0x80000000L, 0, 0x3F800000L};
          case FLOAT64 -> new long[] {Long.MIN_VALUE, 0, 0x3FF0L << 48};
          default -> new long[] {1, -1, 0};
        };
    for (int i = 0; i < n; i++) {
      Transfer.putBits(keys.buffer().segment(), type, i, few[random.nextInt(3)]);
      Transfer.putBits(positions.buffer().segment(), DType.INT32, i, i);
    }
    agreement.check(new Sort(0, true, 1), keys);
    agreement.check(new Sort(0, true, 1), keys, positions);
    agreement.check(new Sort(0, true, 1), keys, positions, keys);
  }

  @Test
  void severalKeysAreLeft() {
    ArrayType key = ArrayType.of(DType.FLOAT32, 3);
    assertThat(Sorts.of(new Sort(0, true, 2), List.of(key, key))).isEmpty();
  }
}
