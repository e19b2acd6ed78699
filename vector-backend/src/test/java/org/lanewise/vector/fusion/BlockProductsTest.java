package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.transform.Transforms;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products that are computed by blocks of rows, with what is made of them: the bits are those of
/// the product and the loops one after the other.
@Tag("bits")
class BlockProductsTest {
  private static final DType F32 = DType.FLOAT32;

  private static ArrayType type(DType dtype, long... sizes) {
    return new ArrayType(dtype, Shape.of(sizes));
  }

  /// `f (x[m,k] · w[k,n], b[n], r[m,n])`.
  private static Jaxpr layer(DType dtype, long m, long k, long n, Epilogue epilogue) {
    return Programs.staged(
        x -> epilogue.of(x.get(0).matmul(x.get(1)), x.get(2), x.get(3)),
        type(dtype, m, k),
        type(dtype, k, n),
        type(dtype, n),
        type(dtype, m, n));
  }

  private interface Epilogue {
    List<Array> of(Array product, Array bias, Array residual);
  }

  private static List<Array> dense(Array product, Array bias, Array residual) {
    return List.of(product.plus(bias).tanh().plus(residual));
  }

  private static boolean isByRows(Jaxpr program) {
    return Programs.compiled(program).toString().contains("    product ");
  }

  private static void fusedWithTheSameBits(Jaxpr program, long seed) {
    assertThat(isByRows(program)).as(program.toString()).isTrue();
    Programs.agree(program, seed);
  }

  @Test
  void aDenseLayerIsOneNest() {
    assertThat(Programs.compiled(layer(F32, 40, 20, 50, BlockProductsTest::dense)).toString())
        .isEqualTo(
            """
            program (a:f32[40,20] b:f32[20,50] c:f32[50] d:f32[40,50]) {
              nest of 40 rows {
                product e:f32[40,50] in block = dot_general a b
                loop (40, 50) {
                  f:f32[40,50] = add e c.broadcast_in_dim
                  g:f32[40,50] = tanh f
                  h:f32[40,50] in memory = add g d
                }
              }
              return (h)
            }
            """);
  }

  @Test
  void aProductThatIsWantedIsWrittenOnce() {
    Jaxpr program = layer(F32, 40, 20, 50, (y, b, r) -> List.of(y.plus(b).exp(), y));
    assertThat(Programs.compiled(program).toString())
        .contains("product e:f32[40,50] in memory = dot_general a b");
    fusedWithTheSameBits(program, 1);
  }

  @Test
  void theReportSaysSo() {
    Report report = Programs.compiled(layer(F32, 128, 64, 64, BlockProductsTest::dense)).report();
    assertThat(report.lines()).hasSize(1);
    Report.Line line = report.lines().get(0);
    assertThat(line.step()).isEqualTo("dot_general + nest");
    assertThat(line.loops()).isEqualTo(2);
    assertThat(line.bytes()).isEqualTo(4L * (128 * 64 + 64 * 64 + 64 + 2 * 128 * 64));
    assertThat(line.tileBytes()).isLessThanOrEqualTo(4L * 128 * 64 + 64);
    assertThat(line.micros()).isPositive();
    assertThat(line.tier()).isIn("scalar", "tiles", "fused");
  }

  @Test
  void activationsResidualsAndUpdates() {
    for (DType dtype : List.of(F32, DType.FLOAT64)) {
      fusedWithTheSameBits(layer(dtype, 37, 65, 41, BlockProductsTest::dense), 2);
      fusedWithTheSameBits(
          layer(dtype, 64, 33, 64, (y, b, r) -> List.of(Nn.relu(y.plus(b)).plus(r))), 3);
      fusedWithTheSameBits(
          layer(dtype, 33, 300, 34, (y, b, r) -> List.of(r.minus(y.times(0.125)))), 4);
      fusedWithTheSameBits(
          layer(
              dtype,
              50,
              20,
              60,
              (y, b, r) -> List.of(Numpy.where(r.gt(0), y, b).astype(DType.FLOAT16))),
          5);
    }
    for (DType dtype : List.of(DType.INT32, DType.INT64)) {
      fusedWithTheSameBits(layer(dtype, 35, 21, 40, (y, b, r) -> List.of(y.plus(b).times(r))), 6);
    }
  }

