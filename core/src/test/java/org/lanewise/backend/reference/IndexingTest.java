package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.integers;
import static org.lanewise.backend.reference.Data.longs;
import static org.lanewise.backend.reference.Data.of;
import static org.lanewise.backend.reference.Data.ofBits;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.scalar;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Reads and writes at places known only at run time. The answers are JAX's.
class IndexingTest {
  /// x[i] of a vector.
  private static final Dimensions ELEMENT = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));

  /// Windows of a vector.
  private static final Dimensions WINDOW = new Dimensions(Axes.of(1), Axes.none(), Axes.of(0));

  static Iterable<DType> types() {
    return Data.TYPES;
  }

  static Iterable<DType> integer() {
    return Data.types(DType::isInteger);
  }

  static Iterable<DType> numbers() {
    return Data.types(t -> t != DType.BOOL);
  }

  @ParameterizedTest
  @MethodSource("types")
  void dynamicSliceAndItsUpdateClampTheStart(DType t) {
    Strided x = of(t, Shape.of(2, 3), 1, 0, 0, 0, 1, 1);
    Indexing.DynamicSlice slice = new Indexing.DynamicSlice(Shape.of(1, 2));
    assertThat(values(run(slice, x, index(1), index(1)))).containsExactly(1, 1);
    assertThat(values(run(slice, x, index(-5), index(99)))).containsExactly(0, 0);
    Strided update = of(t, Shape.of(1, 2), 1, 1);
    Indexing.DynamicUpdateSlice put = new Indexing.DynamicUpdateSlice();
    assertThat(values(run(put, x, update, index(0), index(1)))).containsExactly(1, 1, 1, 0, 1, 1);
    assertThat(values(run(put, x, update, index(9), index(-9)))).containsExactly(1, 0, 0, 1, 1, 1);
    assertThat(values(x)).as("the operand is not written").containsExactly(1, 0, 0, 0, 1, 1);
  }

  private static Strided index(long i) {
    return ofBits(DType.INT32, Shape.scalar(), i & 0xFFFF_FFFFL);
  }

  @ParameterizedTest
  @MethodSource("integer")
  void indicesOfEveryTypeAndHugeUnsignedOnes(DType t) {
    Strided x = vector(DType.FLOAT32, 10, 20, 30);
    Strided largest = ofBits(t, Shape.scalar(), Operator.largest(t));
    double[] last = values(run(new Indexing.DynamicSlice(Shape.of(1)), x, largest));
    assertThat(last).containsExactly(30);
    Strided indices = ofBits(t, Shape.of(2, 1), 1, Operator.largest(t));
    assertThat(values(run(gather(ELEMENT, Mode.CLIP, 1), x, indices))).containsExactly(20, 30);
  }

  private static Gather gather(Dimensions dimensions, Mode mode, long... sizes) {
    return new Gather(dimensions, Shape.of(sizes), mode, false, false);
  }

  private static Scatter scatter(Scatter.Op op, Dimensions dimensions, Mode mode) {
    return new Scatter(op, dimensions, mode, false, false);
  }

  @ParameterizedTest
  @MethodSource("types")
  void gatherOutOfBoundsClipsOrFills(DType t) {
    Strided x = vector(t, 1, 0, 0, 1);
    Strided indices = of(DType.INT32, Shape.of(4, 1), 2, -1, 7, 3);
    assertThat(values(run(gather(ELEMENT, Mode.CLIP, 1), x, indices))).containsExactly(0, 1, 1, 1);
    assertThat(values(run(gather(ELEMENT, Mode.PROMISE_IN_BOUNDS, 1), x, indices)))
        .containsExactly(0, 1, 1, 1);
    double fill =
        t.isFloating()
            ? Double.NaN
            : t == DType.BOOL
                ? 1
                : t.isSigned() ? -Math.scalb(1.0, t.bitSize() - 1) : values(longs(t, -1))[0];
    assertThat(values(run(gather(ELEMENT, Mode.FILL_OR_DROP, 1), x, indices)))
        .containsExactly(0, fill, fill, 1);
  }

  @Test
  void aWindowThatDoesNotFitIsMovedOrFilledAsAWhole() {
    Strided x = vector(DType.FLOAT32, 0, 1, 2, 3, 4);
    Strided indices = of(DType.INT32, Shape.of(3, 1), 3, -1, 1);
    assertThat(values(run(gather(WINDOW, Mode.CLIP, 3), x, indices)))
        .containsExactly(2, 3, 4, 0, 1, 2, 1, 2, 3);
    double nan = Double.NaN;
    assertThat(values(run(gather(WINDOW, Mode.FILL_OR_DROP, 3), x, indices)))
        .containsExactly(nan, nan, nan, nan, nan, nan, 1, 2, 3);
  }

  @Test
  void scatterOfWindowsOutOfBounds() {
    Strided x = vector(DType.FLOAT32, 0, 0, 0, 0, 0);
    Strided indices = of(DType.INT32, Shape.of(3, 1), 3, -1, 1);
    Strided updates = of(DType.FLOAT32, Shape.of(3, 3), 1, 2, 3, 10, 20, 30, 100, 200, 300);
    Scatter.Op add = Scatter.Op.ADD;
    assertThat(values(run(scatter(add, WINDOW, Mode.CLIP), x, indices, updates)))
        .containsExactly(10, 120, 231, 302, 3);
    assertThat(values(run(scatter(add, WINDOW, Mode.FILL_OR_DROP), x, indices, updates)))
        .containsExactly(0, 100, 200, 300, 0);
    assertThat(values(run(scatter(add, WINDOW, Mode.PROMISE_IN_BOUNDS), x, indices, updates)))
        .containsExactly(0, 100, 200, 300, 0);
    assertThat(values(x)).as("the operand is not written").containsExactly(0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void scattersCombineDuplicates(DType t) {
    Strided x = vector(t, 2, 5, 9);
    Strided indices = of(DType.INT64, Shape.of(3, 1), 1, 1, 0);
    Strided updates = vector(t, 3, 4, 7);
    assertThat(values(run(scatter(Scatter.Op.SET, ELEMENT, Mode.CLIP), x, indices, updates)))
        .containsExactly(7, 4, 9);
    assertThat(values(run(scatter(Scatter.Op.ADD, ELEMENT, Mode.CLIP), x, indices, updates)))
        .containsExactly(9, 12, 9);
    assertThat(values(run(scatter(Scatter.Op.MUL, ELEMENT, Mode.CLIP), x, indices, updates)))
        .containsExactly(14, 60, 9);
    assertThat(values(run(scatter(Scatter.Op.MIN, ELEMENT, Mode.CLIP), x, indices, updates)))
        .containsExactly(2, 3, 9);
    assertThat(values(run(scatter(Scatter.Op.MAX, ELEMENT, Mode.CLIP), x, indices, updates)))
        .containsExactly(7, 5, 9);
  }

  @Test
  void scatterAddsInTheOrderOfTheUpdatesAndRoundsEachTime() {
    // 2048 + 1 is a tie in f16 that goes back to 2048
    Strided zero = vector(DType.FLOAT16, 0);
    Strided indices = of(DType.INT32, Shape.of(3, 1), 0, 0, 0);
    Scatter add = scatter(Scatter.Op.ADD, ELEMENT, Mode.CLIP);
    assertThat(values(run(add, zero, indices, vector(DType.FLOAT16, 2048, 1, 1))))
        .containsExactly(2048);
    assertThat(values(run(add, zero, indices, vector(DType.FLOAT16, 1, 1, 2048))))
        .containsExactly(2050);
    Strided single = vector(DType.FLOAT32, 1e8);
    assertThat(values(run(add, single, indices, vector(DType.FLOAT32, 1, -1e8, 1))))
        .containsExactly(1);
    assertThat(values(run(add, single, indices, vector(DType.FLOAT32, -1e8, 1, 1))))
        .containsExactly(2);
  }

  @Test
  void theWindowAxisOfTheUpdatesMayComeFirstAndThenRunsSlowest() {
    // updates[w, p]: both places are element 0 and 1 of x in turn, so x[1] gets (w=1, p=0) after
    // (w=0, p=1)
    Dimensions first = new Dimensions(Axes.of(0), Axes.none(), Axes.of(0));
    Strided indices = of(DType.INT32, Shape.of(2, 1), 0, 1);
    Strided updates = of(DType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4);
    assertThat(
            values(
                run(
                    scatter(Scatter.Op.SET, first, Mode.CLIP),
                    vector(DType.FLOAT32, 0, 0, 0),
                    indices,
                    updates)))
        .containsExactly(1, 3, 4);
    Dimensions last = new Dimensions(Axes.of(1), Axes.none(), Axes.of(0));
    Strided turned = of(DType.FLOAT32, Shape.of(2, 2), 1, 3, 2, 4);
    assertThat(
            values(
                run(
                    scatter(Scatter.Op.SET, last, Mode.CLIP),
                    vector(DType.FLOAT32, 0, 0, 0),
                    indices,
                    turned)))
        .containsExactly(1, 2, 4);
  }

  @Test
  void batchedAxesGoAlongWithTheIndices() {
    // x[b, i[b, k]]
    Dimensions batched =
        new Dimensions(Axes.none(), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0));
    Strided x = of(DType.INT32, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Strided indices = of(DType.INT32, Shape.of(2, 2, 1), 2, 0, 1, 1);
    assertThat(integers(run(gather(batched, Mode.CLIP, 1, 1), x, indices)))
        .containsExactly(3, 1, 5, 5);
    Strided updates = of(DType.INT32, Shape.of(2, 2), 10, 20, 30, 40);
    assertThat(integers(run(scatter(Scatter.Op.ADD, batched, Mode.CLIP), x, indices, updates)))
        .containsExactly(21, 2, 13, 4, 75, 6);
  }

  @Test
  void nothingToReadOrWrite() {
    Strided x = vector(DType.FLOAT32, 1, 2);
    Strided none = of(DType.INT32, Shape.of(0, 1));
    assertThat(values(run(gather(ELEMENT, Mode.CLIP, 1), x, none))).isEmpty();
    assertThat(
            values(
                run(scatter(Scatter.Op.ADD, ELEMENT, Mode.CLIP), x, none, vector(DType.FLOAT32))))
        .containsExactly(1, 2);
    Dimensions whole = new Dimensions(Axes.of(0), Axes.none(), Axes.none());
    assertThat(values(run(gather(whole, Mode.CLIP, 2), x, of(DType.INT32, Shape.of(0)))))
        .containsExactly(1, 2);
    assertThat(
            values(
                run(
                    gather(WINDOW, Mode.FILL_OR_DROP, 0),
                    vector(DType.FLOAT32),
                    of(DType.INT32, Shape.of(2, 1), 0, 0))))
        .isEmpty();
    assertThat(values(run(new Indexing.DynamicSlice(Shape.scalar()), scalar(DType.FLOAT32, 4))))
        .containsExactly(4);
  }
}
