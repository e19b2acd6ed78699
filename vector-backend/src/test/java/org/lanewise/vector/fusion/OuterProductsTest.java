package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Lax;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Jaxpr;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products without a sum are computed element by element.
@Tag("bits")
class OuterProductsTest {

  private static Jaxpr scaled(DotGeneral product, DType dtype, Shape left, Shape right) {
    return Programs.staged(
        x -> List.of(Lax.dotGeneral(x.get(0), x.get(1), product).times(2)),
        new ArrayType(dtype, left),
        new ArrayType(dtype, right));
  }

  private static DotGeneral product(
      Axes leftSummed, Axes rightSummed, Axes leftBatch, Axes rightBatch, DType dtype) {
    return new DotGeneral(leftSummed, rightSummed, leftBatch, rightBatch, dtype);
  }

  private static final Axes NONE = Axes.none();

  @Test
  void aProductOfVectorsIsALoopWithWhatReadsIt() {
    DotGeneral outer = product(NONE, NONE, NONE, NONE, DType.FLOAT32);
    assertThat(
            Programs.compiled(scaled(outer, DType.FLOAT32, Shape.of(40), Shape.of(50))).toString())
        .isEqualTo(
            """
            program (a:f32[40] b:f32[50]) {
              nest of 2000 rows {
                loop (40, 50) {
                  c:f32[40,50] = fma a.broadcast_in_dim b.broadcast_in_dim 0.0
                  d:f32[40,50] in memory = mul c 2.0
                }
              }
              return (d)
            }
            """);
  }

  @Test
  void theBitsAreThoseOfTheProduct() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.INT32)) {
      // vectors; a batch at the end of both; sums over one element; free axes on both sides
      agree(product(NONE, NONE, NONE, NONE, dtype), dtype, Shape.of(33), Shape.of(70));
      agree(
          product(NONE, NONE, Axes.of(1), Axes.of(1), dtype),
          dtype,
          Shape.of(3, 40),
          Shape.of(5, 40));
      agree(
          product(Axes.of(0), Axes.of(1), NONE, NONE, dtype),
          dtype,
          Shape.of(1, 65),
          Shape.of(34, 1));
      agree(
          product(Axes.of(1), Axes.of(2), Axes.of(2, 0), Axes.of(1, 0), dtype),
          dtype,
          Shape.of(4, 1, 6, 2),
          Shape.of(4, 6, 1, 37));
      agree(
          product(NONE, NONE, Axes.of(0), Axes.of(0), dtype), dtype, Shape.of(20), Shape.of(20, 5));
    }
  }

  private static void agree(DotGeneral product, DType dtype, Shape left, Shape right) {
    Programs.agree(scaled(product, dtype, left, right), 7);
  }

  @Test
  void aSumOverMoreIsAProduct() {
    DotGeneral inner = product(Axes.of(1), Axes.of(0), NONE, NONE, DType.FLOAT32);
    assertThat(
            Programs.compiled(scaled(inner, DType.FLOAT32, Shape.of(40, 2), Shape.of(2, 50)))
                .toString())
        .contains("product c:f32[40,50] in block = dot_general a b");
  }
}
