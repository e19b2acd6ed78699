package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Folds of leading axes take the rows as the nest makes them, whoever makes them.
@Tag("bits")
class ColumnFoldsTest {

  private static ArrayType f32(long... sizes) {
    return new ArrayType(DType.FLOAT32, Shape.of(sizes));
  }

  @Test
  void theGradientOfABiasIsSummedWhereItsRowsAreMade() {
    Jaxpr program =
        Programs.staged(
            x -> {
              var masked = Numpy.where(x.get(1).gt(0), x.get(0), Numpy.array(0f));
              return List.of(masked, masked.sum(0).times(0.1));
            },
            f32(128, 512),
            f32(128, 512));
    assertThat(Programs.compiled(program).toString())
        .isEqualTo(
            """
            program (a:f32[128,512] b:f32[128,512]) {
              nest of 128 rows {
                loop (128, 512) {
                  c:bool[128,512] = gt b 0.0
                  d:f32[128,512] in memory = select_n c 0.0 a
                }
                fold e:f32[512] in memory = reduce_sum d of 128 rows
              }
              nest of 512 rows {
                loop (512,) {
                  f:f32[512] in memory = mul e 0.10000000149011612
                }
              }
              return (d, f)
            }
            """);
    Programs.agree(program, 1);
  }

  @Test
  void rowsOfEveryNumberAndWidthAgree() {
    for (long n : new long[] {33, 63, 64, 65, 129, 200, 4096, 4099, 8300}) {
      for (long columns : new long[] {2, 10, 16, 33, 100, 257}) {
        if (n * columns < 600_000) {
          Jaxpr program =
              Programs.staged(
                  x -> List.of(x.get(0).times(x.get(0)).plus(x.get(1)).sum(0)),
                  f32(n, columns),
                  f32(columns));
          Programs.agree(program, n * columns);
        }
      }
    }
  }

  /// Units of several lane groups, some of them cut off.
  @Test
  void largeRowsAreSharedByThreads() {
    for (long n : new long[] {70, 1000, 5000}) {
      Jaxpr program =
          Programs.staged(
              x -> List.of(x.get(0).tanh().sum(0), x.get(0).tanh().max(0)), f32(n, 1024));
      assertThat(Programs.compiled(program).toString()).containsOnlyOnce("nest of");
      Programs.agree(program, n);
    }
  }

  @Test
  void everyOperatorOfWideTypesAgrees() {
    for (DType dtype : DType.values()) {
      boolean wide = !dtype.isComplex() && dtype.byteSize() >= 4;
      for (Reducing.Reduce.Op op : Reducing.Reduce.Op.values()) {
        boolean bits =
            op == Reducing.Reduce.Op.AND
                || op == Reducing.Reduce.Op.OR
                || op == Reducing.Reduce.Op.XOR;
        if (wide && (!bits || dtype.isInteger())) {
          Programs.agree(folded(new Reducing.Reduce(op, Axes.of(0)), dtype), 3);
        }
      }
      if (wide) {
        Programs.agree(folded(new Reducing.ReduceSum(Axes.of(0, 1)), dtype), 4);
      }
    }
  }

  private static Jaxpr folded(Primitive fold, DType dtype) {
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var x = builder.input(new ArrayType(dtype, Shape.of(50, 3, 17)));
    Atom.Var y = builder.add(new Elementwise.Mul(), List.of(x, x)).get(0);
    return builder.build(builder.add(fold, List.of(y)));
  }

  /// A fold of rows and one of columns in the nest of both.
  @Test
  void rowsThatAreNormalizedAreSummed() {
    Jaxpr program = Programs.staged(x -> List.of(Nn.softmax(x.get(0)).sum(0)), f32(150, 65));
    assertThat(Programs.compiled(program).toString())
        .containsOnlyOnce("nest of")
        .contains("reduce_sum")
        .contains("of 150 rows");
    Programs.agree(program, 5);
  }

  @Test
  void theVarianceOfColumnsMakesNoArrayOfSquares() {
    Jaxpr program = Programs.staged(x -> List.of(Numpy.var(x.get(0), 0)), f32(300, 40));
    assertThat(Programs.compiled(program).toString()).contains("in tile = square");
    Programs.agree(program, 6);
  }

  /// A result that takes the place of an operand does so tile by tile, in loops over several ones.
  @Test
  void nestsOfSeveralLoopsWorkInPlace() {
    for (long columns : new long[] {64, 65, 128}) {
      Jaxpr program =
          Programs.staged(
              x -> List.of(Nn.softmax(Lax.cumsum(x.get(0), 1, false).plus(x.get(1)))),
              f32(200, columns),
              f32(columns));
      Programs.agree(program, columns);
    }
  }
}