  @Test
  void severalBlocksOfRowsColumnsAndSums() {
    fusedWithTheSameBits(layer(F32, 333, 70, 90, BlockProductsTest::dense), 7);
    fusedWithTheSameBits(layer(F32, 300, 400, 100, BlockProductsTest::dense), 8);
    fusedWithTheSameBits(layer(F32, 130, 40, 1100, BlockProductsTest::dense), 9);
    fusedWithTheSameBits(layer(DType.FLOAT64, 260, 260, 70, BlockProductsTest::dense), 10);
  }

  @Test
  void foldsOfRowsAndColumnsOfAProductShareItsNest() {
    Jaxpr softmax = layer(F32, 70, 40, 80, (y, b, r) -> List.of(Nn.softmax(y.plus(b))));
    Jaxpr gradient =
        layer(
            F32,
            200,
            40,
            80,
            (y, b, r) -> {
              Array product = y.times(r);
              return List.of(product, product.sum(0));
            });
    for (Jaxpr program : List.of(softmax, gradient)) {
      String text = Programs.compiled(program).toString();
      assertThat(text.lines().filter(line -> line.contains("nest"))).hasSize(1);
      fusedWithTheSameBits(program, 11);
    }
  }

  @Test
  void operandsAreReadAsTheyLie() {
    Jaxpr program =
        Programs.staged(
            x ->
                List.of(
                    x.get(0).T().matmul(x.get(1).T()).plus(x.get(2)).tanh(),
                    x.get(0).T().matmul(x.get(1).T()).minus(1)),
            type(F32, 40, 70),
            type(F32, 65, 40),
            type(F32, 65));
    fusedWithTheSameBits(program, 12);
    Jaxpr leading =
        Programs.staged(
            x -> {
              Array product =
                  Lax.dotGeneral(
                      x.get(0), x.get(1), Axes.of(2), Axes.of(0), Axes.none(), Axes.none());
              return List.of(product.plus(1).exp(), product.plus(1).exp().sum(1));
            },
            type(F32, 6, 10, 40),
            type(F32, 40, 50));
    fusedWithTheSameBits(leading, 13);
  }

  /// Both products are there when they are added; one of them is computed in the nest.
  @Test
  void ofTwoProductsOneIsByRows() {
    Jaxpr program =
        Programs.staged(
            x -> List.of(x.get(0).matmul(x.get(1)).plus(x.get(2).matmul(x.get(3))).tanh()),
            type(F32, 40, 50),
            type(F32, 50, 60),
            type(F32, 40, 35),
            type(F32, 35, 60));
    String text = Programs.compiled(program).toString();
    assertThat(text.lines().filter(line -> line.contains("call "))).hasSize(1);
    fusedWithTheSameBits(program, 14);
  }

  @Test
  void whatPaysBetterAsACallStaysOne() {
    Epilogue epilogue = BlockProductsTest::dense;
    assertThat(isByRows(layer(F32, 40, 512, 50, epilogue))).isTrue();
    Function<List<Array>, List<Array>> stacked =
        x -> List.of(x.get(0).matmul(x.get(1)).plus(1).tanh());
    for (Jaxpr call :
        List.of(
            layer(F32, 40, 513, 50, epilogue),
            layer(F32, 32, 32, 32, epilogue),
            layer(F32, 1, 60, 50, epilogue),
            layer(F32, 60, 50, 1, epilogue),
            layer(F32, 40, 500, 2200, epilogue),
            layer(DType.BFLOAT16, 40, 60, 50, epilogue),
            Programs.staged(stacked, type(F32, 3, 40, 50), type(F32, 3, 50, 60)))) {
      assertThat(isByRows(call)).as(call.toString()).isFalse();
      Programs.agree(call, 15);
    }
    assertThat(isByRows(layer(F32, 40, 50, 60, (y, b, r) -> List.of(y, b.plus(1))))).isFalse();
    assertThat(isByRows(layer(F32, 40, 50, 60, (y, b, r) -> List.of(y.T().plus(1), y)))).isFalse();
  }

  /// `p = (x - mean) * scale`, which only the product reads.
  private static Array normalised(List<Array> x) {
    return x.get(0).minus(x.get(2)).times(x.get(3));
  }

