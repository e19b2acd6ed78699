package org.lanewise.vector.codegen;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The background thread that warms kernels, one after the other: those that programs have run
/// before those that they are likely to run.
///
/// A daemon of the lowest priority; it starts with the first kernel and does not keep the JVM
/// alive.
public final class Warmer {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final PriorityBlockingQueue<Request> QUEUE = new PriorityBlockingQueue<>();

  static {
    start();
  }

  private Warmer() {}

  /// A kernel to warm.
  ///
  /// @param kernel warms it
  /// @param speculative whether no program has run it often yet
  /// @param number the order of arrival
  private record Request(Runnable kernel, boolean speculative, long number)
      implements Comparable<Request> {
    @Override
    public int compareTo(Request other) {
      int order = Boolean.compare(speculative, other.speculative);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  /// Asks for a kernel to be warmed.
  ///
  /// @param kernel warms it
  /// @param speculative whether no program has run it often yet
  public static void submit(Runnable kernel, boolean speculative) {
    QUEUE.add(new Request(kernel, speculative, NUMBERS.getAndIncrement()));
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
    while (true) {
      try {
        QUEUE.take().kernel().run();
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
