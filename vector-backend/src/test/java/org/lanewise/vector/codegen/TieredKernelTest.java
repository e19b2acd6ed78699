package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.Samples;

class TieredKernelTest {
  private static final int N = 4096;
  private static final List<DType> FLOAT = List.of(DType.FLOAT32);

  private static TieredKernel fresh(Elementwise primitive, List<DType> types) {
    Formula scalar = Formulas.of(primitive, types, Form.SCALAR);
    Formula vector = Formulas.of(primitive, types, Form.VECTOR);
    assertThat(scalar).isNotNull();
    assertThat(vector).isNotNull();
    return new TieredKernel(scalar, vector, 0);
  }

  @Test
  void aKernelThatIsUsedBecomesAVectorKernelAndKeepsItsBits() throws InterruptedException {
    TieredKernel kernel = fresh(new Unary(Unary.Op.EXP2), FLOAT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(4L * N, 64);
      Samples.fill(x, DType.FLOAT32, N, new Random(1));
      MemorySegment before = arena.allocate(4L * N, 64);
      MemorySegment after = arena.allocate(4L * N, 64);
      assertThat(kernel.isVector()).isFalse();
      kernel.run(places(x, before), 0, N, true);
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!kernel.isVector() && System.nanoTime() < end) {
        kernel.run(places(x, after), 0, N, true);
        Thread.sleep(1);
      }
      assertThat(kernel.isVector()).isTrue();
      kernel.run(places(x, after), 0, N, true);
      for (int i = 0; i < N; i++) {
        assertThat(bits(after, i)).as("element %d", i).isEqualTo(bits(before, i));
      }
    }
  }

  private static long[] places(MemorySegment x, MemorySegment y) {
    return new long[] {x.address(), y.address()};
  }

  private static long bits(MemorySegment segment, int i) {
    return Samples.canonical(DType.FLOAT32, Transfer.getBits(segment, DType.FLOAT32, i));
  }

  /// C2's code for the vector form: no vector is boxed, and the bits are those of the scalar form.
  @Tag("bits")
  @ParameterizedTest
  @EnumSource(
      value = Unary.Op.class,
      names = {"EXP", "LOG", "TANH", "SIN", "FLOOR", "IS_FINITE"})
  void hotVectorKernelsAllocateNothing(Unary.Op op) {
    Formula vector = Formulas.of(new Unary(op), FLOAT, Form.VECTOR);
    Formula scalar = Formulas.of(new Unary(op), FLOAT, Form.SCALAR);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(4L * N, 64);
      for (int i = 0; i < N; i++) {
        Transfer.putBits(x, DType.FLOAT32, i, Float.floatToRawIntBits(i * 0.01f - 18));
      }
      MemorySegment y = arena.allocate(4L * N, 64);
      MemorySegment z = arena.allocate(4L * N, 64);
      KernelClass.scalar(scalar, 0).run(places(x, z), 0, N);
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 3 && least > 0; attempt++) {
        Kernel kernel = KernelClass.vector(vector, 0);
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (least > 0 && System.nanoTime() < end) {
          long[] places = places(x, y);
          long before = threads.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < 20; i++) {
            kernel.run(places, 0, 256);
          }
          least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        kernel.run(places(x, y), 0, N);
      }
      // not a byte for a vector, which would be hundreds for each call
      assertThat(least).isLessThan(20);
      for (int i = 0; i < N; i++) {
        assertThat(bits(y, i)).as("element %d", i).isEqualTo(bits(z, i));
      }
    }
  }
}
