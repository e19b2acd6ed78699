package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.lanewise.vector.team.Team;

/// The background thread that warms kernels, one after the other: those that programs run, the
/// busiest first, before those that they are likely to run, which give way even when they are half
/// warm.
///
/// A daemon of the lowest priority; it starts with the first kernel and does not keep the JVM
/// alive.
public final class Warmer {
  private static final List<Request> WAITING = new ArrayList<>();

  /// How many kernels wait that programs have run, the one that is being warmed included.
  private static final AtomicInteger DEMANDED = new AtomicInteger();

  /// How many kernels wait, the one that is being warmed included.
  private static final AtomicInteger OPEN = new AtomicInteger();

  static {
    start();
  }

  private Warmer() {}

  /// A kernel that waits. Those that ran once, long ago, are not worth as much as one that a loop
  /// calls all the time: what counts is the work since the thread last looked.
  private static final class Request {
    final Warmable kernel;
    final boolean speculative;
    long seen;
    long recent;

    Request(Warmable kernel, boolean speculative) {
      this.kernel = kernel;
      this.speculative = speculative;
    }

    void look() {
      long now = kernel.work();
      recent = now - seen;
      seen = now;
    }

    boolean isBefore(Request other) {
      return speculative == other.speculative ? recent > other.recent : !speculative;
    }
  }

  /// Asks for a kernel to be warmed.
  ///
  /// @param speculative whether no program has run it often yet
  public static void submit(Warmable kernel, boolean speculative) {
    OPEN.incrementAndGet();
    if (!speculative) {
      DEMANDED.incrementAndGet();
    }
    synchronized (WAITING) {
      WAITING.add(new Request(kernel, speculative));
      WAITING.notifyAll();
    }
  }

  /// Whether any kernel waits to be warmed, or is being warmed.
  public static boolean isBusy() {
    return OPEN.get() > 0;
  }

  /// Whether kernels that programs run wait to be warmed.
  static boolean isDemanded() {
    return DEMANDED.get() > 0;
  }

  /// The grain of a range that cold kernels go through: while some kernel is being warmed, large
  /// enough that a processor is left for that and for the compiler. The team's threads would take
  /// all there are, and be slow for much longer.
  ///
  /// @param grain the smallest part that is worth a thread
  /// @param n the size of the range
  public static long sparing(long grain, long n) {
    return isDemanded() ? Math.max(grain, n / Math.max(1, Team.shared().size() - 1)) : grain;
  }

  @SuppressWarnings("ThreadPriorityCheck") // a hint only: nothing depends on who runs first
  private static void start() {
    Thread.ofPlatform()
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .name("lanewise-warmer")
        .start(Warmer::work);
  }

  private static void work() {
    Rehearsal.run(Rehearsal.AT_START);
    BooleanSupplier never = () -> false;
    while (true) {
      try {
        Request request = take();
        try {
          Rehearsal.run(Rehearsal.BETWEEN);
          request.kernel.warm(request.speculative ? Warmer::isDemanded : never);
        } finally {
          OPEN.decrementAndGet(); // after it was submitted again, if it was
          if (!request.speculative) {
            DEMANDED.decrementAndGet();
          }
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static Request take() throws InterruptedException {
    synchronized (WAITING) {
      while (WAITING.isEmpty()) {
        WAITING.wait();
      }
      WAITING.forEach(Request::look);
      Request next = WAITING.getFirst();
      for (Request request : WAITING) {
        next = request.isBefore(next) ? request : next;
      }
      WAITING.remove(next);
      return next;
    }
  }
}
