package org.lanewise.vector.team;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One range being worked on, cut into parts that [Shares] hands out.
final class Job {
  /// No work.
  static final Job NONE = new Job();

  private final long n;
  private final int parts;
  private final Thread owner;
  private final AtomicInteger seats;
  private final Shares shares;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable RangeTask task;

  private Job() {
    this.n = 0;
    this.parts = 0;
    this.owner = Thread.currentThread();
    this.seats = new AtomicInteger();
    this.shares = new Shares(0, 1);
  }

  /// Work of the current thread.
  ///
  /// @param helpers how many other threads may take part
  Job(RangeTask task, long n, int parts, int helpers) {
    this.task = task;
    this.n = n;
    this.parts = parts;
    this.owner = Thread.currentThread();
    this.seats = new AtomicInteger(helpers);
    this.shares = new Shares(parts, Math.min(parts, helpers + 1));
  }

  /// Works, unless there are helpers enough.
  ///
  /// @param number the number of the helper, from 1 on
  void help(int number) {
    if (seats.get() > 0 && seats.getAndDecrement() > 0) {
      work(number);
    }
  }

  /// Takes parts and runs them until none is left.
  ///
  /// @param number the number of the thread; 0 is the owner
  void work(int number) {
    int ended = 0;
    for (int part = shares.take(number); part >= 0; part = shares.take(number)) {
      RangeTask running = task;
      if (running == null) {
        throw new AssertionError("a job is forgotten only when all its parts have ended");
      }
      try {
        running.run(start(part), start(part + 1));
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
      }
      ended++;
    }
    if (ended > 0 && done.addAndGet(ended) == parts && Thread.currentThread() != owner) {
      LockSupport.unpark(owner);
    }
  }

  /// Where a part begins: parts differ by one element at most.
  private long start(int part) {
    long quotient = n / parts;
    long remainder = n % parts;
    return part * quotient + Math.min(part, remainder);
  }

  /// Whether every part has ended.
  boolean isDone() {
    return done.get() == parts;
  }

  /// Lets go of the task, so that a worker that still looks at this job keeps no memory alive.
  void forget() {
    task = null;
  }

  /// Throws what a part threw, if any did.
  void rethrow() {
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw Job.<RuntimeException>unchecked(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
