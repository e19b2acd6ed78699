package org.lanewise.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  private static Jaxpr simplified(DType dtype, long divisor) {
    ArrayType type = new ArrayType(dtype, Shape.of(VALUES.length));
    StagedProgram staged = Staging.stage(x -> List.of(both(x.get(0), divisor)), List.of(type));
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
