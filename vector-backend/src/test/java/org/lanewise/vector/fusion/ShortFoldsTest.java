package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Folds of short axes become operations on slices, in the same order.
@Tag("bits")
class ShortFoldsTest {

  private static Array potential(Array x) {
    Array difference = Numpy.expandDims(x, 1).minus(Numpy.expandDims(x, 0));
    Array squared = difference.times(difference).sum(2).plus(1e-3);
    return Lax.rsqrt(squared).sum(1);
  }

  private static Jaxpr bodies(DType dtype, long n, long dimensions) {
    return Programs.staged(
        x -> List.of(potential(x.get(0))), new ArrayType(dtype, Shape.of(n, dimensions)));
  }

  @Test
  void pairsOfBodiesNeedNoArrayOfPairs() {
    assertThat(Programs.compiled(bodies(DType.FLOAT32, 2000, 3)).toString())
        .isEqualTo(
            """
            program (a:f32[2000,3]) {
              nest of 2000 rows {
                loop (2000, 2000) {
                  b:f32[2000,2000] = sub a.broadcast_in_dim.slice.squeeze a.broadcast_in_dim.slice.squeeze
                  c:f32[2000,2000] = mul b b
                  d:f32[2000,2000] = sub a.broadcast_in_dim.slice.squeeze a.broadcast_in_dim.slice.squeeze
                  e:f32[2000,2000] = mul d d
                  f:f32[2000,2000] = sub a.broadcast_in_dim.slice.squeeze a.broadcast_in_dim.slice.squeeze
                  g:f32[2000,2000] = mul f f
                  h:f32[2000,2000] = add c g
                  i:f32[2000,2000] = add h e
                  j:f32[2000,2000] = add i 0.0
                  k:f32[2000,2000] = add j 0.0010000000474974513
                  l:f32[2000,2000] in tile = rsqrt k
                }
                fold m:f32[2000] in memory = reduce_sum l of 2000
              }
              return (m)
            }
            """);
  }

  @Test
  void pairsAgreeWithTheReference() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16)) {
      for (long n : new long[] {2, 33, 70}) {
        for (long dimensions : new long[] {1, 2, 3, 5}) {
          Programs.agree(bodies(dtype, n, dimensions), n + dimensions);
        }
      }
    }
  }

  /// An axis at each place, alone and with its neighbour, of each operator and type that has it.
  @Test
  void everyOperatorAndPlaceAgrees() {
    for (DType dtype : DType.values()) {
      if (!dtype.isComplex()) {
        for (Primitive fold : folds(dtype)) {
          Programs.agree(squares(fold, dtype), 7);
        }
      }
    }
  }

  private static List<Primitive> folds(DType dtype) {
    Reducing.Reduce.Op[] ops = Reducing.Reduce.Op.values();
    boolean bits = dtype.isInteger() || dtype == DType.BOOL;
    List<Primitive> folds = new ArrayList<>();
    for (Axes axes : List.of(Axes.of(0), Axes.of(1), Axes.of(2), Axes.of(0, 1))) {
      if (dtype != DType.BOOL) {
        folds.add(new Reducing.ReduceSum(axes));
      }
      for (Reducing.Reduce.Op op : ops) {
        boolean ofBits =
            op == Reducing.Reduce.Op.AND
                || op == Reducing.Reduce.Op.OR
                || op == Reducing.Reduce.Op.XOR;
        if (ofBits ? bits : dtype != DType.BOOL) {
          folds.add(new Reducing.Reduce(op, axes));
        }
      }
    }
    return folds;
  }

  /// What is folded is computed from two operands, one of which is repeated along the first axis.
  private static Jaxpr squares(Primitive fold, DType dtype) {
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var x = builder.input(new ArrayType(dtype, Shape.of(3, 5, 40)));
    Atom.Var y = builder.input(new ArrayType(dtype, Shape.of(1, 5, 40)));
    Atom.Var larger = builder.add(largerOf(dtype), List.of(x, y)).get(0);
    return builder.build(builder.add(fold, List.of(larger)));
  }

  private static Primitive largerOf(DType dtype) {
    return new Elementwise.Binary(
        dtype == DType.BOOL ? Elementwise.Binary.Op.OR : Elementwise.Binary.Op.MAX);
  }

  /// Lanes start at +0, so a sum of nothing but −0 is +0.
  @Test
  void aSumOfNegativeZerosIsPositive() {
    Jaxpr program =
        Programs.staged(
            x -> List.of(x.get(0).times(1).unaryMinus().sum(0)),
            new ArrayType(DType.FLOAT32, Shape.of(4, 40)));
    Strided zeros = Strided.allocate(DType.FLOAT32, Shape.of(4, 40));
    zeros.buffer().segment().fill((byte) 0);
    ProgramExecutable compiled = Programs.compiled(program);
    assertThat(compiled.toString()).doesNotContain("reduce_sum");
    Strided sums = compiled.execute(zeros)[0];
    for (int i = 0; i < 40; i++) {
      assertThat(Transfer.getBits(sums.buffer().segment(), DType.FLOAT32, i))
          .isEqualTo(ScalarBits.of(DType.FLOAT32, 0.0));
    }
  }

  @Test
  void whatWouldBeReadInStepsIsNotUnrolled() {
    Jaxpr program =
        Programs.staged(
            x -> List.of(x.get(0).exp().sum(1)),
            new ArrayType(DType.FLOAT32, Shape.of(100_000, 4)));
    assertThat(Programs.compiled(program).toString()).contains("reduce_sum");
  }

  /// The exponentials are computed once, for the caller, and read by the sum.
  @Test
  void whatOthersReadIsNotComputedAgainIfItCosts() {
    Jaxpr program =
        Programs.staged(
            x -> {
              Array y = x.get(0).exp();
              return List.of(y, y.sum(0));
            },
            new ArrayType(DType.FLOAT32, Shape.of(3, 4000)));
    assertThat(Programs.compiled(program).toString()).containsOnlyOnce("exp");
    Programs.agree(program, 11);
  }
}
