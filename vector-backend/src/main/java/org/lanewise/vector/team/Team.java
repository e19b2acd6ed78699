package org.lanewise.vector.team;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.backend.ThreadLimit;

/// The worker threads of the process.
///
/// ```java
/// Team.shared().forRange(rows, 64, (from, to) -> kernel.run(from, to));
/// ```
///
/// The size is the number of processors that the JVM sees (a container's limit counts) or
/// `-Dlanewise.threads=n`; the calling thread is one of them. Waking a spinning worker takes well
/// under a microsecond, a parked one some tens, so callers choose a grain below which a range is
/// not worth sharing.
///
/// Who computes at the same time as others has fewer helpers: callers and helpers together are as
/// many as the team has threads, as far as the callers alone are not more already.
public final class Team {
  /// How long a worker looks for work before it parks, and a caller for the end of its job.
  private static final long SPIN_NANOS = 50_000;

  /// Parts per thread: a few, so that a thread that was descheduled does not hold up the rest.
  public static final int PARTS_PER_THREAD = 3;

  private static final int SPINS_PER_CLOCK = 32;

  private static final Team SHARED = new Team(configuredSize());

  private final int size;
  private final AtomicReference<Job> current = new AtomicReference<>(Job.NONE);
  private final AtomicInteger callers = new AtomicInteger();
  private final Worker[] workers;

  /// A team of its own, for tests; the threads start with the first job.
  Team(int size) {
    this.size = size;
    this.workers = new Worker[size - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
    }
  }

  /// The team of this process.
  public static Team shared() {
    return SHARED;
  }

  private static int configuredSize() {
    int wanted = Integer.getInteger("lanewise.threads", 0);
    return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
  }

  /// The number of threads of the team, a caller included.
  public int size() {
    return size;
  }

  /// The number of threads that may work on a range of this caller, itself included: the size, or
  /// less where [ThreadLimit] says so.
  public int threads() {
    return ThreadLimit.of(size);
  }

  /// Runs a task over `0 … n-1`, cut into parts of at least `grain` elements, and returns when all
  /// of it is done. A range of less than two grains runs in the calling thread, and so does any
  /// range while the team is busy.
  ///
  /// What one part throws is thrown here, after the other parts have ended; the rest of that part
  /// is lost.
  ///
  /// @param n the size of the range
  /// @param grain the smallest part that is worth handing to another thread
  /// @param task the work
  public void forRange(long n, long grain, RangeTask task) {
    if (n <= 0) {
      return;
    }
    int threads = threads();
    long parts = Math.min(n / Math.max(1, grain), (long) threads * PARTS_PER_THREAD);
    if (threads == 1 || parts < 2) {
      task.run(0, n);
      return;
    }
    int others = callers.getAndIncrement();
    try {
      share(n, (int) parts, Math.min(threads - 1, size - 1 - others), task);
    } finally {
      callers.getAndDecrement();
    }
  }

  /// Runs a task in several threads, each of which prepares something once and then works on one
  /// part after the other; returns when all is done.
  ///
  /// @param parts the number of parts, at least that of threads
  /// @param threads how many threads may take part, the caller included
  /// @param task what each of them does
  public void forParts(int parts, int threads, PartsTask task) {
    Shares shares = new Shares(parts, threads);
    forRange(
        threads,
        1,
        (seat, _) -> {
          int first = shares.take((int) seat);
          if (first >= 0) { // otherwise others were faster
            task.run(first, () -> shares.take((int) seat));
          }
        });
  }

  private void share(long n, int parts, int helpers, RangeTask task) {
    if (helpers < 1 || current.getPlain() != Job.NONE) {
      task.run(0, n);
      return;
    }
    Job job = new Job(task, n, parts, helpers);
    if (!current.compareAndSet(Job.NONE, job)) {
      task.run(0, n);
      return;
    }
    try {
      wakeWorkers(Math.min(parts - 1, helpers));
      job.work(0);
      awaitEnd(job);
    } finally {
      current.set(Job.NONE);
      job.forget();
    }
    job.rethrow();
  }

  private void wakeWorkers(int wanted) {
    for (int i = 0; i < workers.length && i < wanted; i++) {
      workers[i].wake();
    }
  }

  private static void awaitEnd(Job job) {
    long start = System.nanoTime();
    for (int spins = 1; !job.isDone(); spins++) {
      if (spins % SPINS_PER_CLOCK == 0 && System.nanoTime() - start > SPIN_NANOS) {
        LockSupport.parkNanos(job, SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /// A thread that serves one job after the other.
  private final class Worker implements Runnable {
    private final int number;
    private final Thread thread;
    private volatile boolean parked;
    private boolean started;

    Worker(int number) {
      this.number = number;
      this.thread = Thread.ofPlatform().daemon().name("lanewise-" + number).unstarted(this);
    }

    /// Called by the owner of the current job alone.
    void wake() {
      if (!started) {
        started = true;
        thread.start();
      } else if (parked) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      Job last = Job.NONE;
      while (true) {
        Job job = awaitOther(last);
        job.help(number);
        last = job;
      }
    }

    private Job awaitOther(Job last) {
      long start = System.nanoTime();
      for (int spins = 1; ; spins++) {
        Job job = current.get();
        if (job != last && job != Job.NONE) {
          return job;
        }
        if (spins % SPINS_PER_CLOCK == 0 && System.nanoTime() - start > SPIN_NANOS) {
          parkUnlessChanged(job);
          start = System.nanoTime();
        } else {
          Thread.onSpinWait();
        }
      }
    }

    /// The flag is raised before the last look, and the job is posted before the flag is read, so a
    /// job is never missed.
    private void parkUnlessChanged(Job seen) {
      parked = true;
      if (current.get() == seen) {
        LockSupport.park(Team.this);
      }
      parked = false;
    }
  }
}
