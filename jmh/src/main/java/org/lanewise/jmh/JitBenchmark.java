package org.lanewise.jmh;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Diagnostics;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.transform.Transforms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// What a call of a compiled function costs beside its work, and what tracing costs with and
/// without the user's lines.
@SuppressWarnings({
  "NullAway.Init", // JMH calls the set-up before anything else
  "UnnecessaryLambda" // jit takes the function as a value
})
public class JitBenchmark extends ShortRuns {
  private Array x;
  private Model model;
  private Function<Array, Array> increment;
  private Function<Model, Array> apply;

  /// Two arrays, one of them in a list, and a static number.
  public record Model(Array weight, List<Array> biases, int times) {}

  /// For JMH.
  public JitBenchmark() {}

  /// Compiles the functions: x = 0.5.
  @Setup
  public void prepare() {
    x = Numpy.array(0.5f);
    model = new Model(x, List.of(x), 2);
    increment = Transforms.jit((Array a) -> a.plus(1));
    apply = Transforms.jit((Model m) -> m.weight().times(m.times()).plus(m.biases().getFirst()));
  }

  private static Array chain(Array x) {
    return x.sin().times(x).exp().plus(x).tanh().times(x).minus(x).cos().plus(1).sqrt();
  }

  /// x + 1 on a scalar, eagerly: what there is to compare with.
  @Benchmark
  public Array eager() {
    return x.plus(1);
  }

  /// x + 1 on a scalar, compiled.
  @Benchmark
  public Array scalar() {
    return increment.apply(x);
  }

  /// w · 2 + b of a record, compiled: the argument is a tree.
  @Benchmark
  public Array tree() {
    return apply.apply(model);
  }

  /// Tracing ten operations, no lines recorded.
  @Benchmark
  public Jaxpr trace() {
    return Transforms.makeJaxpr(JitBenchmark::chain).apply(x);
  }

  /// Tracing ten operations with the user's lines.
  @Benchmark
  public Jaxpr traceWithLines() {
    return Diagnostics.recordSources(this::trace);
  }
}
