package org.lanewise.vector.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Samples;

/// Kernels work on raw addresses: no buffer may be taken back and lent again while one runs.
class CollectionTest {
  private static final Shape SHAPE = Shape.of(3, 5000);

  @Test
  void operandsThatNobodyElseHoldsOutliveTheKernel() throws InterruptedException {
    Executable magnitude = program(Unary.Op.ABS);
    Executable round = program(Unary.Op.FLOOR);
    Strided x = Samples.array(DType.FLOAT32, SHAPE, new Random(5));
    long[] expected = Samples.bits(round.execute(magnitude.execute(x))[0]);
    AtomicBoolean done = new AtomicBoolean();
    Thread collector =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    System.gc();
                  }
                });
    try {
      for (int i = 0; i < 300; i++) {
        // the intermediate array is unreachable as soon as the second kernel has its address
        Strided[] results = round.execute(magnitude.execute(x));
        Strided.allocate(DType.FLOAT32, SHAPE).buffer().segment().fill((byte) -1);
        if (i % 20 == 0) {
          assertThat(Samples.bits(results[0])).isEqualTo(expected);
        }
      }
    } finally {
      done.set(true);
      collector.join();
    }
  }

  private static Executable program(Unary.Op op) {
    ArrayType type = new ArrayType(DType.FLOAT32, SHAPE);
    Jaxpr program = Jaxpr.of(new Unary(op), List.of(type));
    return ElementwiseExecutable.of(program).orElseThrow();
  }
}
