package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Samples;
import org.lanewise.vector.codegen.Form;

/// What a program does while its loops become hot, and with its memory.
class TiersTest {
  private static final Shape SHAPE = Shape.of(64, 256);

  @Tag("bits")
  @Test
  void aProgramThatIsUsedBecomesFusedAndKeepsItsBits() throws InterruptedException {
    ProgramExecutable program =
        PrintedProgramsTest.compiled(x -> x.exp().times(x).plus(0.5), DType.FLOAT32, SHAPE);
    Strided x = Samples.array(DType.FLOAT32, SHAPE, new Random(1));
    long[] before = Samples.bits(program.execute(x)[0]);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!tier(program).equals("fused") && System.nanoTime() < end) {
      assertThat(Samples.bits(program.execute(x)[0])).isEqualTo(before);
      Thread.sleep(5);
    }
    assertThat(tier(program)).isEqualTo("fused");
    assertThat(Samples.bits(program.execute(x)[0])).isEqualTo(before);
  }

  private static String tier(ProgramExecutable program) {
    return program.report().lines().get(0).tier();
  }

  /// While one loop for all is cold (the array is too small to have it warmed), hot loops of single
  /// primitives do the work.
  @Tag("bits")
  @Test
  void hotSinglePrimitivesRunOverTiles() {
    Shape small = Shape.of(5, 19);
    Strided x = Samples.array(DType.FLOAT32, small, new Random(2));
    ProgramExecutable cold =
        PrintedProgramsTest.compiled(y -> Lax.log1p(Lax.expm1(y).minus(y)), DType.FLOAT32, small);
    long[] before = Samples.bits(cold.execute(x)[0]);
    cold.makeSinglesHot();
    assertThat(Samples.bits(cold.execute(x)[0])).isEqualTo(before);
    assertThat(tier(cold)).isEqualTo("tiles");
  }

  /// Where C2 makes nothing of one loop for all, loops of single primitives are warmed in its
  /// place.
  @Tag("bits")
  @Test
  void aRefusedLoopFallsBackToTiles() throws InterruptedException {
    ProgramExecutable program =
        PrintedProgramsTest.compiled(
            y -> Lax.sinh(Lax.expm1(y).minus(y)).times(y), DType.FLOAT32, SHAPE);
    Strided x = Samples.array(DType.FLOAT32, SHAPE, new Random(4));
    long[] before = Samples.bits(program.execute(x)[0]);
    program.refuseFused();
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!tier(program).equals("tiles") && System.nanoTime() < end) {
      assertThat(Samples.bits(program.execute(x)[0])).isEqualTo(before);
      Thread.sleep(5);
    }
    assertThat(tier(program)).isEqualTo("tiles");
    assertThat(Samples.bits(program.execute(x)[0])).isEqualTo(before);
  }

  /// Sine is a straight line for small angles alone: vectors with a large one are computed again,
  /// by the scalar form of the whole loop, before anything of them is written.
  @Tag("bits")
  @Test
  void slowLanesAreComputedByTheScalarFormOfTheLoop() {
    ProgramExecutable program =
        PrintedProgramsTest.compiled(
            x -> x.times(x).sin().plus(x).cos().times(2), DType.FLOAT32, Shape.of(1000));
    Strided x = Strided.allocate(DType.FLOAT32, Shape.of(1000));
    for (int i = 0; i < 1000; i++) {
      double value = i % 97 == 5 ? 1e15 + i : i * 0.01 - 5;
      Transfer.putBits(x.buffer().segment(), DType.FLOAT32, i, ScalarBits.of(DType.FLOAT32, value));
    }
    program.force(Form.SCALAR);
    long[] scalar = Samples.bits(program.execute(x)[0]);
    program.force(Form.VECTOR);
    assertThat(Samples.bits(program.execute(x)[0])).isEqualTo(scalar);
  }

  /// The result takes the place of the running sum, which nothing else reads, and the argument of
  /// that is given back.
  @Test
  void afterARunOnlyTheResultIsLive() {
    Shape shape = Shape.of(1 << 16);
    ProgramExecutable program =
        PrintedProgramsTest.compiled(
            x -> Lax.cumsum(x.times(2), 0, false).times(3), DType.FLOAT32, shape);
    Strided x = Samples.array(DType.FLOAT32, shape, new Random(3));
    Strided[] first = program.execute(x);
    long before = BufferPool.shared().statistics().liveBytes();
    Strided[] second = program.execute(x);
    long grown = BufferPool.shared().statistics().liveBytes() - before;
    assertThat(grown).isLessThanOrEqualTo(second[0].buffer().byteSize() + 4096);
    assertThat(Samples.bits(second[0])).isEqualTo(Samples.bits(first[0]));
  }

  @Tag("bits")
  @Test
  void softmaxOfRowsSumsToOneInEveryTier() {
    for (DType dtype : List.of(DType.FLOAT32, DType.BFLOAT16, DType.FLOAT16, DType.FLOAT64)) {
      ProgramExecutable program =
          PrintedProgramsTest.compiled(x -> Nn.softmax(x), dtype, Shape.of(33, 129));
      Strided x = Strided.allocate(dtype, Shape.of(33, 129));
      for (int i = 0; i < 33 * 129; i++) {
        Transfer.putBits(x.buffer().segment(), dtype, i, ScalarBits.of(dtype, i % 11 - 5.0));
      }
      program.force(Form.SCALAR);
      long[] scalar = Samples.bits(program.execute(x)[0]);
      program.force(Form.VECTOR);
      assertThat(Samples.bits(program.execute(x)[0])).isEqualTo(scalar);
      double sum = 0;
      for (int i = 0; i < 129; i++) {
        sum += ScalarBits.toDouble(dtype, scalar[i]);
      }
      assertThat(sum).isBetween(0.98, 1.02);
    }
  }
}
