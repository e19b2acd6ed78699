package org.lanewise.vector.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import org.junit.jupiter.api.Test;
import org.lanewise.vector.Cases;

/// What is rehearsed is what kernels use.
class RehearsalTest {
  /// Operators of kernels that are not rehearsed, since the methods of the Vector API treat them
  /// just as they treat one that is: counts of bits as absolute values, and shifts as shifts.
  private static final Set<String> ALIKE =
      Set.of("BIT_COUNT", "LEADING_ZEROS_COUNT", "ASHR", "ROL");

  @Test
  void everyOperatorOfAKernelIsRehearsed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Cases.Case row : Cases.all()) {
      Formula formula = Formulas.of(row.primitive(), row.operands(), Form.VECTOR);
      if (formula != null && KernelClass.hasVectorForm(formula)) {
        used.addAll(operators(KernelClass.vectorFile(formula)));
      }
    }
    assertThat(used).as("conversions are not lanewise").contains("ADD", "FMA", "LSHL", "LT");
    used.removeIf(RehearsalTest::isConversion);
    used.removeAll(ALIKE);
    assertThat(rehearsed()).containsAll(used);
  }

  @Test
  void whatIsTakenForAlikeIsNotRehearsedItself() throws IOException {
    assertThat(rehearsed()).doesNotContainAnyElementsOf(ALIKE);
  }

  private static Set<String> rehearsed() throws IOException {
    String name = Rehearsal.class.getSimpleName() + ".class";
    try (InputStream file = Rehearsal.class.getResourceAsStream(name)) {
      return operators(Objects.requireNonNull(file).readAllBytes());
    }
  }

  /// The constants of [VectorOperators] that the methods of a class read.
  private static Set<String> operators(byte[] file) {
    Set<String> names = new TreeSet<>();
    ClassFile.of().parse(file).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementList().stream())
        .flatMap(RehearsalTest::operator)
        .forEach(names::add);
    return names;
  }

  private static Stream<String> operator(CodeElement element) {
    return element instanceof FieldInstruction field
            && field.owner().asInternalName().equals("jdk/incubator/vector/VectorOperators")
        ? Stream.of(field.name().stringValue())
        : Stream.of();
  }

  private static boolean isConversion(String name) {
    try {
      return VectorOperators.class.getField(name).get(null) instanceof VectorOperators.Conversion;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name, e);
    }
  }

  /// It reaches the end in each species; the last comparison, 5 > 3, has put 3 in all lanes.
  @Test
  void itGoesThroughAllSpecies() {
    Rehearsal.run(1);
    assertThat(Rehearsal.last()).isInstanceOf(Vector.class);
    Vector<?> last = (Vector<?>) Rehearsal.last();
    assertThat(last.species()).isEqualTo(KernelSpecies.LONG_64);
    assertThat(last.toLongArray()).containsOnly(3);
    assertThat(List.of(KernelSpecies.FLOAT_32.length(), last.length()))
        .as("vectors of whole registers")
        .containsExactly(KernelSpecies.bits() / 32, KernelSpecies.bits() / 64);
  }
}
