package org.lanewise.vector.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Sizes;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Agreement;
import org.lanewise.vector.Samples;

/// Whatever moves elements equals the reference backend by bits, for every element size and in
/// every layout.
@Tag("bits")
class MovesTest {
  private final Random random = new Random(5);
  private final Agreement agreement = new Agreement(Moves::of);

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT8", "INT16"})
  void copiesOfAnyLayout(DType type) {
    for (long rows : new long[] {0, 1, 2, 8, 17, 40, 300}) {
      for (long columns : new long[] {0, 1, 3, 4, 10, 16, 33, 130}) {
        for (Strided matrix : Agreement.matrices(type, random, rows, columns)) {
          assertThat(Samples.bits(RowMajor.copy(matrix))).isEqualTo(Samples.bits(matrix));
        }
      }
    }
    Strided cube = Agreement.numbers(type, random, 5, 18, 3, 2);
    for (Axes order : List.of(Axes.of(3, 2, 1, 0), Axes.of(0, 2, 1, 3), Axes.of(1, 0, 3, 2))) {
      Strided turned = cube.with(cube.layout().transpose(order));
      assertThat(Samples.bits(RowMajor.copy(turned))).isEqualTo(Samples.bits(turned));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "INT64", "BOOL", "INT16"})
  void joins(DType type) {
    for (Strided matrix : Agreement.matrices(type, random, 6, 9)) {
      Strided other = Agreement.numbers(type, random, 6, 9);
      agreement.check(new Shaping.Concatenate(0), matrix, other, matrix);
      agreement.check(new Shaping.Concatenate(1), matrix, other);
      agreement.check(new Shaping.Reshape(Shape.of(3, 18)), matrix);
      Strided value = Samples.array(type, Shape.scalar(), random);
      agreement.check(
          new Shaping.Pad(Sizes.of(2, -1), Sizes.of(0, 3), Sizes.of(0, 2)), matrix, value);
      agreement.check(
          new Shaping.Pad(Sizes.of(-3, -20), Sizes.of(1, 30), Sizes.of(1, 0)), matrix, value);
      Strided row = index(-5);
      Strided column = index(4);
      agreement.check(new Indexing.DynamicSlice(Shape.of(2, 7)), matrix, row, column);
      Strided update = Agreement.numbers(type, random, 2, 7);
      agreement.check(new Indexing.DynamicUpdateSlice(), matrix, update, row, column);
    }
    Strided nothing = Agreement.numbers(type, random, 0, 9);
    agreement.check(new Shaping.Concatenate(0), nothing, nothing);
  }

  private static Strided index(int value) {
    return Transfer.scalar(DType.INT32, ScalarBits.of(DType.INT32, (long) value));
  }

  @Test
  void bitcasts() {
    for (Strided matrix : Agreement.matrices(DType.UINT32, random, 4, 6)) {
      agreement.check(new Shaping.BitcastConvert(DType.FLOAT32), matrix);
      agreement.check(new Shaping.BitcastConvert(DType.UINT8), matrix);
      agreement.check(new Shaping.BitcastConvert(DType.UINT64), pairs(matrix));
    }
  }

  private static Strided pairs(Strided matrix) {
    Strided copy = RowMajor.copy(matrix);
    return copy.with(copy.layout().reshape(Shape.of(12, 2)));
  }

