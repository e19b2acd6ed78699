package org.lanewise.vector.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.Staging;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.ScanOptions;
import org.lanewise.transform.Step;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.VectorBackend;
import org.lanewise.vector.fusion.ProgramExecutable;

/// What a compiled program prints of its loops: the form that runs, and the body.
class PrintedLoopsTest {

  private static ProgramExecutable compiled(UnaryOperator<Array> function, long... sizes) {
    ArrayType type = new ArrayType(DType.FLOAT32, Shape.of(sizes));
    Jaxpr program = Staging.stage(x -> List.of(function.apply(x.get(0))), List.of(type)).jaxpr();
    return (ProgramExecutable) new VectorBackend().compile(program);
  }

  private static Array repeated(Array x) {
    Array end =
        ControlFlow.scan(
                (Array c) -> Step.of(Lax.mul(Lax.sin(c), c)), x, ScanOptions.DEFAULT.withLength(7))
            .carry();
    return Lax.add(end, x);
  }

  @Test
  void aSmallLoopIsScalarCode() {
    ProgramExecutable program = compiled(PrintedLoopsTest::repeated);
    assertThat(program.toString())
        .isEqualTo(
            """
            program (a:f32[]) {
              call b:f32[] in memory = scan a
                7 steps in scalars: { lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b a in (c,) }
              nest of 1 rows {
                loop () {
                  c:f32[] in memory = add b a
                }
              }
              return (c)
            }
            """);
    assertThat(program.report().lines().get(0).tier()).isEqualTo("scalars");
  }

  @Test
  void aLargeOneRunsItsBodysLoops() {
    ProgramExecutable program = compiled(PrintedLoopsTest::repeated, 5000);
    assertThat(program.toString())
        .isEqualTo(
            """
            program (a:f32[5000]) {
              call b:f32[5000] in memory = scan a
                7 steps of
                program (a:f32[5000]) {
                  nest of 5000 rows {
                    loop (5000,) {
                      b:f32[5000] = sin a
                      c:f32[5000] in memory = mul b a
                    }
                  }
                  return (c)
                }
              nest of 5000 rows {
                loop (5000,) {
                  c:f32[5000] in memory = add b a
                }
              }
              return (c)
            }
            """);
    assertThat(program.report().lines().get(0).tier()).isEqualTo("steps");
  }

  @Test
  void aWhileShowsItsCondition() {
    assertThat(
            compiled(
                    x ->
                        Lax.neg(
                            ControlFlow.whileLoop((Array c) -> c.lt(9.0), c -> Lax.add(c, c), x)))
                .toString())
        .contains(
            """
                steps in scalars: { lambda ; a:f32[]. let b:f32[] = add a a in (b,) }
                while { lambda ; a:f32[]. let b:bool[] = lt a 9.0:f32[] in (b,) }
            """);
  }
}
