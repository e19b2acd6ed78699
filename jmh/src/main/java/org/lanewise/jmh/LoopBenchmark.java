package org.lanewise.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.JitFunction;
import org.lanewise.transform.ScanOptions;
import org.lanewise.transform.Step;
import org.lanewise.transform.Transforms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Loops of a thousand steps, compiled whole: what a step costs in each form.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class LoopBenchmark extends ShortRuns {
  private static final int STEPS = 1000;
  private static final int MANY = 32;

  /// What a step does.
  public enum Loop {
    /// One scalar carry: x + 1.5.
    ADD(Numpy.array(0f), x -> scan(c -> c.plus(1.5), x)),
    /// Thirty-two scalar carries that read each other.
    MANY_CARRIES(Numpy.zeros(MANY), LoopBenchmark::many),
    /// A recurrent network: tanh(w h + x) of 16 units.
    RECURRENT(Numpy.eye(16), w -> scan(h -> w.matmul(h).plus(0.1).tanh(), Numpy.zeros(16))),
    /// A chain over 4096 elements, which no method of scalar code holds.
    LARGE(Numpy.zeros(4096), x -> scan(c -> c.times(0.5).plus(1).sin(), x));

    private final Array operand;
    private final UnaryOperator<Array> function;

    Loop(Array operand, UnaryOperator<Array> function) {
      this.operand = operand;
      this.function = function;
    }
  }

  @Param Loop loop;

  private JitFunction<Array, Array> compiled;

  /// For JMH.
  public LoopBenchmark() {}

  private static Array scan(UnaryOperator<Array> step, Array start) {
    return ControlFlow.scan(
            (Array c) -> Step.of(step.apply(c)), start, ScanOptions.DEFAULT.withLength(STEPS))
        .carry();
  }

  private static Array many(Array start) {
    List<Array> carries = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      carries.add(start.get(i));
    }
    List<Array> end =
        ControlFlow.scan(
                (List<Array> c) -> Step.of(next(c)), carries, ScanOptions.DEFAULT.withLength(STEPS))
            .carry();
    return end.get(0);
  }

  private static List<Array> next(List<Array> c) {
    List<Array> next = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      next.add(c.get((i + 1) % MANY).sin().times(0.5).plus(c.get(i).times(0.5)));
    }
    return next;
  }

  /// Compiles the loop.
  @Setup
  public void prepare() {
    compiled = Transforms.jit((Array x) -> loop.function.apply(x));
  }

  /// A thousand steps.
  @Benchmark
  public Array steps() {
    return compiled.apply(loop.operand);
  }
}
