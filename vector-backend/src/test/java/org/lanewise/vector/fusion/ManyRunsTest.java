package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Samples;

/// One program, many callers, and a collector that hardly rests: temporaries and results are not
/// given to others while a loop works on them.
@Tag("bits")
class ManyRunsTest {
  private static final int CALLERS = 4;
  private static final int RUNS = 8;
  private static final Shape SHAPE = Shape.of(37, 513);

  @Test
  void callersDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    ProgramExecutable program =
        PrintedProgramsTest.compiled(
            x -> {
              Array y = Nn.softmax(Lax.cumsum(Nn.standardize(x, Axes.of(1), 1e-3), 1, false));
              Array z = y.matmul(x.T()).tanh();
              return z.matmul(y).minus(y);
            },
            DType.FLOAT32,
            SHAPE);
    assertThat(program.report().memory().block()).isPositive();
    AtomicBoolean done = new AtomicBoolean();
    Thread collector = Thread.ofPlatform().start(() -> collect(done));
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int seed = caller;
        runs.add(callers.submit(() -> runOften(program, seed)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      done.set(true);
      collector.join();
    }
  }

  private static void collect(AtomicBoolean done) {
    while (!done.get()) {
      System.gc();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void runOften(ProgramExecutable program, int seed) {
    long[] expected = Samples.bits(program.execute(numbers(seed))[0]);
    for (int i = 0; i < RUNS; i++) {
      // nobody but the call holds the argument
      Strided result = program.execute(numbers(seed))[0];
      Strided.allocate(DType.FLOAT32, SHAPE).buffer().segment().fill((byte) -1);
      assertThat(Samples.bits(result)).isEqualTo(expected);
    }
  }

  private static Strided numbers(int seed) {
    Random random = new Random(seed);
    Strided array = Strided.allocate(DType.FLOAT32, SHAPE);
    for (long i = 0; i < SHAPE.size(); i++) {
      long bits = ScalarBits.of(DType.FLOAT32, random.nextGaussian());
      Transfer.putBits(array.buffer().segment(), DType.FLOAT32, i, bits);
    }
    return array;
  }
}
