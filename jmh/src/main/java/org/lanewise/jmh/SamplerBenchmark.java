package org.lanewise.jmh;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.transform.Transforms;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Samplers in `jit`: what is made of random words, in loops that share their memory.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SamplerBenchmark extends ShortRuns {
  private static final int CATEGORIES = 100;

  /// What is drawn, `n` numbers in all.
  public enum Sampler {
    /// f32 in [0, 1).
    UNIFORM((key, n) -> Sample.uniform(key, Shape.of(n))),
    /// Integers in [0, 1000).
    RANDINT((key, n) -> Sample.randint(key, Shape.of(n), 0, 1000)),
    /// One normal number for each of `n` keys.
    NORMAL_OF_KEYS(
        (key, n) -> {
          Function<Key, Array> one = each -> Sample.normal(each, Shape.scalar());
          return Transforms.vmap(one).apply(key.split(n));
        }),
    /// Rows of 100 categories, all as likely.
    CATEGORICAL(
        (key, n) -> Sample.categorical(key, Numpy.zeros(Shape.of(n / CATEGORIES, CATEGORIES)))),
    /// Gamma numbers by rejection.
    GAMMA((key, n) -> Sample.gamma(key, Numpy.array(2.5f), Shape.of(n)));

    private final BiFunction<Key, Integer, Array> draw;

    Sampler(BiFunction<Key, Integer, Array> draw) {
      this.draw = draw;
    }
  }

  @Param Sampler sampler;

  @Param Threefry layout;

  @Param({"10000", "1000000"})
  int size;

  private Key key;
  private Function<Key, Array> program;

  /// For JMH.
  public SamplerBenchmark() {}

  /// Makes the key and the program.
  @Setup
  public void prepare() {
    key = Key.of(42, layout);
    Function<Key, Array> drawn = each -> sampler.draw.apply(each, size);
    program = Transforms.jit(drawn);
  }

  /// A draw.
  @Benchmark
  public Array draw() {
    return program.apply(key);
  }
}
