package org.lanewise.vector.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Cases;
import org.lanewise.vector.Samples;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.codegen.KernelCache;

/// The layout of the operands changes no bit: transposed, stepped, reversed, shifted and repeated
/// operands give what row-major copies of them give.
@Tag("bits")
class LayoutsTest {
  private static final long[] SIZES = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 129};

  static List<Cases.Case> cases() {
    DType f32 = DType.FLOAT32;
    DType u32 = DType.UINT32;
    return List.of(
        new Cases.Case(new Elementwise.Add(), List.of(f32, f32)),
        new Cases.Case(new Unary(Unary.Op.SIN), List.of(f32)),
        new Cases.Case(new Elementwise.Div(), List.of(DType.INT64, DType.INT64)),
        new Cases.Case(
            new Elementwise.Compare(Elementwise.Compare.Op.LT), List.of(DType.UINT8, DType.UINT8)),
        new Cases.Case(new Elementwise.Select(), List.of(DType.BOOL, DType.FLOAT64, DType.FLOAT64)),
        new Cases.Case(new Elementwise.Fma(), List.of(DType.FLOAT16, DType.FLOAT16, DType.FLOAT16)),
        new Cases.Case(new Elementwise.Convert(f32, false), List.of(DType.INT16)),
        new Cases.Case(new Threefry2x32(), List.of(u32, u32, u32, u32)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void layoutsChangeNoBit(Cases.Case row) {
    Random random = new Random(7);
    for (int trial = 0; trial < 120; trial++) {
      Shape shape = shape(random, trial % 5);
      compare(row, shape, random, trial % 2 == 0 ? Form.SCALAR : Form.VECTOR);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void longRunsAreExact(Cases.Case row) {
    Random random = new Random(8);
    for (long size : new long[] {1023, 4099, 65537}) {
      compare(row, Shape.of(size), random, Form.VECTOR);
      compare(row, Shape.of(3, size), random, Form.VECTOR);
    }
  }

  private static void compare(Cases.Case row, Shape shape, Random random, Form form) {
    force(row, form);
    List<Strided> operands = new ArrayList<>();
    for (DType type : row.operands()) {
      operands.add(operand(type, shape, random));
    }
    // at least one operand has the full shape
    operands.set(0, view(row.operands().get(0), shape, random));
    long[][] expected = bits(run(row, operands.stream().map(x -> copied(x, shape)).toList()));
    long[][] actual = bits(run(row, operands));
    assertThat(actual).as("%s of %s", shape, operands).isEqualTo(expected);
  }

  private static void force(Cases.Case row, Form form) {
    for (int splats = 0; splats < 1 << row.operands().size(); splats++) {
      KernelCache.get(row.primitive(), row.operands(), splats).force(form);
    }
  }

  private static Strided[] run(Cases.Case row, List<Strided> operands) {
    List<ArrayType> types =
        operands.stream().map(x -> new ArrayType(x.dtype(), x.shape())).toList();
    Jaxpr program = Jaxpr.of(row.primitive(), types);
    return new ElementwiseExecutable(program).execute(operands.toArray(Strided[]::new));
  }

  private static long[][] bits(Strided[] results) {
    long[][] bits = new long[results.length][];
    for (int i = 0; i < bits.length; i++) {
      assertThat(results[i].layout().isContiguous()).isTrue();
      bits[i] = Samples.bits(results[i]);
    }
    return bits;
  }

  private static Shape shape(Random random, int rank) {
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      int most = rank < 3 ? SIZES.length : 6;
      sizes[i] = SIZES[random.nextInt(most) == 0 ? 0 : random.nextInt(1, most)];
    }
    return Shape.of(sizes);
  }

  /// An operand for a result of the given shape: a scalar, sizes of 1, or the full shape.
  private static Strided operand(DType type, Shape shape, Random random) {
    if (random.nextInt(5) == 0) {
      return view(type, Shape.scalar(), random);
    }
    long[] sizes = shape.toArray();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextInt(4) == 0 ? 1 : sizes[i];
    }
    return view(type, Shape.of(sizes), random);
  }

  /// An array of a shape in some layout.
  private static Strided view(DType type, Shape shape, Random random) {
    int rank = shape.rank();
    return switch (random.nextInt(5)) {
      case 0 -> stepped(type, shape, random);
      case 1 -> {
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
          order[i] = rank - 1 - i;
        }
        Axes reversed = Axes.of(order);
        Strided turned = Samples.array(type, shape.select(reversed), random);
        yield turned.with(turned.layout().transpose(reversed));
      }
      case 2 -> {
        Strided small = Samples.array(type, Shape.scalar(), random);
        yield small.with(small.layout().broadcast(shape, Axes.none()));
      }
      default -> Samples.array(type, shape, random);
    };
  }

  /// A slice with steps, reversed along the first axis.
  private static Strided stepped(DType type, Shape shape, Random random) {
    int rank = shape.rank();
    long[] sizes = shape.toArray();
    long[] starts = new long[rank];
    long[] steps = new long[rank];
    for (int i = 0; i < rank; i++) {
      steps[i] = 1 + random.nextInt(3);
      starts[i] = random.nextInt(4);
      sizes[i] = starts[i] + sizes[i] * steps[i];
    }
    Strided large = Samples.array(type, Shape.of(sizes), random);
    Layout layout = large.layout().slice(starts, steps, shape);
    return large.with(rank > 0 && random.nextBoolean() ? layout.reverse(Axes.of(0)) : layout);
  }

  /// The same elements, repeated to the full shape, in row-major order.
  private static Strided copied(Strided x, Shape shape) {
    Strided copy = Strided.allocate(x.dtype(), shape);
    long[] strides = new long[shape.rank()];
    for (int i = 0; i < strides.length; i++) {
      boolean repeats = x.shape().isScalar() || x.shape().get(i) == 1;
      strides[i] = repeats ? 0 : x.layout().stride(i);
    }
    Positions positions = new Positions(Layout.of(shape, strides, x.layout().offset()));
    for (long i = 0; i < shape.size(); i++) {
      long bits = Transfer.getBits(x.buffer().segment(), x.dtype(), positions.next());
      Transfer.putBits(copy.buffer().segment(), x.dtype(), i, bits);
    }
    return copy;
  }

  @Test
  void neighbouringAxesAreJoined() {
    Strided x = Strided.allocate(DType.FLOAT32, Shape.of(2, 3, 4, 5));
    Strided y = Strided.allocate(DType.FLOAT32, Shape.of(1, 1, 4, 5));
    assertThat(Loop.of(x.shape(), x.layout(), x.layout())).hasToString("[120]");
    assertThat(Loop.of(x.shape(), x.layout(), y.layout())).hasToString("[6, 20]");
  }
}
