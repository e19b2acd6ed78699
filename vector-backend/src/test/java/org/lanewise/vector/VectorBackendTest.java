package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

class VectorBackendTest {

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(Backends.current()).isInstanceOf(VectorBackend.class);
    assertThat(Backends.current().name()).isEqualTo("simd");
    assertThat(Backends.current().description()).contains("-bit vectors").contains("threads");
  }

  /// exp(x) · x + 1, transposed: temporaries, a view, a literal.
  private static Jaxpr program(long rows, long columns) {
    ArrayType type = ArrayType.of(DType.FLOAT32, rows, columns);
    ArrayType turned = ArrayType.of(DType.FLOAT32, columns, rows);
    Atom.Var x = new Atom.Var(type);
    Atom.Var exp = new Atom.Var(type);
    Atom.Var product = new Atom.Var(type);
    Atom.Var view = new Atom.Var(turned);
    Atom.Var sum = new Atom.Var(turned);
    Atom.Literal one = new Atom.Literal(DType.FLOAT32, false, Float.floatToRawIntBits(1f));
    return new Jaxpr(
        List.of(),
        List.of(x),
        List.of(
            new Equation(new Unary(Unary.Op.EXP), List.of(x), List.of(exp)),
            new Equation(new Elementwise.Mul(), List.of(exp, x), List.of(product)),
            new Equation(new Shaping.Transpose(Axes.of(1, 0)), List.of(product), List.of(view)),
            new Equation(new Elementwise.Add(), List.of(view, one), List.of(sum))),
        List.of(sum, x));
  }

  @Tag("bits")
  @Test
  void programsOfSeveralEquationsAgreeWithTheReference() {
    Strided x = Samples.array(DType.FLOAT32, Shape.of(37, 65), new Random(3));
    Jaxpr program = program(37, 65);
    Strided[] expected = new ReferenceBackend().compile(program).execute(x);
    Strided[] actual = new VectorBackend().compile(program).execute(x);
    assertThat(Samples.bits(actual[0])).isEqualTo(Samples.bits(expected[0]));
    assertThat(actual[1]).isSameAs(x);
  }

  @Test
  void temporariesAreGivenBackAtOnce() {
    Strided x = Samples.array(DType.FLOAT32, Shape.of(512, 512), new Random(3));
    Executable executable = new VectorBackend().compile(program(512, 512));
    Strided[] first = executable.execute(x);
    long before = BufferPool.shared().statistics().liveBytes();
    Strided[] second = executable.execute(x);
    long grown = BufferPool.shared().statistics().liveBytes() - before;
    assertThat(grown).isLessThanOrEqualTo(2L * second[0].buffer().byteSize());
    assertThat(Samples.bits(second[0])).isEqualTo(Samples.bits(first[0]));
  }

  @Tag("bits")
  @Test
  void iotaCountsAlongItsAxis() {
    for (DType dtype : DType.values()) {
      if (dtype.isComplex() || dtype == DType.BOOL) {
        continue;
      }
      for (int axis = 0; axis < 3; axis++) {
        Jaxpr program = Jaxpr.of(new Shaping.Iota(dtype, Shape.of(3, 70, 5), axis), List.of());
        long[] expected = Samples.bits(new ReferenceBackend().compile(program).execute()[0]);
        assertThat(Samples.bits(new VectorBackend().compile(program).execute()[0]))
            .isEqualTo(expected);
      }
    }
  }
}
