package org.lanewise.vector.team;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One range being worked on: parts are claimed one after the other by whoever is free.
final class Job {
  /// No work.
  static final Job NONE = new Job();

  private final long n;
  private final int parts;
  private final Thread owner;
  private final AtomicInteger seats;
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable RangeTask task;

  private Job() {
    this.n = 0;
    this.parts = 0;
    this.owner = Thread.currentThread();
    this.seats = new AtomicInteger();
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
  }

  /// Works, unless there are helpers enough.
  void help() {
    if (seats.get() > 0 && seats.getAndDecrement() > 0) {
      work();
    }
  }

  /// Claims parts and runs them until none is left.
  void work() {
    for (int part = claimed.getAndIncrement(); part < parts; part = claimed.getAndIncrement()) {
      RangeTask running = task;
      if (running == null) {
        throw new AssertionError("a job is forgotten only when all its parts have ended");
      }
      try {
        running.run(start(part), start(part + 1));
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
      } finally {
        end();
      }
    }
  }

  private void end() {
    if (done.incrementAndGet() == parts && Thread.currentThread() != owner) {
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
