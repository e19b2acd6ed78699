package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Allocation;
import org.lanewise.vector.kernel.Warmth;
import org.lanewise.vector.matmul.MatMul;
import org.lanewise.vector.reduce.Reductions;

/// Eight threads that compute at once, with the collector at work, get the bits that one gets; and
/// a call allocates nothing that grows with the arrays: no vector is boxed.
@Tag("bits")
class ManyCallersTest {
  private final Random random = new Random(19);
  private final Strided left = Agreement.numbers(DType.FLOAT32, random, 130, 270);
  private final Strided right = Agreement.numbers(DType.FLOAT32, random, 270, 140);

  private static Executable executable(Primitive primitive, Strided... operands) {
    Warmth.assume(true);
    List<ArrayType> types = new ArrayList<>();
    for (Strided operand : operands) {
      types.add(new ArrayType(operand.dtype(), operand.shape()));
    }
    return MatMul.of(primitive, types).or(() -> Reductions.of(primitive, types)).orElseThrow();
  }

  private Executable product() {
    return executable(
        new DotGeneral(Axes.of(1), Axes.of(0), Axes.none(), Axes.none(), DType.FLOAT32),
        left,
        right);
  }

  @Test
  void eightCallersAndTheCollector() throws InterruptedException {
    Strided row = Agreement.numbers(DType.FLOAT32, random, 300_000);
    Executable product = product();
    Executable sum = executable(new Reducing.ReduceSum(Axes.of(0)), row);
    long[] expected = Samples.bits(product.execute(left, right)[0]);
    long[] expectedSum = Samples.bits(sum.execute(row)[0]);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicInteger done = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> failure.set(e))
              .start(
                  () -> {
                    for (int round = 0; round < 25; round++) {
                      assertThat(Samples.bits(product.execute(left, right)[0])).isEqualTo(expected);
                      assertThat(Samples.bits(sum.execute(row)[0])).isEqualTo(expectedSum);
                    }
                    done.incrementAndGet();
                  }));
    }
    while (done.get() < 8 && failure.get() == null) {
      System.gc();
      Thread.sleep(5);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failure).hasNullValue();
  }

  @Test
  void hotKernelsDoNotBox() {
    Executable product = product();
    Strided row = Agreement.numbers(DType.FLOAT32, random, 40_000);
    Executable sum = executable(new Reducing.ReduceSum(Axes.of(0)), row);
    long least = Long.MAX_VALUE;
    long leastOfSum = Long.MAX_VALUE;
    // C2 takes its time on a busy machine: give it some, and stop as soon as it is done
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while ((least > 20_000 || leastOfSum > 20_000) && System.nanoTime() < end) {
      long before = Allocation.bytes();
      product.execute(left, right)[0].buffer().release();
      long between = Allocation.bytes();
      sum.execute(row)[0].buffer().release();
      long after = Allocation.bytes();
      least = Math.min(least, between - before);
      leastOfSum = Math.min(leastOfSum, after - between);
    }
    assertThat(least).as("bytes for a product of 130 x 270 x 140").isLessThan(20_000);
    assertThat(leastOfSum).as("bytes for a sum of 40000").isLessThan(20_000);
  }
}
