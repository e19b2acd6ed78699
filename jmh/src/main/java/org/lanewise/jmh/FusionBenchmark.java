package org.lanewise.jmh;

import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A program of several operations, compiled to fused loops and operation by operation: what fusion
/// saves, in the nearest cache and in memory.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class FusionBenchmark extends ShortRuns {
  private static final int ROW = 1024;

  /// What is computed of f32 rows of 1024 elements.
  public enum Formula {
    /// λ(x > 0 ? x : α(eˣ − 1)).
    SELU(Nn::selu),
    /// tanh(x)·x + 1.
    TANH(x -> x.tanh().times(x).plus(1)),
    /// eˣ / Σeˣ along rows.
    SOFTMAX(x -> Nn.softmax(x)),
    /// Σ x² along columns, whose rows are made as they are added.
    COLUMNS(x -> x.times(x).sum(0)),
    /// Σⱼ 1 / √(|pᵢ − pⱼ|² + 10⁻³), of the first three elements of each row as a point.
    PAIRS(FusionBenchmark::pairs);

    private final Function<Array, Array> function;

    Formula(Function<Array, Array> function) {
      this.function = function;
    }
  }

  @Param Formula formula;

  @Param({"1024", "131072", "1048576"})
  int size;

  private Array x;
  private Strided data;
  private Executable program;

  /// For JMH.
  public FusionBenchmark() {}

  private static Array pairs(Array x) {
    Array points = x.get(":, 0:3");
    Array difference = Numpy.expandDims(points, 1).minus(Numpy.expandDims(points, 0));
    return Lax.rsqrt(difference.times(difference).sum(2).plus(1e-3)).sum(1);
  }

  /// Makes the operand, from −2 to 2, and the program.
  @Setup
  public void prepare() {
    x = Numpy.arange(size).astype(DType.FLOAT32).times(4f / size).minus(2).reshape(-1, ROW);
    data = ((ConcreteArray) x).data();
    program = Backends.current().compile(makeJaxpr(formula.function).apply(x));
  }

  /// The program, compiled.
  @Benchmark
  public Array fused() {
    return new ConcreteArray(program.execute(data)[0]);
  }

  /// The same operations, one kernel each.
  @Benchmark
  public Array eager() {
    return formula.function.apply(x);
  }
}
