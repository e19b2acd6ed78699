package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;

class QuotientsTest {
  private static final int PADDING = 64;

  private static final List<Elementwise> BOTH =
      List.of(new Elementwise.Div(), new Binary(Binary.Op.REM));

  /// Around every power of two, where products and quotients of floating numbers round, and numbers
  /// from anywhere; each with its negative.
  private static List<Long> numbers() {
    List<Long> numbers = new ArrayList<>(List.of(0L, 3L, 7L, 10L, 1000L, 641L, 6_700_417L));
    for (int power = 0; power <= 32; power++) {
      for (long near = -1; near <= 1; near++) {
        numbers.add((1L << power) + near);
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      numbers.add(random.nextLong() >>> (32 + random.nextInt(30)));
    }
    for (long number : List.copyOf(numbers)) {
      numbers.add(-number);
    }
    return numbers;
  }

  @Tag("bits")
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"INT8", "INT16", "INT32", "UINT8", "UINT16", "UINT32"})
  void vectorsDivideAsScalarsDo(DType dtype) {
    List<Long> numbers = numbers();
    int n = numbers.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = filled(arena, dtype, numbers, n, 1);
      for (Elementwise primitive : BOTH) {
        for (int shift = 0; shift < n; shift++) {
          MemorySegment y = filled(arena, dtype, numbers, n, shift);
          check(primitive, dtype, n, x, y, 0);
        }
        for (int i = 0; i < n; i += 5) {
          MemorySegment y = arena.allocate(PADDING, PADDING);
          Transfer.putBits(y, dtype, 0, numbers.get(i));
          check(primitive, dtype, n, x, y, 0b10);
        }
      }
    }
  }

  private static MemorySegment filled(
      Arena arena, DType dtype, List<Long> numbers, int n, int shift) {
    MemorySegment filled = arena.allocate((n + PADDING) * 4L, PADDING);
    for (int i = 0; i < n; i++) {
      Transfer.putBits(filled, dtype, i, numbers.get((i + shift) % n));
    }
    return filled;
  }

  private static void check(
      Elementwise primitive, DType dtype, int n, MemorySegment x, MemorySegment y, long splats) {
    TieredKernel kernel = KernelCache.get(primitive, List.of(dtype, dtype), splats);
    List<Long> scalar = results(kernel, Form.SCALAR, dtype, n, x, y);
    assertThat(results(kernel, Form.VECTOR, dtype, n, x, y))
        .as("%s of %s", primitive, dtype)
        .isEqualTo(scalar);
  }

  private static List<Long> results(
      TieredKernel kernel, Form form, DType dtype, int n, MemorySegment x, MemorySegment y) {
    kernel.force(form);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment z = arena.allocate((n + PADDING) * 4L, PADDING);
      kernel.run(new long[] {x.address(), y.address(), z.address()}, 0, n, true);
      List<Long> results = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        results.add(Transfer.getBits(z, dtype, i));
      }
      return results;
    }
  }
}
