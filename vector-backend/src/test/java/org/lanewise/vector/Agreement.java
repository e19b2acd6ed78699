package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Warmth;

/// Compares a family of kernels with the reference backend, by bits.
public final class Agreement {
  private final BiFunction<Primitive, List<ArrayType>, Optional<Executable>> family;

  /// @param family what makes the executables, and must not leave them to the reference backend
  public Agreement(BiFunction<Primitive, List<ArrayType>, Optional<Executable>> family) {
    Warmth.assume(true); // cold kernels would leave the work to the reference backend
    this.family = family;
  }

  /// Runs a primitive on operands in both ways.
  public void check(Primitive primitive, Strided... operands) {
    List<ArrayType> types = new ArrayList<>();
    for (Strided operand : operands) {
      types.add(new ArrayType(operand.dtype(), operand.shape()));
    }
    List<long[]> before = Arrays.stream(operands).map(Samples::bits).toList();
    Strided[] expected =
        new ReferenceBackend().compile(Jaxpr.of(primitive, types)).execute(operands);
    Strided[] actual = family.apply(primitive, types).orElseThrow().execute(operands);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i].dtype()).isEqualTo(expected[i].dtype());
      assertThat(actual[i].shape()).isEqualTo(expected[i].shape());
      assertThat(Samples.bits(actual[i]))
          .as("%s of %s", primitive, describe(operands))
          .isEqualTo(Samples.bits(expected[i]));
    }
    for (int i = 0; i < operands.length; i++) {
      assertThat(Samples.bits(operands[i]))
          .as("operand %d is not written", i)
          .isEqualTo(before.get(i));
    }
  }

  private static String describe(Strided... operands) {
    StringBuilder text = new StringBuilder();
    for (Strided operand : operands) {
      text.append(operand.dtype()).append(' ').append(operand.layout()).append("; ");
    }
    return text.toString();
  }

  /// Ordinary numbers, some of them zeros of both signs: their sums are no NaN.
  public static Strided numbers(DType dtype, Random random, long... sizes) {
    Strided array = Strided.allocate(dtype, Shape.of(sizes));
    for (long i = 0; i < array.shape().size(); i++) {
      long bits =
          dtype.isFloating()
              ? ScalarBits.of(dtype, random.nextInt(9) == 0 ? -0.0 : random.nextGaussian())
              : Samples.bits(dtype, random);
      Transfer.putBits(array.buffer().segment(), dtype, i, bits);
    }
    return array;
  }

  /// A matrix in different layouts: row-major, transposed, with an offset and longer rows,
  /// transposed with them, with steps and turned around, repeated along one axis.
  public static List<Strided> matrices(DType dtype, Random random, long rows, long columns) {
    Strided longer = numbers(dtype, random, rows + 2, 2 * columns + 1);
    Strided longerTurned = turn(numbers(dtype, random, columns + 2, 2 * rows + 1));
    Strided stepped = numbers(dtype, random, 2 * rows + 1, 2 * columns + 1);
    Strided row = numbers(dtype, random, 1, columns);
    return List.of(
        numbers(dtype, random, rows, columns),
        turn(numbers(dtype, random, columns, rows)),
        box(longer, 2, 1, 1, 1, rows, columns),
        box(longerTurned, 1, 2, 1, 1, rows, columns),
        reverse(box(stepped, 1, 1, 2, 2, rows, columns)),
        row.with(row.layout().broadcast(Shape.of(rows, columns), Axes.of(0, 1))));
  }

  private static Strided turn(Strided matrix) {
    return matrix.with(matrix.layout().transpose(Axes.of(1, 0)));
  }

  private static Strided reverse(Strided matrix) {
    return matrix.with(matrix.layout().reverse(Axes.of(1)));
  }

  private static Strided box(
      Strided matrix, long row, long column, long step, long across, long rows, long columns) {
    Layout layout = matrix.layout();
    return matrix.with(
        layout.slice(new long[] {row, column}, new long[] {step, across}, Shape.of(rows, columns)));
  }
}
