package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.ir.Elementwise;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.Cases;
import org.lanewise.vector.Samples;

/// The scalar form and the vector form of every formula give the same bits.
@Tag("bits")
class KernelFormsTest {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 129};
  private static final int MOST = 192;

  @TestFactory
  List<DynamicTest> bothFormsGiveTheSameBits() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Cases.Case row : Cases.all()) {
      Formula vector = Formulas.of(row.primitive(), row.operands(), Form.VECTOR);
      if (vector != null && KernelClass.hasVectorForm(vector)) {
        String name = row.primitive() + " " + row.operands();
        tests.add(DynamicTest.dynamicTest(name, () -> compare(row)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(KernelSpecies.bits() == 512 ? 700 : 300);
    return tests;
  }

  private static void compare(Cases.Case row) {
    Random random = new Random(row.toString().hashCode());
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> operands = new ArrayList<>();
      for (DType type : row.operands()) {
        MemorySegment segment = arena.allocate(MOST * 8L, 64);
        Samples.fill(segment, type, MOST, random);
        operands.add(segment);
      }
      int variants = (1 << row.operands().size()) - 1;
      for (int splats : new int[] {0, random.nextInt(variants)}) {
        TieredKernel kernel = KernelCache.get(row.primitive(), row.operands(), splats);
        for (int size : SIZES) {
          kernel.force(Form.SCALAR);
          long[][] scalar = run(arena, kernel, row, operands, size);
          kernel.force(Form.VECTOR);
          assertThat(kernel.isVector()).isTrue();
          assertThat(run(arena, kernel, row, operands, size))
              .as("size %d, repeated operands %d", size, splats)
              .isEqualTo(scalar);
        }
      }
    }
  }

  private static long[][] run(
      Arena arena, TieredKernel kernel, Cases.Case row, List<MemorySegment> operands, int n) {
    long[] places = new long[operands.size() + row.results().size()];
    for (int i = 0; i < operands.size(); i++) {
      places[i] = operands.get(i).address();
    }
    List<MemorySegment> results = new ArrayList<>();
    for (int i = 0; i < row.results().size(); i++) {
      results.add(arena.allocate(MOST * 8L, 64));
      places[operands.size() + i] = results.get(i).address();
    }
    boolean mayOverrun = n % 2 == 0;
    kernel.run(places, 0, n, mayOverrun);
    long[][] bits = new long[results.size()][mayOverrun ? n : n + 1];
    for (int k = 0; k < bits.length; k++) {
      DType type = row.results().get(k);
      for (int i = 0; i < bits[k].length; i++) {
        bits[k][i] = Samples.canonical(type, Transfer.getBits(results.get(k), type, i));
      }
    }
    return bits;
  }

  @Test
  void aKernelTellsWhereItMetASlowElement() {
    List<DType> types = List.of(DType.FLOAT32);
    Elementwise.Unary sine = new Elementwise.Unary(Elementwise.Unary.Op.SIN);
    Formula formula = Formulas.of(sine, types, Form.VECTOR);
    Kernel kernel = KernelClass.vector(formula, 0);
    int lanes = KernelSpecies.lanes(32);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(4L * MOST, 64);
      MemorySegment y = arena.allocate(4L * MOST, 64);
      long[] places = {x.address(), y.address()};
      assertThat(kernel.run(places, 0, MOST)).isEqualTo(MOST);
      Transfer.putBits(x, DType.FLOAT32, lanes + 1, Float.floatToRawIntBits(1e30f));
      assertThat(kernel.run(places, 0, MOST)).isEqualTo(lanes);
    }
  }
}
