package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.backend.Backend;
import org.lanewise.backend.Backends;
import org.lanewise.backend.ThreadLimit;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.BufferScope;
import org.lanewise.memory.MemoryStatistics;
import org.lanewise.pytree.Tree;

/// What runs here: the backend that computes, its threads, and the memory that arrays hold.
public final class Lanewise {
  private Lanewise() {}

  /// Tells which backend computes, with its vector width, FMA and threads, why it was chosen, and
  /// how much memory arrays hold, in one line.
  ///
  /// ```java
  /// Lanewise.describe()
  /// // simd: 512-bit vectors (16 float lanes, FMA), 2 threads;
  /// // the fastest backend that this machine can run; 3.0 MiB live in 12 buffers,
  /// // 16.0 MiB reserved (24.0 MiB at most) of 8192.0 MiB, 0 collections forced
  /// ```
  ///
  /// The choice is made once per process; `-Dlanewise.backend=reference` asks for a backend by
  /// name. It decides how fast results come, never their bits.
  public static String describe() {
    Backend backend = Backends.current();
    return backend.name()
        + ": "
        + backend.description()
        + "; "
        + Backends.explanation()
        + "; "
        + memory();
  }

  /// Whether code is still being compiled in the background that would make programs faster which
  /// ran a moment ago.
  ///
  /// A program runs at once; the vector form of its loops takes over when the JVM has compiled it,
  /// which takes a fraction of a second for most and some seconds for large ones, and only happens
  /// while the program is used. Results are the same before and after, bit by bit. A benchmark
  /// calls its work until this is false:
  ///
  /// ```java
  /// do {
  ///   step.apply(params, batch);
  /// } while (Lanewise.isCompiling());
  /// ```
  ///
  /// `jit(f).profile(x)` tells which form each loop of a program has come to.
  public static boolean isCompiling() {
    return Backends.current().isCompiling();
  }

  /// Tells how much off-heap memory arrays hold at this moment.
  ///
  /// What is live counts arrays that the garbage collector has not found dead yet, so it goes down
  /// some time after arrays are dropped.
  public static MemoryUse memory() {
    MemoryStatistics now = BufferPool.shared().statistics();
    return new MemoryUse(
        now.liveBytes(),
        now.liveBuffers(),
        now.reservedBytes(),
        now.mostReservedBytes(),
        now.budgetBytes(),
        now.forcedCollections());
  }

  /// Has the garbage collector run and gives the memory that no array holds back to the operating
  /// system.
  ///
  /// Nobody has to call this: slabs of which nothing was lent for a second go back while other
  /// arrays are made. It is for a program that has done its large work and will idle.
  public static void trimMemory() {
    BufferPool.shared().trim();
  }

  /// Runs a body and gives the memory of the arrays that it made back at once, except for those
  /// that it returns.
  ///
  /// ```java
  /// for (int i = 0; i < steps; i++) {
  ///   Params old = params;
  ///   params = Lanewise.scope(() -> step(old, batch));
  /// }
  /// ```
  ///
  /// Nobody has to use a scope: arrays that nothing refers to are found by the garbage collector.
  /// That takes a while, though, and memory that is used again at once is still in the processor's
  /// cache. In a scope the memory of large intermediate results is bounded as that of counted
  /// references would be.
  ///
  /// What the body returns stays: every array in the tree (record, list, map, or the array itself).
  /// So does what a compiled function or a loop closes over, and what another thread has used
  /// meanwhile; the collector sees to those. All other arrays that this thread made in the body are
  /// gone afterwards, and using one is an error, not a wrong result. That goes for arrays that hide
  /// in what is returned, too: the residuals in a pullback, for instance, so use it within.
  ///
  /// Scopes may be nested, and what the inner one returns belongs to the outer one. Inside of a
  /// transformation (`grad`, `vmap`, `jit`) a scope only runs its body, for the transformation
  /// decides how long arrays are needed; around one it works.
  ///
  /// @param body what to run, in this thread
  /// @param <R> a tree of arrays
  /// @return what the body returns
  public static <R> R scope(Supplier<R> body) {
    return CurrentInterpreter.isEager()
        ? BufferScope.call(UserFrame.capture(), body, Lanewise::arrays)
        : body.get();
  }

  /// Runs a body that returns nothing, and gives the memory of all arrays that it made back at
  /// once; see [#scope(Supplier)].
  ///
  /// @param body what to run, in this thread
  public static void scope(Runnable body) {
    var _ =
        scope(
            () -> {
              body.run();
              return true;
            });
  }

  private static List<BufferScope.Holder> arrays(Object tree) {
    if (tree instanceof ConcreteArray array) {
      return List.of(array);
    }
    List<BufferScope.Holder> arrays = new ArrayList<>();
    for (Object leaf : Tree.leaves(tree)) {
      if (leaf instanceof ConcreteArray array) {
        arrays.add(array);
      }
    }
    return arrays;
  }

  /// Runs a body whose operations use at most so many threads each, this one included.
  ///
  /// ```java
  /// Array y = Lanewise.withThreads(1, () -> f.apply(x)); // leaves the other processors alone
  /// ```
  ///
  /// The limit holds in this thread while the body runs; an inner limit replaces it. It never adds
  /// threads to those of `-Dlanewise.threads` (by default the processors), and no result depends on
  /// it.
  ///
  /// @param threads the most threads, 1 or more
  /// @param body what to run
  /// @return what the body returns
  /// @throws IllegalArgumentException if the number is less than 1
  public static <R> R withThreads(int threads, Supplier<R> body) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "`withThreads`: operations need one thread at least, got "
              + threads
              + ". Give 1 or more.");
    }
    return ThreadLimit.with(threads, body);
  }

  /// Runs a body that returns nothing with a limit of threads; see [#withThreads(int, Supplier)].
  ///
  /// @param threads the most threads, 1 or more
  /// @param body what to run
  /// @throws IllegalArgumentException if the number is less than 1
  public static void withThreads(int threads, Runnable body) {
    var _ =
        withThreads(
            threads,
            () -> {
              body.run();
              return true;
            });
  }
}
