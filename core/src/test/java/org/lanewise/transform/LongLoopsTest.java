package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.whileLoop;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.memory.BufferPool;
import org.lanewise.type.DType;

/// Loops of many steps: memory, interruption, results that must not be given back.
class LongLoopsTest {

  /// The carry is 1 KiB: without giving memory back 100 MB would be lent.
  @Test
  void aLongLoopLivesInTheMemoryOfAFewSteps() {
    Array start = Numpy.zeros(256).astype(DType.FLOAT32);
    foriLoop(0, 3, (i, c) -> c.plus(1), start);
    long before = BufferPool.shared().statistics().reservedBytes();
    long collections = BufferPool.shared().statistics().forcedCollections();
    Array end = foriLoop(0, 100_000, (i, c) -> c.plus(1), start);
    assertThat(end.get(255).item()).isEqualTo(100_000);
    Array ended = whileLoop((Array c) -> c.get(0).lt(50_000), c -> c.plus(1), start);
    assertThat(ended.get(255).item()).isEqualTo(50_000);
    assertThat(BufferPool.shared().statistics().reservedBytes() - before).isLessThan(40L << 20);
    assertThat(BufferPool.shared().statistics().forcedCollections() - collections).isLessThan(5);
  }

  @Test
  void valuesThatAreViewsOrStandInSeveralPlacesStay() {
    Array a = Numpy.arange(1000).astype(DType.FLOAT32);
    Array b = a.plus(1);
    // the carry is swapped, reversed (a view), and given out; constants come back as carries
    var result =
        scan(
            (List<Array> c) ->
                Step.of(
                    List.of(c.get(1), Lax.rev(c.get(0), org.lanewise.type.Axes.of(0)), a),
                    List.of(c.get(0), c.get(0), b)),
            List.of(a, b, a.times(2)),
            8);
    for (int i = 0; i < 50; i++) { // whatever was given back is written over
      Numpy.full(a.shape(), -7f).plus(i);
    }
    assertThat(result.carry().get(0).toFloatArray()).isEqualTo(a.toFloatArray());
    assertThat(result.carry().get(1).toFloatArray()).isEqualTo(b.toFloatArray());
    assertThat(result.carry().get(2).toFloatArray()).isEqualTo(a.toFloatArray());
    assertThat(result.output().get(0).get(1).toFloatArray()).isEqualTo(b.toFloatArray());
    assertThat(result.output().get(2).get(7).toFloatArray()).isEqualTo(b.toFloatArray());
    assertThat(a.get(999).item()).isEqualTo(999);
  }

  @Test
  void anInterruptedThreadLeavesTheLoop() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> whileLoop((Array c) -> c.ge(0), c -> c.times(1), array(1f)))
          .isInstanceOf(CancellationException.class)
          .hasMessageMatching("`while`: the thread \".*\" was interrupted after 0 steps.");
      assertThatThrownBy(() -> foriLoop(0, 1 << 30, (i, c) -> c, array(1f)))
          .isInstanceOf(CancellationException.class)
          .hasMessageMatching("`scan`: the thread \".*\" was interrupted after 0 steps.");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
