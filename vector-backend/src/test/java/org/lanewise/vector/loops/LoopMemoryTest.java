package org.lanewise.vector.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Numpy;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.Strided;
import org.lanewise.staging.Staging;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.ScanOptions;
import org.lanewise.transform.Step;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.VectorBackend;
import org.lanewise.vector.kernel.Allocation;

/// What a step of a loop leaves on the heap and beside it: nothing.
class LoopMemoryTest {
  private static final long STEPS = Long.getLong("lanewise.soak.steps", 10_000);

  private static Executable compiled(
      java.util.function.UnaryOperator<List<Array>> loop, ArrayType... types) {
    Jaxpr program = Staging.stage(loop::apply, List.of(types)).jaxpr();
    return new VectorBackend().compile(program);
  }

  /// The bytes that a run of the same loop with so many more steps allocates, by step.
  private static double bytesPerStep(LongFunction<Executable> loop, Strided... operands) {
    Executable few = loop.apply(1_000);
    Executable many = loop.apply(21_000);
    long[] bytes = new long[2];
    for (int round = 0; round < 10; round++) {
      long start = Allocation.bytes();
      few.execute(operands);
      long middle = Allocation.bytes();
      many.execute(operands);
      bytes[0] = middle - start;
      bytes[1] = Allocation.bytes() - middle;
    }
    return (bytes[1] - bytes[0]) / 20_000.0;
  }

  private static Executable sums(long steps, Shape shape) {
    return compiled(
        x ->
            ControlFlow.scan(
                    (List<Array> c) -> Step.of(List.of(c.get(0).plus(1.5), c.get(0))),
                    x,
                    ScanOptions.DEFAULT.withLength(steps))
                .carry(),
        new ArrayType(DType.FLOAT32, shape),
        new ArrayType(DType.FLOAT32, shape));
  }

  private static Strided ones(Shape shape) {
    return ((ConcreteArray) Numpy.ones(shape).astype(DType.FLOAT32)).data();
  }

  @Test
  void scalarCodePutsNothingOnTheHeap() {
    Strided one = ones(Shape.scalar());
    assertThat(bytesPerStep(steps -> sums(steps, Shape.scalar()), one, one)).isLessThan(1);
  }

  /// A few hundred bytes, whatever the size of the arrays.
  @Test
  void programsPutLittleOnTheHeap() {
    Strided large = ones(Shape.of(4000));
    assertThat(bytesPerStep(steps -> sums(steps, Shape.of(4000)), large, large)).isLessThan(300);
  }

  /// Temporaries of a mebibyte in each step: without a plan the loop would lend gigabytes before
  /// the collector knows.
  @Test
  void temporariesOfAStepAreUsedAgain() {
    Shape shape = Shape.of(1 << 18);
    Executable loop =
        compiled(
            x ->
                ControlFlow.scan(
                        (List<Array> c) -> {
                          Array wide = c.get(0).plus(c.get(1).reshape(-1, 1)).reshape(-1);
                          Array turned = wide.reshape(512, 512).T().reshape(-1);
                          return Step.of(List.of(turned.times(0.5).plus(wide), c.get(1)));
                        },
                        x,
                        ScanOptions.DEFAULT.withLength(STEPS))
                    .carry(),
            new ArrayType(DType.FLOAT32, shape),
            new ArrayType(DType.FLOAT32, Shape.of(1)));
    long before = BufferPool.shared().statistics().reservedBytes();
    long collections = BufferPool.shared().statistics().forcedCollections();
    loop.execute(ones(shape), ones(Shape.of(1)));
    assertThat(BufferPool.shared().statistics().reservedBytes() - before).isLessThan(40L << 20);
    assertThat(BufferPool.shared().statistics().forcedCollections() - collections).isLessThan(5);
  }
}
