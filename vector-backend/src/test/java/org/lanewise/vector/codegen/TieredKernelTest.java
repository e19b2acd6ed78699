package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.Samples;
import org.lanewise.vector.kernel.Allocation;

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
    TieredKernel kernel = fresh(new Unary(Unary.Op.SQUARE), FLOAT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(4L * N, 64);
      Samples.fill(x, DType.FLOAT32, N, new Random(1));
      MemorySegment before = arena.allocate(4L * N, 64);
      MemorySegment after = arena.allocate(4L * N, 64);
      assertThat(kernel.isVector()).isFalse();
      kernel.run(places(x, before), 0, N, true);
      for (int i = 0; i < 100; i++) {
        kernel.run(places(x, after), 0, N, true);
      }
      awaitSettled(kernel);
      assertThat(kernel.isVector()).isTrue();
      kernel.run(places(x, after), 0, N, true);
      for (int i = 0; i < N; i++) {
        assertThat(bits(after, i)).as("element %d", i).isEqualTo(bits(before, i));
      }
    }
  }

  @Test
  void whatWaitsToBeWarmedIsReportedUntilItIsDone() throws InterruptedException {
    TieredKernel kernel = fresh(new Unary(Unary.Op.CBRT), FLOAT);
    assertThat(kernel.isSettled()).isFalse();
    Warmer.submit(kernel, false);
    assertThat(Warmer.isBusy()).isTrue();
    kernel.heat(N);
    long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (Warmer.isBusy() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertThat(Warmer.isBusy()).isFalse();
    assertThat(kernel.isSettled()).isTrue();
  }

  /// Waits until the background thread has published the vector form, or given it up. How long that
  /// takes depends on what else the machine does.
  private static void awaitSettled(TieredKernel kernel) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (!kernel.isSettled() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertThat(kernel.isSettled()).isTrue();
  }

  private static long[] places(MemorySegment x, MemorySegment y) {
    return new long[] {x.address(), y.address()};
  }

  private static long bits(MemorySegment segment, int i) {
    return Samples.canonical(DType.FLOAT32, Transfer.getBits(segment, DType.FLOAT32, i));
  }

  private static final List<Unary.Op> OPS =
      List.of(
          Unary.Op.EXP,
          Unary.Op.LOG,
          Unary.Op.TANH,
          Unary.Op.SIN,
          Unary.Op.FLOOR,
          Unary.Op.IS_FINITE);

  /// What is published boxes nothing, and its bits are those of the scalar form.
  ///
  /// C2 is erratic, and on a busy machine late: now and then one of these kernels is refused. If
  /// two were, the fault would be in the code that we generate.
  @Tag("bits")
  @Test
  void hotVectorKernelsAllocateNothing() throws InterruptedException {
    List<TieredKernel> kernels = OPS.stream().map(op -> fresh(new Unary(op), FLOAT)).toList();
    kernels.forEach(kernel -> Warmer.submit(kernel, false));
    List<Unary.Op> refused = new ArrayList<>();
    for (int i = 0; i < OPS.size(); i++) {
      awaitSettled(kernels.get(i));
      if (kernels.get(i).isVector()) {
        checkPublished(OPS.get(i), kernels.get(i));
      } else {
        refused.add(OPS.get(i));
      }
    }
    assertThat(refused).hasSizeLessThan(2);
  }

  private static void checkPublished(Unary.Op op, TieredKernel kernel) {
    Kernel scalar = KernelClass.scalar(Formulas.of(new Unary(op), FLOAT, Form.SCALAR), 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(4L * N, 64);
      for (int i = 0; i < N; i++) {
        Transfer.putBits(x, DType.FLOAT32, i, Float.floatToRawIntBits(i * 0.01f - 18));
      }
      MemorySegment y = arena.allocate(4L * N, 64);
      MemorySegment z = arena.allocate(4L * N, 64);
      long least = Long.MAX_VALUE;
      for (int batch = 0; batch < 2000 && least > Scratch.ALLOWED; batch++) {
        long[] places = places(x, y);
        long before = Allocation.bytes();
        for (int i = 0; i < 20; i++) {
          kernel.run(places, 0, 256, true);
        }
        least = Math.min(least, Allocation.bytes() - before);
      }
      // not a byte for a vector, which would be hundreds for each call
      assertThat(least).as("bytes of %s", op).isLessThanOrEqualTo(Scratch.ALLOWED);
      scalar.run(places(x, z), 0, N);
      kernel.run(places(x, y), 0, N, true);
      for (int i = 0; i < N; i++) {
        assertThat(bits(y, i)).as("%s, element %d", op, i).isEqualTo(bits(z, i));
      }
    }
  }

  /// A kernel as C2 makes it: of a given speed, and with a box for each vector or without.
  private static final class Made extends Kernel {
    final boolean boxes;
    final long spin;
    Object box = "";
    long sum;

    Made(boolean boxes, long spin) {
      this.boxes = boxes;
      this.spin = spin;
    }

    @Override
    public long run(long[] places, long from, long to) {
      for (long i = 0; i < spin; i++) {
        sum ^= sum * 31 + i;
      }
      if (boxes) {
        for (int i = 0; i < 16; i++) { // as many vectors as 256 elements fill, or more
          box = new byte[24];
        }
      }
      return to;
    }
  }

  @Test
  void whatBoxesOrIsSlowIsNotPublished() {
    Formula formula = Formulas.of(new Unary(Unary.Op.EXP), FLOAT, Form.VECTOR);
    long patience = Duration.ofMillis(200).toNanos();
    try (Scratch scratch = new Scratch(formula)) {
      assertThat(scratch.warm(new Made(false, 0), 20, patience, () -> false))
          .as("fast")
          .isEqualTo(Scratch.Outcome.HOT);
      assertThat(scratch.warm(new Made(true, 0), 20, patience, () -> false))
          .as("fast, but boxes")
          .isEqualTo(Scratch.Outcome.REFUSED);
      assertThat(scratch.warm(new Made(false, 50_000), 20, patience, () -> false))
          .as("slow")
          .isEqualTo(Scratch.Outcome.REFUSED);
      assertThat(scratch.warm(new Made(true, 50_000), 20, patience, () -> true))
          .as("something else comes first")
          .isEqualTo(Scratch.Outcome.INTERRUPTED);
    }
  }

  @Test
  void allocationIsCounted() {
    long before = Allocation.bytes();
    assertThat(Allocation.bytes()).isEqualTo(before);
    Object box = new byte[1000];
    assertThat(Allocation.bytes() - before).isBetween(1000L, 100_000L);
    assertThat(box).isNotNull();
  }
}
