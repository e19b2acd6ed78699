package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.codegen.KernelCache;

/// Every elementwise primitive of every type gives the reference backend's bits, in scalar and in
/// vector form.
@Tag("bits")
class ReferenceAgreementTest {
  private static final long[] SIZES = {0, 1, 2, 9, 17, 33, 130, 700};

  @TestFactory
  List<DynamicTest> everyPrimitiveAgrees() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Cases.Case row : Cases.all()) {
      String name = row.primitive() + " " + row.operands();
      tests.add(DynamicTest.dynamicTest(name, () -> compare(row)));
    }
    assertThat(tests).hasSizeGreaterThan(700);
    return tests;
  }

  private static void compare(Cases.Case row) {
    Random random = new Random(row.toString().hashCode());
    for (long size : SIZES) {
      Strided[] operands = new Strided[row.operands().size()];
      List<ArrayType> types = new ArrayList<>();
      for (int i = 0; i < operands.length; i++) {
        DType type = row.operands().get(i);
        Shape shape = i > 0 && size % 3 == 0 ? Shape.scalar() : Shape.of(size);
        operands[i] = Samples.array(type, shape, random);
        types.add(new ArrayType(type, shape));
      }
      Jaxpr program = Jaxpr.of(row.primitive(), types);
      Strided[] expected = new ReferenceBackend().compile(program).execute(operands);
      for (Form form : Form.values()) {
        force(row, form);
        Strided[] actual = new VectorBackend().compile(program).execute(operands);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
          assertThat(Samples.bits(actual[i]))
              .as("%s, %s, size %d, %s", row.primitive(), form, size, describe(operands))
              .isEqualTo(Samples.bits(expected[i]));
        }
      }
    }
  }

  private static void force(Cases.Case row, Form form) {
    if (KernelCache.has(row.primitive(), row.operands())) {
      int allButTheFirst = (1 << row.operands().size()) - 2;
      for (int splats : new int[] {0, allButTheFirst}) {
        KernelCache.get(row.primitive(), row.operands(), splats).force(form);
      }
    }
  }

  private static String describe(Strided[] operands) {
    StringBuilder text = new StringBuilder();
    for (Strided operand : operands) {
      long[] bits = Samples.bits(operand);
      text.append(operand.dtype())
          .append(bits.length < 20 ? java.util.Arrays.toString(bits) : "[…]");
    }
    return text.toString();
  }
}
