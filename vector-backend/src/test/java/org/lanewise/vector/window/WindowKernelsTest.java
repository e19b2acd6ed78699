package org.lanewise.vector.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Agreement;
import org.lanewise.vector.Layouts;

/// Folds and choices of windows equal the reference backend's by bits: along any axes, with
/// strides, padding and dilations, for operands in any layout, NaN and zeros of both signs
/// included.
@Tag("bits")
class WindowKernelsTest {
  private static final int MANY = 100;

  private final Random random = new Random(5);
  private final Agreement agreement = new Agreement(Windows::of);

  private Window window(int rank, boolean holes) {
    long[][] numbers = new long[6][rank];
    for (int axis = 0; axis < rank; axis++) {
      boolean windowed = random.nextInt(3) > 0;
      boolean plain = !windowed || random.nextBoolean();
      numbers[0][axis] = windowed ? 1 + random.nextInt(4) : 1;
      numbers[1][axis] = plain ? 1 : 1 + random.nextInt(3);
      numbers[2][axis] = windowed ? random.nextInt(6) - 2 : 0;
      numbers[3][axis] = windowed ? random.nextInt(6) - 2 : 0;
      numbers[4][axis] = plain || !holes ? 1 : 1 + random.nextInt(3);
      numbers[5][axis] = plain ? 1 : 1 + random.nextInt(3);
    }
    return new Window(
        Sizes.of(numbers[0]),
        Sizes.of(numbers[1]),
        Sizes.of(numbers[2]),
        Sizes.of(numbers[3]),
        Sizes.of(numbers[4]),
        Sizes.of(numbers[5]));
  }

  private Shape shape(int rank) {
    int[] most = {0, 120, 40, 14, 8};
    long[] sizes = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = random.nextInt(25) == 0 ? 0 : 1 + random.nextInt(most[rank]);
    }
    return Shape.of(sizes);
  }

  private Strided samples(DType type, Shape shape) {
    Strided array = Layouts.numbers(type, random, shape);
    for (int i = 0; i < 3 && type.isFloating() && shape.size() > 0; i++) {
      long place = random.nextInt((int) (array.buffer().byteSize() / type.byteSize()));
      long bits = ScalarBits.of(type, i == 0 ? Double.NaN : Double.NEGATIVE_INFINITY);
      Transfer.putBits(array.buffer().segment(), type, place, bits);
    }
    return array;
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UINT32", "UINT64", "COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void folds(DType type) {
    for (int i = 0; i < MANY; i++) {
      int rank = 1 + random.nextInt(4);
      Window window = window(rank, true);
      agreement.check(fold(type, window), samples(type, shape(rank)));
    }
  }

  private Primitive fold(DType type, Window window) {
    boolean bits = !type.isFloating();
    boolean number = type != DType.BOOL;
    return switch (random.nextInt(6)) {
      case 0 -> new ReduceWindow(ReduceWindow.Op.MAX, window);
      case 1 -> new ReduceWindow(ReduceWindow.Op.MIN, window);
      case 2 -> new ReduceWindow(bits ? ReduceWindow.Op.AND : ReduceWindow.Op.MAX, window);
      case 3 -> new ReduceWindow(bits ? ReduceWindow.Op.OR : ReduceWindow.Op.MIN, window);
      case 4 -> new ReduceWindow(number ? ReduceWindow.Op.PROD : ReduceWindow.Op.OR, window);
      case 5 ->
          number ? new ReduceWindowSum(window) : new ReduceWindow(ReduceWindow.Op.AND, window);
      default -> throw new AssertionError();
    };
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BOOL", "UINT32", "UINT64", "COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void choices(DType type) {
    for (int i = 0; i < MANY; i++) {
      int rank = 1 + random.nextInt(4);
      Window window = window(rank, false);
      Select select = Select.values()[random.nextInt(2)];
      Shape shape = shape(rank);
      agreement.check(
          new SelectAndGatherAdd(select, window), samples(type, shape), samples(type, shape));
      agreement.check(
          new SelectAndScatterAdd(select, window),
          samples(type, window.counts(shape)),
          samples(type, shape));
    }
  }

  @Test
  void poolingOfImages() {
    Strided images = Agreement.numbers(DType.FLOAT32, random, 4, 28, 30, 48);
    Window last = Window.of(1, 2, 2, 1).withStrides(1, 2, 2, 1);
    agreement.check(new ReduceWindow(ReduceWindow.Op.MAX, last), images);
    agreement.check(
        new SelectAndScatterAdd(Select.GE, last),
        Agreement.numbers(DType.FLOAT32, random, 4, 14, 15, 48),
        images);
    Window first = Window.of(1, 1, 2, 2).withStrides(1, 1, 2, 2);
    agreement.check(new ReduceWindow(ReduceWindow.Op.MAX, first), images);
    Sizes one = Sizes.of(0, 1, 1, 0);
    Window overlapping = Window.of(1, 3, 3, 1).withPadding(one, one);
    agreement.check(new ReduceWindowSum(overlapping), images);
    agreement.check(new SelectAndScatterAdd(Select.GE, overlapping), images, images);
  }

  @Test
  void whatIsLeft() {
    ArrayType unsigned = ArrayType.of(DType.UINT32, 5);
    ArrayType real = ArrayType.of(DType.FLOAT32, 5);
    Window window = Window.of(2);
    assertThat(Windows.of(new ReduceWindow(ReduceWindow.Op.MAX, window), List.of(unsigned)))
        .isEmpty();
    Window holes = window.withBaseDilation(2);
    assertThat(Windows.of(new SelectAndGatherAdd(Select.GE, holes), List.of(real, real))).isEmpty();
    assertThat(Windows.of(new ReduceWindowSum(Window.of(1 << 21)), List.of(real))).isEmpty();
  }
}
