package org.lanewise.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Quotients and remainders by powers of two: no division is left, and no bit changes.
@Tag("bits")
class DivisionsTest {
  private static final long[] VALUES = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    7,
    -7,
    8,
    -8,
    1023,
    -1024,
    1 << 30,
    -(1 << 30),
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 62
  };

  private static Array both(Array x, long divisor) {
    Array number = Lax.full(Shape.scalar(), x.dtype(), divisor);
    return Numpy.concatenate(List.of(Lax.div(x, number), Lax.rem(x, number)), 0);
  }

  private static Array floored(Array x, long divisor) {
    Array number = Lax.full(Shape.scalar(), x.dtype(), divisor);
    return Numpy.concatenate(List.of(Numpy.floorDivide(x, number), Numpy.remainder(x, number)), 0);
  }

  private static Jaxpr simplified(DType dtype, long divisor) {
    return simplified(dtype, x -> both(x, divisor));
  }

  private static Jaxpr simplified(DType dtype, UnaryOperator<Array> function) {
    ArrayType type = new ArrayType(dtype, Shape.of(VALUES.length));
    StagedProgram staged = Staging.stage(x -> List.of(function.apply(x.get(0))), List.of(type));
    Draft draft = new Draft(staged.jaxpr(), staged.constants(), true);
    return Simplifier.simplify(draft).program();
  }

  @Test
  void powersOfTwoAreShifted() {
    for (DType dtype : List.of(DType.INT32, DType.INT64)) {
      Array x = Numpy.array(VALUES).astype(dtype);
      Strided operand = ((ConcreteArray) x).data();
      int most = dtype.bitSize() - 2;
      for (int k : new int[] {1, 2, 10, most}) {
        Jaxpr program = simplified(dtype, 1L << k);
        assertThat(program.toString()).doesNotContain(" div ").doesNotContain(" rem ");
        Executable executable = new ReferenceBackend().compile(program);
        Strided result = executable.execute(operand)[0];
        for (int i = 0; i < VALUES.length; i++) {
          long value = dtype == DType.INT32 ? (int) VALUES[i] : VALUES[i];
          assertThat(at(result, i)).as("%d / 2^%d", value, k).isEqualTo(value / (1L << k));
          assertThat(at(result, VALUES.length + i))
              .as("%d %% 2^%d", value, k)
              .isEqualTo(value % (1L << k));
        }
      }
    }
  }

  @Test
  void whatRoundsDownIsOneOperation() {
    for (DType dtype : List.of(DType.INT32, DType.INT64)) {
      Strided operand = ((ConcreteArray) Numpy.array(VALUES).astype(dtype)).data();
      for (int k : new int[] {1, 2, 10, dtype.bitSize() - 2}) {
        long divisor = 1L << k;
        Jaxpr program = simplified(dtype, x -> floored(x, divisor));
        assertThat(program.toString()).doesNotContain("select_n").doesNotContain("sign");
        assertThat(program.equations()).hasSize(3);
        Strided result = new ReferenceBackend().compile(program).execute(operand)[0];
        for (int i = 0; i < VALUES.length; i++) {
          long value = dtype == DType.INT32 ? (int) VALUES[i] : VALUES[i];
          assertThat(at(result, i))
              .as("%d / 2^%d", value, k)
              .isEqualTo(Math.floorDiv(value, divisor));
          assertThat(at(result, VALUES.length + i))
              .as("%d %% 2^%d", value, k)
              .isEqualTo(Math.floorMod(value, divisor));
        }
      }
    }
  }

  @Test
  void whatOnlyLooksLikeRoundingDownStays() {
    Jaxpr other =
        simplified(
            DType.INT32,
            x -> {
              Array four = Lax.full(Shape.scalar(), DType.INT32, 4);
              Array r = Lax.rem(x, four);
              Array negative = Lax.lt(r, Lax.full(Shape.scalar(), DType.INT32, 0));
              Array corrects =
                  Lax.and(negative, Lax.ne(r, Lax.full(Shape.scalar(), DType.INT32, 1)));
              return Lax.select(corrects, Lax.add(r, four), r);
            });
    assertThat(other.toString()).contains("select_n");
    assertThat(simplified(DType.INT32, x -> floored(x, 3)).toString()).contains("select_n");
    assertThat(simplified(DType.INT32, x -> floored(x, -4)).toString()).contains("select_n");
  }

  private static long at(Strided x, int i) {
    long bits = Transfer.getBits(x.buffer().segment(), x.dtype(), i);
    return x.dtype() == DType.INT32 ? (int) bits : bits;
  }

  @Test
  void otherDivisorsStay() {
    assertThat(simplified(DType.INT32, 3).toString()).contains(" div ").contains(" rem ");
    assertThat(simplified(DType.INT32, -4).toString()).contains(" div ").contains(" rem ");
    assertThat(simplified(DType.UINT32, 4).toString()).contains(" div ").contains(" rem ");
    assertThat(simplified(DType.FLOAT32, 4).toString()).contains(" div ").contains(" rem ");
  }
}
