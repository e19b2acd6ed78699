package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Shaping;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products that are read transposed are made transposed.
@Tag("bits")
class TurnedProductsTest {

  private static Jaxpr update(DType dtype, long m, long k, long n) {
    return Programs.staged(
        x -> {
          Array gradient = Lax.transpose(x.get(0).matmul(x.get(1)), Axes.of(1, 0));
          return List.of(x.get(2).minus(gradient.times(0.5)));
        },
        new ArrayType(dtype, Shape.of(m, k)),
        new ArrayType(dtype, Shape.of(k, n)),
        new ArrayType(dtype, Shape.of(n, m)));
  }

  @Test
  void theUpdateOfAWeightReadsItsGradientInOrder() {
    assertThat(Programs.compiled(update(DType.FLOAT32, 20, 30, 40)).toString())
        .isEqualTo(
            """
            program (a:f32[20,30] b:f32[30,40] c:f32[40,20]) {
              nest of 40 rows {
                product d:f32[40,20] in block = dot_general b a
                loop (40, 20) {
                  e:f32[40,20] = mul d 0.5
                  f:f32[40,20] in memory = sub c e
                }
              }
              return (f)
            }
            """);
  }

  @Test
  void theBitsAreTheSame() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.INT32)) {
      if (dtype == DType.INT32) {
        Programs.agree(integers(), 2);
        continue;
      }
      for (long k : new long[] {1, 3, 300}) {
        Programs.agree(update(dtype, 17, k, 33), k);
        Programs.agree(update(dtype, 1, k, 33), k);
        Programs.agree(update(dtype, 17, k, 1), k);
      }
    }
  }

  private static Jaxpr integers() {
    return product(Axes.of(2, 0, 1), true);
  }

  /// [2,3,k] · [k,4] in i32, transposed.
  private static Jaxpr product(Axes permutation, boolean once) {
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var x = builder.input(new ArrayType(DType.INT32, Shape.of(2, 3, 5)));
    Atom.Var y = builder.input(new ArrayType(DType.INT32, Shape.of(5, 4)));
    Combining.DotGeneral dot =
        new Combining.DotGeneral(Axes.of(2), Axes.of(0), Axes.none(), Axes.none(), DType.INT32);
    Atom.Var product = builder.add(dot, List.of(x, y)).get(0);
    Atom.Var turned = builder.add(new Shaping.Transpose(permutation), List.of(product)).get(0);
    Atom.Var sum = builder.add(new Elementwise.Add(), List.of(turned, turned)).get(0);
    return builder.build(once ? List.of(sum) : List.of(sum, product));
  }

  @Test
  void onlyTheExchangeOfTheFreeAxesIsDone() {
    assertThat(Programs.compiled(product(Axes.of(2, 0, 1), true)).toString())
        .contains("i32[4,2,3] in memory = dot_general b a");
    for (Jaxpr other : List.of(product(Axes.of(1, 2, 0), true), product(Axes.of(2, 0, 1), false))) {
      assertThat(Programs.compiled(other).toString())
          .contains("i32[2,3,4] in memory = dot_general a b");
      Programs.agree(other, 8);
    }
  }
}
