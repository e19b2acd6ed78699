package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.whileLoop;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
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
    Function<Array, Jaxpr> outer =
        y -> makeJaxpr((Array x) -> scan((Array c) -> Step.of(c.times(x)), y, 2).carry()).apply(y);
    int before = TraceCache.size();
    Jaxpr first = outer.apply(X);
    Jaxpr second = outer.apply(X);
    assertThat(first).hasToString(second.toString());
    assertThat(TraceCache.size()).isEqualTo(before);
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
