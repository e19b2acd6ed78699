package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.full;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.transform.Callbacks;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

class ScopeTest {
  private static final int N = 5000; // more than fits a chunk

  record Pair(Array first, Array second) {}

  private static long address(Array array) {
    return ((ConcreteArray) array).data().address();
  }

  private static float first(Array array) {
    return array.toFloatArray()[0];
  }

  /// Overwrites whatever memory of that size is free.
  private static void poison() {
    List<Array> held = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      held.add(full(Shape.of(N), -7777, DType.FLOAT32).plus(0));
    }
    assertThat(held).hasSize(50);
  }

  @Test
  void memoryGoesBackAtOnce() {
    AtomicReference<Array> inside = new AtomicReference<>();
    Array x = arange(N).astype(DType.FLOAT32);
    long[] addresses = new long[2];
    for (int i = 0; i < 2; i++) {
      int round = i;
      Lanewise.scope(
          () -> {
            inside.set(x.sin());
            addresses[round] = address(inside.get());
          });
    }
    assertThat(addresses[1]).isEqualTo(addresses[0]);
  }

  @Test
  void aLoopOfScopesNeedsNoCollection() {
    Array x = zeros(Shape.of(1 << 18));
    long collections = Lanewise.memory().forcedCollections();
    for (int i = 0; i < 2000; i++) { // 6 GiB of intermediate results
      float sum = Lanewise.scope(() -> first(x.plus(1).times(2).minus(x)));
      assertThat(sum).isEqualTo(2);
    }
    assertThat(Lanewise.memory().forcedCollections()).isEqualTo(collections);
    assertThat(Lanewise.memory().liveBytes()).isLessThan(64L << 20);
  }

  @Test
  void whatIsReturnedStays() {
    Map<String, List<Pair>> tree =
        Lanewise.scope(
            () -> {
              Array a = arange(N).astype(DType.FLOAT32);
              Array dropped = a.plus(5);
              return Map.of("x", List.of(new Pair(a.plus(1), dropped.plus(1))));
            });
    poison();
    Pair pair = tree.get("x").get(0);
    assertThat(first(pair.first())).isEqualTo(1);
    assertThat(first(pair.second())).isEqualTo(6);
  }

  @Test
  void aReturnedViewKeepsItsMemory() {
    Array view = Lanewise.scope(() -> full(Shape.of(N), 3, DType.FLOAT32).plus(1).reshape(2, -1));
    poison();
    assertThat(view.toFloatArray()).hasSize(N).containsOnly(4);
  }

  @Test
  void whatIsNotReturnedIsGone() {
    AtomicReference<Array> leaked = new AtomicReference<>();
    Array small =
        Lanewise.scope(
            () -> {
              leaked.set(arange(N).plus(1));
              return array(1f, 2f);
            });
    assertThat(small).hasToString("Array([1., 2.], dtype=float32)");
    assertThatThrownBy(() -> leaked.get().plus(1))
        .isInstanceOf(ReleasedArrayException.class)
        .hasMessageMatching(
            "array i32\\[5000\\] was made in the `Lanewise.scope` at ScopeTest.java:\\d+, which has"
                + " ended without returning it, so its elements are gone. Return it \\(in a record,"
                + " list or map, if there are several\\), or make it outside of the scope.");
    assertThat(leaked.get()).hasToString("Array(released, type=i32[5000])");
  }

  @Test
  void smallArraysAreGoneToo() {
    AtomicReference<Array> leaked = new AtomicReference<>();
    Lanewise.scope(() -> leaked.set(array(1f, 2f)));
    assertThatThrownBy(() -> leaked.get().plus(1)).isInstanceOf(ReleasedArrayException.class);
  }

  @Test
  void arraysFromOutsideAreNotTouched() {
    Array x = full(Shape.of(N), 2, DType.FLOAT32).plus(0);
    AtomicReference<Array> view = new AtomicReference<>();
    Lanewise.scope(() -> view.set(x.reshape(50, -1)));
    poison();
    assertThat(x.toFloatArray()).containsOnly(2);
    assertThat(view.get().toFloatArray()).as("a view of memory outside").containsOnly(2);
  }

  @Test
  void scopesNest() {
    AtomicReference<Array> inner = new AtomicReference<>();
    AtomicReference<Array> handed = new AtomicReference<>();
    Array outer =
        Lanewise.scope(
            () -> {
              Array a = full(Shape.of(N), 1, DType.FLOAT32).plus(1);
              Array b =
                  Lanewise.scope(
                      () -> {
                        inner.set(a.plus(1));
                        return inner.get().plus(1);
                      });
              handed.set(b);
              poison();
              assertThat(first(b)).isEqualTo(4);
              assertThat(first(a)).isEqualTo(2);
              return b.plus(a);
            });
    poison();
    assertThat(first(outer)).isEqualTo(6);
    assertThatThrownBy(() -> first(inner.get())).isInstanceOf(ReleasedArrayException.class);
    assertThatThrownBy(() -> first(handed.get())).isInstanceOf(ReleasedArrayException.class);
  }

  @Test
  void aBodyThatThrowsReturnsNothing() {
    AtomicReference<Array> made = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                Lanewise.scope(
                    () -> {
                      made.set(arange(N).plus(1));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThatThrownBy(() -> made.get().sum()).isInstanceOf(ReleasedArrayException.class);
  }

  @Test
  void aCompiledFunctionKeepsWhatItClosesOver() {
    AtomicReference<Function<Array, Array>> compiled = new AtomicReference<>();
    Array x = full(Shape.of(N), 2, DType.FLOAT32).plus(0);
    Array first =
        Lanewise.scope(
            () -> {
              Array w = full(Shape.of(N), 3, DType.FLOAT32).plus(1);
              compiled.set(jit((Array y) -> y.times(w)));
              return compiled.get().apply(x);
            });
    poison();
    assertThat(first.toFloatArray()).containsOnly(8);
    assertThat(compiled.get().apply(x).toFloatArray()).containsOnly(8);
  }

  @Test
  void programsThatAreTracedInAScopeRunAfterIt() {
    Function<Array, Array> f =
        jit((Array y) -> y.times(full(Shape.of(N), 3, DType.FLOAT32).plus(arange(N))).plus(1));
    Array x = full(Shape.of(N), 2, DType.FLOAT32).plus(0);
    float[] expected = Lanewise.scope(() -> f.apply(x).toFloatArray());
    poison();
    assertThat(f.apply(x).toFloatArray()).isEqualTo(expected);
  }

  @Test
  void insideATransformationAScopeOnlyRunsItsBody() {
    Function<Array, Array> f = x -> Lanewise.scope(() -> x.sin().plus(x));
    Array x = arange(4).astype(DType.FLOAT32);
    assertThat(jit(f).apply(x).toFloatArray()).isEqualTo(f.apply(x).toFloatArray());
    assertThat(vmap(f).apply(x).toFloatArray()).isEqualTo(f.apply(x).toFloatArray());
  }

  @Test
  void whatAnotherThreadUsesStays() throws Exception {
    CountDownLatch used = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      AtomicReference<Array> made = new AtomicReference<>();
      var sum =
          Lanewise.scope(
              () -> {
                made.set(full(Shape.of(N), 2, DType.FLOAT32).plus(0));
                var running =
                    threads.submit(
                        () -> {
                          Array view = made.get().reshape(-1, 2);
                          used.countDown();
                          ended.await();
                          return view.sum().toFloatArray()[0];
                        });
                try {
                  used.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                return List.of(running);
              });
      poison();
      ended.countDown();
      assertThat(sum.get(0).get()).isEqualTo(2f * N);
    }
  }

  @Test
  void anotherThreadsArraysAreItsOwn() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicReference<Array> made = new AtomicReference<>();
      Lanewise.scope(
          () -> {
            try {
              made.set(threads.submit(() -> arange(N).plus(1)).get());
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
      poison();
      assertThat(made.get().toIntArray()[N - 1]).isEqualTo(N);
    }
  }

  /// What a Java function keeps, or returns from elsewhere, is not a program's temporary.
  @Test
  void programsGiveBackNothingThatAJavaFunctionHolds() {
    List<Array> seen = new ArrayList<>();
    Array table = full(Shape.of(N), 3, DType.FLOAT32).plus(0);
    Function<Array, Array> f =
        jit(
            (Array x) ->
                Callbacks.pureCallback(
                        (Array y) -> {
                          seen.add(y);
                          return table;
                        },
                        ArrayType.of(DType.FLOAT32, N),
                        x.plus(1).times(2))
                    .plus(1));
    Array x = full(Shape.of(N), 2, DType.FLOAT32).plus(0);
    assertThat(f.apply(x).toFloatArray()).containsOnly(4);
    poison();
    assertThat(table.toFloatArray()).containsOnly(3);
    assertThat(seen.get(0).toFloatArray()).containsOnly(6);
  }
}
