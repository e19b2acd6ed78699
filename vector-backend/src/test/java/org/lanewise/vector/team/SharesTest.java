package org.lanewise.vector.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static List<Integer> take(Shares shares, int thread, int most) {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int part = shares.take(thread);
      if (part < 0) {
        break;
      }
      taken.add(part);
    }
    return taken;
  }

  @Test
  void aThreadTakesItsOwnPartsInOrder() {
    Shares shares = new Shares(9, 2);
    assertThat(take(shares, 0, 4)).containsExactly(0, 1, 2, 3);
    assertThat(take(shares, 1, 5)).containsExactly(4, 5, 6, 7, 8);
    assertThat(take(shares, 0, 1)).isEmpty();
    assertThat(take(shares, 1, 1)).isEmpty();
  }

  @Test
  void whoIsDoneTakesTheLastPartsOfOthers() {
    Shares shares = new Shares(6, 2);
    assertThat(take(shares, 1, 5)).containsExactly(3, 4, 5, 2, 1);
    assertThat(take(shares, 0, 5)).containsExactly(0);
  }

  @Test
  void aShareMayBeEmptyAndANumberLarge() {
    assertThat(take(new Shares(2, 5), 7, 9)).containsExactlyInAnyOrder(0, 1);
    assertThat(take(new Shares(0, 1), 0, 1)).isEmpty();
  }

  @Test
  void eachPartIsTakenOnce() throws InterruptedException {
    int parts = 20_000;
    for (int threads : new int[] {1, 2, 5}) {
      Shares shares = new Shares(parts, threads);
      AtomicIntegerArray visits = new AtomicIntegerArray(parts);
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int number = t;
        running.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = shares.take(number); i >= 0; i = shares.take(number)) {
                        visits.incrementAndGet(i);
                      }
                    }));
      }
      for (Thread thread : running) {
        thread.join();
      }
      for (int i = 0; i < parts; i++) {
        assertThat(visits.get(i)).as("part %d of %d threads", i, threads).isEqualTo(1);
      }
    }
  }
}
