package org.lanewise.vector.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Agreement;
import org.lanewise.vector.Samples;

/// Folds equal the reference backend's by bits, for every operator and type, at awkward sizes and
/// in every layout.
@Tag("bits")
class ReductionsTest {
  private static final long[] EXTENTS = {
    0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 1023, 4096, 4099, 8200
  };

  private final Random random = new Random(11);
  private final Agreement agreement = new Agreement(Reductions::of);

  private void all(Strided operand, Axes axes) {
    DType type = operand.dtype();
    if (type == DType.BOOL) {
      bitwise(operand, axes);
      return;
    }
    agreement.check(new Reducing.ReduceSum(axes), operand);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.PROD, axes), operand);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.MAX, axes), operand);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.MIN, axes), operand);
    if (type.isInteger()) {
      bitwise(operand, axes);
    }
    for (int i = 0; i < axes.size(); i++) {
      if (operand.shape().get(axes.get(i)) > 0) {
        arg(operand, axes.get(i));
      }
    }
  }

  private void bitwise(Strided operand, Axes axes) {
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.AND, axes), operand);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.OR, axes), operand);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.XOR, axes), operand);
  }

  private void arg(Strided operand, int axis) {
    if (operand.shape().size() > 0) {
      agreement.check(
          new Reducing.ArgReduce(Reducing.ArgReduce.Op.ARGMAX, axis, DType.INT32), operand);
      agreement.check(
          new Reducing.ArgReduce(Reducing.ArgReduce.Op.ARGMIN, axis, DType.INT64), operand);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void awkwardExtents(DType type) {
    for (long n : EXTENTS) {
      all(Agreement.numbers(type, random, n), Axes.of(0));
      all(Samples.array(type, Shape.of(n), random), Axes.of(0));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT64", "BFLOAT16", "BOOL"})
  void layouts(DType type) {
    for (long[] size :
        new long[][] {{0, 3}, {3, 0}, {5, 7}, {40, 10}, {10, 40}, {3, 130}, {130, 3}, {33, 64}}) {
      for (Strided operand : Agreement.matrices(type, random, size[0], size[1])) {
        all(operand, Axes.of(0));
        all(operand, Axes.of(1));
        all(operand, Axes.of(0, 1));
        all(operand, Axes.none());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT64"})
  void anyAxes(DType type) {
    Strided operand = Agreement.numbers(type, random, 3, 5, 9, 4);
    List<Axes> sets =
        List.of(
            Axes.of(1),
            Axes.of(0, 2),
            Axes.of(1, 3),
            Axes.of(0, 1, 2),
            Axes.of(1, 2),
            Axes.of(0, 3));
    for (Axes axes : sets) {
      all(operand, axes);
      all(operand.with(operand.layout().transpose(Axes.of(2, 0, 3, 1))), axes);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32"})
  void severalBlocks(DType type) {
    all(Agreement.numbers(type, random, 65_537), Axes.of(0));
    all(Agreement.numbers(type, random, 3, 30_000), Axes.of(1));
    all(Agreement.numbers(type, random, 9000, 3), Axes.of(0));
    all(Agreement.numbers(type, random, 5000, 40), Axes.of(0));
    Strided wide = Agreement.numbers(type, random, 4200, 70);
    Layout box = wide.layout().slice(new long[] {3, 1}, new long[] {1, 1}, Shape.of(4150, 67));
    all(wide.with(box), Axes.of(0));
    all(Agreement.numbers(type, random, 2, 300, 300), Axes.of(1));
  }

  @Test
  void extremesOfNothing() {
    Strided nothing = Agreement.numbers(DType.INT8, random, 0, 3);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.MAX, Axes.of(0)), nothing);
    Strided bools = Agreement.numbers(DType.BOOL, random, 0);
    agreement.check(new Reducing.Reduce(Reducing.Reduce.Op.AND, Axes.of(0)), bools);
  }

  @Test
  void otherPrimitivesAreLeft() {
    Primitive running = new Reducing.CumSum(0, false);
    assertThat(Reductions.of(running, List.of(ArrayType.of(DType.FLOAT32, 3)))).isEmpty();
  }
}
