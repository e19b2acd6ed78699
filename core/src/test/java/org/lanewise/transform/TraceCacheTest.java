package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.whileLoop;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Collectives;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.type.DType;

class TraceCacheTest {
  private static final Array X = array(2f);

  @Test
  void aFunctionIsTracedOncePerTypes() {
    AtomicInteger calls = new AtomicInteger();
    Function<Array, Step<Array, Array>> body =
        c -> {
          calls.incrementAndGet();
          return Step.of(c.times(2), c);
        };
    for (int i = 0; i < 5; i++) {
      assertThat(scan(body, X, 3 + i).carry().item()).isEqualTo(2 << (3 + i));
    }
    assertThat(calls).hasValue(1);
    scan(body, X.astype(DType.FLOAT64), 3);
    assertThat(calls).hasValue(2);

    AtomicInteger steps = new AtomicInteger();
    BiFunction<Array, Array, Array> step =
        (i, c) -> {
          steps.incrementAndGet();
          return c.plus(1);
        };
    for (int n = 0; n < 4; n++) {
      assertThat(foriLoop(0, n, step, X).item()).isEqualTo(2 + n);
    }
    assertThat(steps).hasValue(1);
  }

  @Test
  void aLoopThatUsesTheSameFunctionHoldsTheSameProgram() {
    Function<Array, Array> twice = c -> c.times(2);
    Function<Array, Array> small = c -> c.lt(9);
    Jaxpr program =
        makeJaxpr((Array x) -> whileLoop(small, twice, whileLoop(small, twice, x))).apply(X);
    assertThat(program.equations()).hasSize(2);
    assertThat(program.equations().get(0).primitive())
        .isInstanceOf(Structured.While.class)
        .isEqualTo(program.equations().get(1).primitive());
  }

  @Test
  void whatALambdaCapturesIsSeen() {
    for (int i = 0; i < 3; i++) {
      Array factor = array((float) i);
      Array vector = Numpy.full(Numpy.zeros(3).shape(), i);
      assertThat(scan((Array c) -> Step.of(c.times(factor)), X, 1).carry().item()).isEqualTo(2 * i);
      assertThat(cond(true, () -> vector.sum(), () -> X.astype(vector.dtype())).item())
          .isEqualTo(3 * i);
    }
  }

  @Test
  void programsThatCloseOverTracersAreTracedAgain() {
    AtomicInteger calls = new AtomicInteger();
    Array[] around = new Array[1];
    Function<Array, Step<Array, Array>> body =
        c -> {
          calls.incrementAndGet();
          return Step.of(c.times(around[0]), c);
        };
    Function<Array, Jaxpr> outer =
        makeJaxpr(
            (Array x) -> {
              around[0] = x;
              return scan(body, X, 2).carry();
            });
    assertThat(outer.apply(X)).hasToString(outer.apply(X).toString());
    assertThat(calls).hasValue(2);
  }

  /// The size of a named axis is part of what a function means.
  @Test
  void aFunctionIsTracedForTheMappedAxesAroundIt() {
    Function<Array, Step<Array, Array>> body = c -> Step.of(Collectives.psum(c, "i"), c);
    Function<Array, Array> lane = x -> scan(body, x, 1).carry();
    for (int n : new int[] {2, 3}) {
      Array sums = vmap(lane, VmapOptions.DEFAULT.axisName("i")).apply(Numpy.ones(n));
      assertThat(sums.get(0).item()).isEqualTo(n);
    }
  }

  @Test
  void nothingOutlivesTheFunction() throws InterruptedException {
    WeakReference<Array> captured = run();
    for (int i = 0; i < 50 && captured.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
      TraceCache.size(); // drops what is gone
    }
    assertThat(captured.get()).isNull();
  }

  private static final Function<Array, Array> SHARED = x -> x;

  /// A capturing lambda beside one that lives forever.
  private static WeakReference<Array> run() {
    Array large = Numpy.ones(1000);
    cond(array(false), SHARED, x -> x.plus(large.sum()), X);
    scan((Array c) -> Step.of(c.plus(large.sum())), X, 2);
    return new WeakReference<>(large);
  }
}
