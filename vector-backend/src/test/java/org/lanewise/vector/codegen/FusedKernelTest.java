package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.Samples;
import org.lanewise.vector.codegen.Cluster.Step;

/// Loops of several primitives.
class FusedKernelTest {
  private static final int N = 4096;
  private static final DType F32 = DType.FLOAT32;

  private static Step step(Primitive primitive, Integer... operands) {
    return new Step(primitive, List.of(operands));
  }

  private static Step unary(Unary.Op op, int operand) {
    return step(new Unary(op), operand);
  }

  /// tanh(x)·x + y; sin(x·x) > y ? x : y, which has slow lanes; i8 and f16 on the way.
  static Stream<Cluster> clusters() {
    return Stream.of(
        new Cluster(
            List.of(F32, F32),
            List.of(
                unary(Unary.Op.TANH, 0),
                step(new Elementwise.Mul(), 2, 0),
                step(new Elementwise.Add(), 3, 1)),
            List.of(4)),
        new Cluster(
            List.of(F32, F32),
            List.of(
                step(new Elementwise.Mul(), 0, 0),
                unary(Unary.Op.SIN, 2),
                step(new Compare(Compare.Op.GT), 3, 1),
                step(new Elementwise.Select(), 4, 1, 0)),
            List.of(5, 3)),
        new Cluster(
            List.of(DType.INT8, F32),
            List.of(
                step(new Elementwise.Mul(), 0, 0),
                step(new Elementwise.Convert(F32, false), 2),
                step(new Elementwise.Mul(), 3, 1),
                step(new Elementwise.Convert(DType.FLOAT16, false), 4),
                step(new Elementwise.Add(), 5, 5)),
            List.of(6)));
  }

  /// C2's code boxes no vector and keeps the cost model, in one copy of a few at least.
  ///
  /// C2 is erratic, and on a busy machine late: now and then one of these loops is refused, and
  /// single primitives run in its place. If two were, the fault would be in the code that we
  /// generate.
  @Tag("bits")
  @Test
  void hotFusedKernelsAllocateNothing() {
    List<Cluster> refused = clusters().filter(cluster -> !isHot(cluster)).toList();
    assertThat(refused).hasSizeLessThan(2);
  }

  private static boolean isHot(Cluster cluster) {
    Formula formula = ClusterFormula.of(cluster, Form.VECTOR);
    boolean hot = false;
    try (Scratch scratch = new Scratch(formula)) {
      for (int copy = 0; copy < 4 && !hot; copy++) {
        Kernel kernel = KernelClass.vector(formula, 0);
        long patience = Duration.ofSeconds(5).toNanos();
        hot =
            scratch.warm(kernel, formula.operations(), patience, () -> false)
                == Scratch.Outcome.HOT;
      }
    }
    return hot;
  }

  @Tag("bits")
  @ParameterizedTest
  @MethodSource("clusters")
  void bothFormsGiveTheSameBits(Cluster cluster) {
    Formula formula = ClusterFormula.of(cluster, Form.VECTOR);
    TieredKernel kernel = new TieredKernel(ClusterFormula.of(cluster, Form.SCALAR), formula, 0);
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> results = new ArrayList<>();
      long[] places = places(arena, cluster, formula, results);
      kernel.force(Form.SCALAR);
      kernel.run(places, 0, N, true);
      List<long[]> scalar = bits(formula, results);
      results.forEach(result -> result.fill((byte) 0));
      kernel.force(Form.VECTOR);
      kernel.run(places, 0, 1001, false);
      kernel.run(places, 1001, N, false);
      assertThat(bits(formula, results)).usingRecursiveComparison().isEqualTo(scalar);
    }
  }

  @Test
  void profilersSeeWhatAKernelComputes() {
    Cluster cluster =
        new Cluster(
            List.of(F32),
            List.of(unary(Unary.Op.TANH, 0), step(new Elementwise.Mul(), 1, 0)),
            List.of(2));
    Kernel kernel = KernelClass.scalar(ClusterFormula.of(cluster, Form.SCALAR), 0);
    assertThat(kernel.getClass().getSimpleName()).startsWith("f32_tanh_mul_scalar");
  }

  /// A result in the place of an operand: a vector with a slow lane is not written before it was
  /// read again.
  @Test
  void aResultMayTakeThePlaceOfAnOperand() {
    Cluster cluster = new Cluster(List.of(F32), List.of(unary(Unary.Op.SIN, 0)), List.of(1));
    TieredKernel kernel =
        new TieredKernel(
            ClusterFormula.of(cluster, Form.SCALAR), ClusterFormula.of(cluster, Form.VECTOR), 0);
    kernel.force(Form.VECTOR);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(4L * N, 64);
      MemorySegment y = arena.allocate(4L * N, 64);
      for (int i = 0; i < N; i++) {
        float value = i % 50 == 3 ? 1e30f * i : i * 0.1f;
        Transfer.putBits(x, F32, i, Float.floatToRawIntBits(value));
      }
      kernel.run(new long[] {x.address(), y.address()}, 0, N, true);
      kernel.run(new long[] {x.address(), x.address()}, 0, N, true);
      assertThat(x.mismatch(y)).isEqualTo(-1);
    }
  }

  private static long[] places(
      Arena arena, Cluster cluster, Formula formula, List<MemorySegment> results) {
    Random random = new Random(9);
    List<Long> places = new ArrayList<>();
    for (DType type : cluster.operands()) {
      MemorySegment segment = arena.allocate(8L * N, 64);
      for (int i = 0; i < N; i++) {
        Transfer.putBits(segment, type, i, Samples.bits(type, random));
      }
      places.add(segment.address());
    }
    for (int i = 0; i < formula.results().size(); i++) {
      results.add(arena.allocate(8L * N, 64));
      places.add(results.get(i).address());
    }
    return places.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<long[]> bits(Formula formula, List<MemorySegment> results) {
    List<long[]> all = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      DType type = formula.results().get(k);
      long[] bits = new long[N];
      for (int i = 0; i < N; i++) {
        bits[i] = Samples.canonical(type, Transfer.getBits(results.get(k), type, i));
      }
      all.add(bits);
    }
    return all;
  }
}