  private static Jaxpr normalisedLayer(
      DType dtype, long m, long k, long n, Function<List<Array>, List<Array>> layer) {
    return Programs.staged(
        layer, type(dtype, m, k), type(dtype, k, n), type(dtype, k), type(dtype, m, 1));
  }

  @Test
  void whatMakesTheLeftOperandIsThePrologue() {
    Jaxpr program =
        normalisedLayer(F32, 40, 20, 50, x -> List.of(normalised(x).matmul(x.get(1)).tanh()));
    assertThat(Programs.compiled(program).toString())
        .isEqualTo(
            """
            program (a:f32[40,20] b:f32[20,50] c:f32[20] d:f32[40,1]) {
              nest of 40 rows {
                loop (40, 20) {
                  e:f32[40,20] = sub a c.broadcast_in_dim
                  f:f32[40,20] in block = mul e d
                }
                product g:f32[40,50] in block = dot_general f b
                loop (40, 50) {
                  h:f32[40,50] in memory = tanh g
                }
              }
              return (h)
            }
            """);
    fusedWithTheSameBits(program, 17);
  }

  @Test
  void prologuesOfAllTypesAndSizes() {
    Function<List<Array>, List<Array>> alone = x -> List.of(normalised(x).matmul(x.get(1)));
    Function<List<Array>, List<Array>> softmax =
        x -> List.of(Nn.softmax(normalised(x).matmul(x.get(1))));
    Function<List<Array>, List<Array>> columns =
        x -> {
          Array product = normalised(x).matmul(x.get(1)).times(2);
          return List.of(product, product.sum(0));
        };
    long seed = 18;
    for (DType dtype : List.of(F32, DType.FLOAT64)) {
      for (Function<List<Array>, List<Array>> layer : List.of(alone, softmax, columns)) {
        fusedWithTheSameBits(normalisedLayer(dtype, 333, 70, 90, layer), seed++);
        fusedWithTheSameBits(normalisedLayer(dtype, 49, 301, 64, layer), seed++);
        fusedWithTheSameBits(normalisedLayer(dtype, 97, 33, 600, layer), seed++);
      }
    }
    fusedWithTheSameBits(normalisedLayer(DType.INT32, 65, 40, 50, alone), seed);
  }

  @Test
  void whatOthersReadTooIsNoPrologue() {
    Function<List<Array>, List<Array>> kept =
        x -> {
          Array made = normalised(x);
          return List.of(made.matmul(x.get(1)), made);
        };
    Function<List<Array>, List<Array>> turned = x -> List.of(normalised(x).T().matmul(x.get(4)));
    Function<List<Array>, List<Array>> right = x -> List.of(x.get(5).matmul(normalised(x)).plus(1));
    for (Function<List<Array>, List<Array>> layer : List.of(kept, turned, right)) {
      Jaxpr program =
          Programs.staged(
              layer,
              type(F32, 60, 40),
              type(F32, 40, 50),
              type(F32, 40),
              type(F32, 60, 1),
              type(F32, 60, 50),
              type(F32, 50, 60));
      String text = Programs.compiled(program).toString();
      assertThat(text).doesNotContain("in block\n").contains("in memory = mul");
      Programs.agree(program, 40);
    }
  }

  @Test
  void lanesOfOneLayerAreItsRows() {
    Function<Array, Array> row = x -> x.plus(1).tanh();
    Jaxpr program =
        Programs.staged(
            x ->
                List.of(
                    Transforms.vmap((Array v) -> row.apply(v.matmul(x.get(1)))).apply(x.get(0))),
            type(F32, 70, 40),
            type(F32, 40, 50));
    fusedWithTheSameBits(program, 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 15})
  void randomEpiloguesKeepTheirBits(int equations) {
    int fused = 0;
    int programs = Integer.getInteger("lanewise.fusion.programs", 40);
    for (int i = 0; i < programs; i++) {
      long seed = equations * 1_000_000L + i;
      Jaxpr program = RandomEpilogue.of(seed, equations);
      fused += isByRows(program) ? 1 : 0;
      Programs.agree(program, seed);
    }
    assertThat(fused).isGreaterThan(programs / 4);
  }
}