  private Strided indices(DType type, int bound, long... sizes) {
    Strided indices = Strided.allocate(type, Shape.of(sizes));
    for (long i = 0; i < indices.shape().size(); i++) {
      long value = random.nextInt(bound + 4) - (type.isUnsigned() ? 0 : 2);
      Transfer.putBits(indices.buffer().segment(), type, i, ScalarBits.of(type, value));
    }
    return indices;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT8", "UINT16", "BOOL", "BFLOAT16"})
  void gathers(DType type) {
    for (Mode mode : Mode.values()) {
      for (Strided matrix : Agreement.matrices(type, random, 8, 5)) {
        Strided rows = indices(DType.INT32, 8, 3, 7, 1);
        agreement.check(gather(Axes.of(2), Axes.of(0), Axes.of(0), mode, 1, 5), matrix, rows);
        agreement.check(gather(Axes.of(0), Axes.of(0), Axes.of(0), mode, 1, 5), matrix, rows);
        Strided columns = indices(DType.UINT8, 5, 6, 1);
        agreement.check(gather(Axes.of(1), Axes.of(1), Axes.of(1), mode, 8, 1), matrix, columns);
        Strided points = indices(DType.INT64, 6, 20, 2);
        agreement.check(
            gather(Axes.none(), Axes.of(0, 1), Axes.of(0, 1), mode, 1, 1), matrix, points);
        agreement.check(
            gather(Axes.of(1, 2), Axes.none(), Axes.of(1, 0), mode, 3, 2), matrix, points);
        agreement.check(
            gather(Axes.of(0, 2), Axes.none(), Axes.of(0, 1), mode, 3, 2), matrix, points);
      }
    }
  }

  private static Indexing.Gather gather(
      Axes window, Axes dropped, Axes indexed, Mode mode, long... sizes) {
    Dimensions dimensions = new Dimensions(window, dropped, indexed);
    return new Indexing.Gather(dimensions, Shape.of(sizes), mode, false, false);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT64", "INT8", "INT16"})
  void rowsOfManyLengths(DType type) {
    boolean adds = AddKernels.has(type);
    for (long length : new long[] {1, 2, 3, 7, 15, 16, 17, 33, 64, 65, 127, 1100, 4099}) {
      Strided table = Agreement.numbers(type, random, 9, length);
      Strided places = indices(DType.INT32, 9, 30, 1);
      Strided updates = Agreement.numbers(type, random, 30, length);
      for (Mode mode : Mode.values()) {
        agreement.check(gather(Axes.of(1), Axes.of(0), Axes.of(0), mode, 1, length), table, places);
        for (Indexing.Scatter.Op op :
            adds
                ? List.of(Indexing.Scatter.Op.SET, Indexing.Scatter.Op.ADD)
                : List.of(Indexing.Scatter.Op.SET)) {
          agreement.check(
              scatter(op, Axes.of(1), Axes.of(0), Axes.of(0), mode), table, places, updates);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT32", "INT64", "UINT64"})
  void manySinglesOntoFew(DType type) {
    Strided table = Agreement.numbers(type, random, 20);
    for (DType indexType : List.of(DType.INT32, DType.UINT32, DType.INT64, DType.UINT8)) {
      for (long n : new long[] {1, 19, 20, 21, 255, 256, 257, 3000}) {
        Strided places = indices(indexType, 20, n, 1);
        Strided updates = Agreement.numbers(type, random, n);
        for (Mode mode : Mode.values()) {
          agreement.check(
              scatter(Indexing.Scatter.Op.ADD, Axes.none(), Axes.of(0), Axes.of(0), mode),
              table,
              places,
              updates);
          agreement.check(gather(Axes.none(), Axes.of(0), Axes.of(0), mode, 1), table, places);
        }
      }
    }
  }

  @Test
  void batchedGathersAndScatters() {
    Strided stack = Agreement.numbers(DType.FLOAT32, random, 4, 9, 3);
    Strided places = indices(DType.INT32, 9, 4, 5, 1);
    Dimensions dimensions =
        new Dimensions(Axes.of(2), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0));
    for (Mode mode : Mode.values()) {
      agreement.check(
          new Indexing.Gather(dimensions, Shape.of(1, 1, 3), mode, false, false), stack, places);
      agreement.check(
          new Indexing.Scatter(Indexing.Scatter.Op.ADD, dimensions, mode, false, false),
          stack,
          places,
          Agreement.numbers(DType.FLOAT32, random, 4, 5, 3));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT64"})
  void scatters(DType type) {
    for (Indexing.Scatter.Op op : List.of(Indexing.Scatter.Op.SET, Indexing.Scatter.Op.ADD)) {
      for (Mode mode : Mode.values()) {
        for (Strided matrix : Agreement.matrices(type, random, 8, 5)) {
          Strided rows = indices(DType.INT32, 8, 30, 1);
          Strided updates = Agreement.numbers(type, random, 30, 5);
          agreement.check(
              scatter(op, Axes.of(1), Axes.of(0), Axes.of(0), mode), matrix, rows, updates);
          agreement.check(
              scatter(op, Axes.of(0), Axes.of(0), Axes.of(0), mode),
              matrix,
              rows,
              Agreement.numbers(type, random, 5, 30));
          Strided points = indices(DType.INT64, 6, 40, 2);
          agreement.check(
              scatter(op, Axes.none(), Axes.of(0, 1), Axes.of(0, 1), mode),
              matrix,
              points,
              Agreement.numbers(type, random, 40));
          agreement.check(
              scatter(op, Axes.of(1, 2), Axes.none(), Axes.of(0, 1), mode),
              matrix,
              points,
              Agreement.numbers(type, random, 40, 3, 2));
        }
      }
    }
  }

  private static Indexing.Scatter scatter(
      Indexing.Scatter.Op op, Axes window, Axes dropped, Axes indexed, Mode mode) {
    return new Indexing.Scatter(op, new Dimensions(window, dropped, indexed), mode, false, false);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BOOL", "COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void runningFolds(DType type) {
    for (long[] size :
        new long[][] {{0, 3}, {1, 1}, {5, 7}, {3, 300}, {600, 2}, {2, 1030}, {520, 39}}) {
      for (Strided matrix : Agreement.matrices(type, random, size[0], size[1])) {
        for (int axis = 0; axis < 2; axis++) {
          for (boolean reverse : new boolean[] {false, true}) {
            agreement.check(new Reducing.CumSum(axis, reverse), matrix);
            agreement.check(
                new Reducing.Cumulative(Reducing.Cumulative.Op.PROD, axis, reverse), matrix);
            if (!type.isUnsigned() || type.byteSize() < 4) {
              agreement.check(
                  new Reducing.Cumulative(Reducing.Cumulative.Op.MAX, axis, reverse), matrix);
              agreement.check(
                  new Reducing.Cumulative(Reducing.Cumulative.Op.MIN, axis, reverse), matrix);
            }
          }
        }
      }
    }
    Strided cube = Agreement.numbers(type, random, 3, 270, 20);
    agreement.check(new Reducing.CumSum(1, false), cube);
    agreement.check(new Reducing.CumSum(0, true), cube);
    agreement.check(
        new Reducing.Cumulative(Reducing.Cumulative.Op.PROD, 0, false),
        Samples.array(type, Shape.of(600), random));
  }
}
