package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.VectorBackend;

/// The loops of well-known functions, as they are printed: what is fused, and where values live.
class PrintedProgramsTest {

  static ProgramExecutable compiled(UnaryOperator<Array> function, DType dtype, Shape shape) {
    Jaxpr program =
        Staging.stage(x -> List.of(function.apply(x.get(0))), List.of(new ArrayType(dtype, shape)))
            .jaxpr();
    return (ProgramExecutable) new VectorBackend().compile(program);
  }

  private static String printed(UnaryOperator<Array> function, DType dtype, long... sizes) {
    return compiled(function, dtype, Shape.of(sizes)).toString();
  }

  @Test
  void aChainIsOneLoop() {
    assertThat(printed(Nn::selu, DType.FLOAT32, 1000))
        .isEqualTo(
            """
            program (a:f32[1000]) {
              nest of 1000 rows {
                loop (1000,) {
                  b:bool[1000] = gt a 0.0
                  c:f32[1000] = select_n b a 0.0
                  d:f32[1000] = expm1 c
                  e:f32[1000] = mul 1.6732631921768188 d
                  f:f32[1000] = select_n b e a
                  g:f32[1000] in memory = mul 1.0507010221481323 f
                }
              }
              return (g)
            }
            """);
  }

  @Test
  void softmaxGoesRowByRow() {
    assertThat(printed(Nn::softmax, DType.FLOAT32, 4, 64))
        .isEqualTo(
            """
            program (a:f32[4,64]) {
              nest of 4 rows {
                fold b:f32[4] in tile = reduce_max a of 64
                loop (4,) {
                  c:f32[4] in tile = max -Infinity b
                }
                loop (4, 64) {
                  d:f32[4,64] = sub a c.broadcast_in_dim
                  e:f32[4,64] in tile = exp d
                }
                fold f:f32[4] in tile = reduce_sum e of 64
                loop (4, 64) {
                  g:f32[4,64] in memory = div e f.broadcast_in_dim
                }
              }
              return (g)
            }
            """);
  }

  @Test
  void equalOperationsAreComputedOnce() {
    String text = printed(x -> Nn.standardize(x, Axes.of(1), 1e-5), DType.FLOAT32, 4, 64);
    assertThat(text.lines().filter(line -> line.contains("reduce_sum"))).hasSize(2);
    assertThat(text.lines().filter(line -> line.contains("nest"))).hasSize(1);
  }

  @Test
  void longRowsAreFoldedByBlocks() {
    assertThat(printed(x -> x.times(x).sum().plus(1), DType.FLOAT16, 300, 200))
        .isEqualTo(
            """
            program (a:f16[300,200]) {
              nest of 1 rows of 60000, by blocks {
                loop (300, 200) {
                  b:f16[300,200] = mul a a
                  c:f32[300,200] in tile = convert_element_type b
                }
                fold d:f32[] in memory = reduce_sum c of 60000
              }
              nest of 1 rows {
                loop () {
                  e:f16[] = convert_element_type d
                  f:f16[] in memory = add e 1.0
                }
              }
              return (f)
            }
            """);
  }

  @Test
  void whatIsNoLoopIsCalled() {
    assertThat(printed(x -> Lax.max(x.matmul(x.T()), Numpy.array(0f)), DType.FLOAT32, 30, 20))
        .isEqualTo(
            """
            program (a:f32[30,20]) {
              call b:f32[30,30] in memory = dot_general a a.transpose
              nest of 900 rows {
                loop (30, 30) {
                  c:f32[30,30] in memory = max b 0.0
                }
              }
              return (c)
            }
            """);
  }

  @Test
  void aLongChainIsSplitAndItsMiddleStaysInTheTile() {
    String text = printed(x -> x.tanh().sin().exp().tanh().sin().exp().log(), DType.FLOAT32, 5000);
    assertThat(text.lines().filter(line -> line.contains("nest"))).hasSize(1);
    assertThat(text.lines().filter(line -> line.contains("loop"))).hasSizeGreaterThan(1);
    assertThat(text.lines().filter(line -> line.contains("in memory"))).hasSize(1);
  }

  @Test
  void theReportCountsLoopsBytesAndOperations() {
    Report report = compiled(Nn::softmax, DType.FLOAT32, Shape.of(1024, 1024)).report();
    assertThat(report.lines()).hasSize(1);
    Report.Line nest = report.lines().get(0);
    assertThat(nest.step()).isEqualTo("nest");
    assertThat(nest.loops()).isEqualTo(5);
    assertThat(nest.operations()).isBetween(20, 80);
    assertThat(nest.bytes()).isBetween(8L << 20, (8L << 20) + 64);
    assertThat(nest.tileBytes()).isBetween(4L << 10, 48L << 10);
    assertThat(nest.tier()).isIn("scalar", "tiles", "fused");
    assertThat(nest.micros()).isPositive();
    assertThat(report.toString()).startsWith("step").contains("nest");
  }

  @Test
  void theReportSaysWhereValuesLie() {
    ProgramExecutable program =
        compiled(
            x -> {
              Array y = x.matmul(x).tanh();
              return x.minus(y.matmul(x).tanh().matmul(y).times(0.1));
            },
            DType.FLOAT32,
            Shape.of(2, 40, 40));
    // stacks of matrices are calls of their own: two products and what takes the place of each; the
    // result takes the place of the last one
    assertThat(program.report().toString())
        .endsWith(
            "memory: 25600 bytes for temporaries (51200 without reuse), 3 values in place, 1 results"
                + " in donated arguments"
                + System.lineSeparator());
    assertThat(compiled(Nn::selu, DType.FLOAT32, Shape.of(100)).report().memory())
        .isEqualTo(new Report.Memory(0, 0, 0, 1));
  }

  @Test
  void theProfileMeasuresEachStep() {
    ProgramExecutable program = compiled(Nn::softmax, DType.FLOAT32, Shape.of(64, 64));
    String profile = program.profile(Strided.allocate(DType.FLOAT32, Shape.of(64, 64)));
    assertThat(profile).startsWith("program (").contains("nest of 64 rows", "measured");
    String line =
        profile.lines().filter(each -> each.startsWith("nest ")).findFirst().orElseThrow();
    assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ')))).isPositive();
  }
}
