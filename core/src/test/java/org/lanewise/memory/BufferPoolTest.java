package org.lanewise.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
  private static final long MIB = 1L << 20;

  @Test
  void buffersAreAlignedPaddedAndDisjoint() {
    BufferPool pool = new BufferPool(256 * MIB);
    List<Buffer> buffers = new ArrayList<>();
    for (long size : new long[] {0, 1, 63, 64, 65, 256, 257, 4096, 100_000, MIB, 3 * MIB}) {
      for (int i = 0; i < 40; i++) {
        buffers.add(pool.allocate(size));
        Buffer buffer = buffers.getLast();
        assertThat(buffer.address() % 64).isZero();
        assertThat(buffer.byteSize() % 64).isZero();
        assertThat(buffer.byteSize()).isGreaterThanOrEqualTo(Math.max(64, size));
        assertThat(buffer.segment().address()).isEqualTo(buffer.address());
        buffer.segment().fill((byte) buffers.size());
      }
    }
    for (int i = 0; i < buffers.size(); i++) {
      byte last = buffers.get(i).segment().get(ValueLayout.JAVA_BYTE, 63);
      assertThat(last).isEqualTo((byte) (i + 1));
    }
  }

  @Test
  void unreachableBuffersAreLentAgain() {
    BufferPool pool = new BufferPool(16 * MIB);
    for (int i = 0; i < 1000; i++) {
      pool.allocate(MIB);
    }
    MemoryStatistics now = pool.statistics();
    assertThat(now.reservedBytes()).isLessThanOrEqualTo(16 * MIB);
    assertThat(now.forcedCollections()).isPositive();
  }

  @Test
  void manySmallArraysDoNotGrowThePool() {
    BufferPool pool = new BufferPool(64 * MIB);
    for (int i = 0; i < 3_000_000; i++) {
      pool.allocate(64);
    }
    assertThat(pool.statistics().reservedBytes()).isLessThanOrEqualTo(64 * MIB);
  }

  /// What a collection has found takes a while to arrive; it must not be taken for live meanwhile.
  @Test
  void garbageDoesNotRaiseWhatIsTakenForLive() {
    BufferPool pool = new BufferPool(4096 * MIB);
    for (int i = 0; i < 2_000_000; i++) {
      pool.allocate(4000);
    }
    assertThat(pool.statistics().mostReservedBytes()).isLessThanOrEqualTo(512 * MIB);
  }

  @Test
  void aReleasedBufferIsLentAgainAtOnce() {
    BufferPool pool = new BufferPool(16 * MIB);
    Buffer first = pool.allocate(5000);
    long address = first.address();
    first.release();
    first.release();
    assertThat(pool.allocate(5000).address()).isEqualTo(address);
    assertThat(pool.allocate(5000).address()).isNotEqualTo(address);
    Reference.reachabilityFence(first);
  }

  @Test
  void anExhaustedBudgetSaysWhatIsLive() {
    BufferPool pool = new BufferPool(8 * MIB);
    List<Buffer> held = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              while (true) {
                held.add(pool.allocate(MIB));
              }
            })
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageContaining("1.0 MiB were asked for, but 8.0 MiB in 8 arrays are live")
        .hasMessageContaining("-Dlanewise.memory.budget");
    assertThat(held).hasSize(8);
    held.clear();
    assertThat(pool.allocate(MIB).byteSize()).isEqualTo(MIB);
  }

  @Test
  void freeBlocksOfOtherSizesAreGivenBackWhenTheBudgetIsReached() {
    BufferPool pool = new BufferPool(8 * MIB);
    for (int i = 0; i < 8; i++) {
      pool.allocate(MIB).release();
    }
    Buffer large = pool.allocate(7 * MIB);
    assertThat(large.byteSize()).isGreaterThanOrEqualTo(7 * MIB);
  }

  @Test
  void freeSmallBlocksAreGivenBackTooWhenTheBudgetIsReached() {
    BufferPool pool = new BufferPool(8 * MIB);
    List<Buffer> held = new ArrayList<>();
    for (int i = 0; i < 7 * MIB / 1024; i++) {
      held.add(pool.allocate(1024));
    }
    Buffer kept = held.getFirst();
    held.subList(1, held.size()).forEach(Buffer::release);
    kept.segment().fill((byte) 7);
    for (long size : new long[] {64, 5 * 1024, 65 * 1024, 7 * MIB}) {
      Buffer other = pool.allocate(size);
      other.segment().fill((byte) 1);
      other.release();
    }
    assertThat(pool.statistics().reservedBytes()).isLessThanOrEqualTo(8 * MIB);
    assertThat(kept.segment().get(ValueLayout.JAVA_BYTE, 1023)).isEqualTo((byte) 7);
  }

  @Test
  void theBudgetIsReadWithSuffixes() {
    assertThat(Budget.parse("512m")).isEqualTo(512 * MIB);
    assertThat(Budget.parse("2G")).isEqualTo(2048 * MIB);
    assertThat(Budget.parse("65536")).isEqualTo(65536);
    assertThatThrownBy(() -> Budget.parse("many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`-Dlanewise.memory.budget`: expected bytes with an optional suffix k, m or g, got"
                + " \"many\". Use for example 512m.");
  }

  @Test
  void largeMemoryIsReusedWhileWarmAndGoesBackWhenIdle() throws InterruptedException {
    BufferPool pool = new BufferPool(256 * MIB);
    Buffer first = pool.allocate(40 * MIB);
    long address = first.address();
    first.segment().fill((byte) 1);
    first.release();
    assertThat(pool.allocate(40 * MIB).address()).isEqualTo(address);
    pool.allocate(5 * MIB).release();
    Thread.sleep(1100); // no less than the pool waits
    for (int i = 0; i < 8; i++) {
      pool.allocate(MIB); // time to look around
    }
    assertThat(pool.statistics().mostReservedBytes()).isGreaterThanOrEqualTo(45 * MIB);
    assertThat(pool.statistics().reservedBytes())
        .isLessThanOrEqualTo(pool.statistics().liveBytes());
  }

  @Test
  void trimGivesEverythingBackThatIsNotLent() {
    BufferPool pool = new BufferPool(256 * MIB);
    for (int i = 0; i < 20; i++) {
      pool.allocate(3 * MIB).segment().fill((byte) i);
    }
    pool.trim();
    assertThat(pool.statistics().reservedBytes()).isZero();
  }

  @Test
  void pagesOfLinuxAreWholeAndAligned() {
    long bytes = 40 * MIB + 4096;
    Pages.Piece piece = Pages.map(bytes);
    if (piece == null) {
      assertThat(System.getProperty("os.name")).isNotEqualTo("Linux");
      return;
    }
    assertThat(piece.segment().address() % Pages.HUGE).isZero();
    assertThat(piece.segment().byteSize()).isEqualTo(bytes);
    piece.segment().fill((byte) 3);
    assertThat(piece.segment().get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) 3);
    piece.free().run();
    assertThat(Pages.map(Pages.HUGE - 64)).as("not worth a page").isNull();
  }

  @Test
  void aBufferWithASecondArrayOrAnotherReaderIsNotSurrendered() throws InterruptedException {
    BufferPool pool = new BufferPool(64 * MIB);
    BufferScope.Holder holder = new Holding();
    Buffer alone = pool.allocate(5000);
    alone.hold(holder);
    alone.release(); // a program's view of it: an array was made of it
    long live = pool.statistics().liveBuffers();
    assertThat(alone.takeOver()).isTrue();
    alone.release();
    assertThat(pool.statistics().liveBuffers()).isEqualTo(live - 1);

    Buffer viewed = pool.allocate(5000);
    viewed.hold(holder);
    viewed.hold(new Holding());
    assertThat(viewed.takeOver()).isFalse();
    Buffer shared = pool.allocate(5000);
    shared.hold(holder);
    Thread other = Thread.startVirtualThread(() -> assertThat(shared.isForeign()).isTrue());
    other.join();
    shared.share();
    assertThat(shared.takeOver()).isFalse();
    assertThat(pool.statistics().liveBuffers()).isEqualTo(live + 1);
    Reference.reachabilityFence(viewed);
    Reference.reachabilityFence(shared);
  }

  private static final class Holding implements BufferScope.Holder {
    @Override
    public Buffer held() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public void letGo(BufferScope ended) {
      throw new AssertionError("nobody asks");
    }
  }
}
