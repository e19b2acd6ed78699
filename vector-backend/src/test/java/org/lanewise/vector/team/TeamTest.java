package org.lanewise.vector.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.ThreadLimit;

class TeamTest {
  private static void covers(Team team, int n, long grain) {
    AtomicIntegerArray visits = new AtomicIntegerArray(n);
    team.forRange(
        n,
        grain,
        (from, to) -> {
          for (long i = from; i < to; i++) {
            visits.incrementAndGet((int) i);
          }
        });
    for (int i = 0; i < n; i++) {
      assertThat(visits.get(i)).as("element %d of %d", i, n).isEqualTo(1);
    }
  }

  @Test
  void everyElementIsVisitedOnce() {
    for (int size : new int[] {1, 2, 3, 8}) {
      Team team = new Team(size);
      for (int n : new int[] {0, 1, 2, 7, 64, 1000}) {
        covers(team, n, 1);
        covers(team, n, 10);
        covers(team, n, 5000);
      }
    }
  }

  @Test
  void everyPartIsTakenOnceByThreadsThatPrepareOnce() {
    for (int size : new int[] {1, 2, 5}) {
      Team team = new Team(size);
      for (int parts : new int[] {5, 6, 400}) {
        AtomicIntegerArray visits = new AtomicIntegerArray(parts);
        AtomicInteger prepared = new AtomicInteger();
        team.forParts(
            parts,
            size,
            (first, more) -> {
              prepared.incrementAndGet();
              for (int part = first; part >= 0; part = more.getAsInt()) {
                visits.incrementAndGet(part);
              }
            });
        assertThat(prepared.get()).isBetween(1, size);
        for (int i = 0; i < parts; i++) {
          assertThat(visits.get(i)).as("part %d of %d", i, parts).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void smallRangesStayInTheCallingThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    new Team(4).forRange(19, 10, (_, _) -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void workersHelp() throws InterruptedException {
    Team team = new Team(2);
    CountDownLatch both = new CountDownLatch(2);
    ThreadLocal<Boolean> counted = ThreadLocal.withInitial(() -> false);
    team.forRange(
        6,
        1,
        (_, _) -> {
          if (!counted.get()) {
            counted.set(true);
            both.countDown();
            await(both);
          }
        });
    assertThat(both.getCount()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTaskMayUseTheTeamAgain() {
    Team team = new Team(3);
    AtomicInteger sum = new AtomicInteger();
    team.forRange(
        12, 1, (from, to) -> team.forRange(to - from, 1, (a, b) -> sum.addAndGet((int) (b - a))));
    assertThat(sum).hasValue(12);
  }

  @Test
  void whatAPartThrowsIsThrown() {
    Team team = new Team(2);
    AtomicInteger ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                team.forRange(
                    6,
                    1,
                    (from, _) -> {
                      ended.incrementAndGet();
                      if (from == 3) {
                        throw new IllegalStateException("part 3");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("part 3");
    assertThat(ended).hasValue(6);
    covers(team, 100, 1);
  }

  @Test
  void manyCallersAtOnce() throws InterruptedException {
    Team team = new Team(3);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
      callers.add(
          builder.start(
              () -> {
                for (int round = 0; round < 200; round++) {
                  covers(team, 50 + round, 1);
                }
              }));
      callers.get(i).setUncaughtExceptionHandler((_, e) -> failure.set(e));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failure).hasNullValue();
  }

  private static Set<Thread> workersOf(Team team) {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 50; i++) {
      team.forRange(
          64,
          1,
          (_, _) -> {
            threads.add(Thread.currentThread());
            Thread.yield();
          });
    }
    return threads;
  }

  @Test
  void aLimitKeepsOthersOut() {
    Team team = new Team(4);
    covers(team, 1000, 1); // the workers run and look for work
    assertThat(ThreadLimit.with(1, () -> workersOf(team))).containsExactly(Thread.currentThread());
    assertThat(ThreadLimit.with(1, team::threads)).isEqualTo(1);
    assertThat(ThreadLimit.with(2, team::threads)).isEqualTo(2);
    assertThat(ThreadLimit.with(1, () -> ThreadLimit.with(3, team::threads)))
        .as("an inner limit replaces the outer one")
        .isEqualTo(3);
    assertThat(ThreadLimit.with(9, team::threads)).as("no more than there are").isEqualTo(4);
    assertThat(team.threads()).isEqualTo(4);
  }

  @Test
  void aJobHasNoMoreHelpersThanTheLimit() {
    Team team = new Team(8);
    for (int i = 0; i < 100; i++) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      ThreadLimit.with(
          3,
          () -> {
            team.forRange(
                100,
                1,
                (_, _) -> {
                  threads.add(Thread.currentThread());
                  Thread.yield();
                });
            return true;
          });
      assertThat(threads).hasSizeLessThanOrEqualTo(3);
    }
  }

  /// While other callers compute, a caller leaves the processors to them: helpers and callers
  /// together are no more than the team.
  @Test
  void manyCallersGetNoHelpers() throws InterruptedException {
    Team team = new Team(3);
    int callers = 6;
    CountDownLatch inside = new CountDownLatch(callers);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger later = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < callers; i++) {
      Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
      Thread caller =
          builder.unstarted(
              () -> {
                ThreadLocal<Boolean> counted = ThreadLocal.withInitial(() -> false);
                team.forRange(
                    9,
                    1,
                    (_, _) -> {
                      if (Thread.currentThread().getName().startsWith("lane")) {
                        await(leave); // a helper must not take all the parts
                      } else if (!counted.get()) {
                        counted.set(true);
                        inside.countDown();
                        await(leave);
                      }
                    });
                team.forRange(9, 1, (from, to) -> later.addAndGet((int) (to - from)));
              });
      caller.setUncaughtExceptionHandler((_, e) -> failure.set(e));
      all.add(caller);
      caller.start();
    }
    inside.await();
    Set<Thread> late = workersOf(team);
    assertThat(late).as("a seventh caller works alone").containsExactly(Thread.currentThread());
    leave.countDown();
    for (Thread caller : all) {
      caller.join();
    }
    assertThat(failure).hasNullValue();
    assertThat(later).hasValue(9 * callers);
    covers(team, 1000, 1);
  }
}
