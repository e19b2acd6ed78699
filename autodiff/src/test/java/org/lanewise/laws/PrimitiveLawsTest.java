package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.backend.Backends;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Strided;
import org.lanewise.transform.Transforms;
import org.lanewise.type.DType;

/// The law of all primitives: what the process's backend computes eagerly has the bits that the
/// reference backend gives, and so has what a compiled function computes (NaN is NaN), for every
/// element type that the primitive takes, on empty and 0-d arrays, on views of every kind and on
/// special values.
///
/// There is a row per primitive and type; a record of the hierarchy, or a constant of its
/// operators, that has none fails [#everyPrimitiveHasARow]. (The laws of derivatives have their own
/// table, with the same check: `DerivativeLawsTest`.)
@Tag("bits")
class PrimitiveLawsTest {

  static Map<String, List<LawCase>> table() {
    List<LawCase> cases = new ArrayList<>();
    for (DType type : DType.values()) {
      if (!type.isComplex()) {
        ElementwiseCases.add(cases, type);
        ShapingCases.add(cases, type);
        FoldingCases.add(cases, type);
        WindowingCases.add(cases, type);
      }
    }
    FoldingCases.addThreefry(cases);
    Map<String, List<LawCase>> rows = new LinkedHashMap<>();
    for (LawCase each : cases) {
      if (each.isTyped()) {
        rows.computeIfAbsent(each.row() + " " + type(each), _ -> new ArrayList<>()).add(each);
      }
    }
    return rows;
  }

  /// The element type of a row: that of the operand that is not an index or a condition.
  private static DType type(LawCase each) {
    if (each.operands().isEmpty()) {
      return ((Shaping.Iota) each.primitive()).dtype();
    }
    boolean chooses = each.primitive() instanceof Elementwise.Select;
    return each.operands().get(chooses ? 1 : 0).dtype();
  }

  @TestFactory
  Stream<DynamicTest> eagerIsReference() {
    return table().entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> row.getValue().forEach(this::check)));
  }

  private void check(LawCase each) {
    RandomArrays arrays = new RandomArrays(each.toString().hashCode());
    List<Array> operands = new ArrayList<>();
    for (LawCase.Operand operand : each.operands()) {
      operands.add(arrays.view(operand.dtype(), operand.shape(), operand.values()));
    }
    Jaxpr program = Jaxpr.of(each.primitive(), each.types());
    Strided[] data = operands.stream().map(x -> ((ConcreteArray) x).data()).toArray(Strided[]::new);
    Strided[] expected = new ReferenceBackend().compile(program).execute(data);
    List<Array> actual = CurrentInterpreter.bind(each.primitive(), operands);
    assertThat(actual.stream().map(Array::type)).isEqualTo(program.outputTypes());
    for (int i = 0; i < expected.length; i++) {
      assertThat(RandomArrays.bits(actual.get(i)))
          .as("%s, layouts %s", each, Stream.of(data).map(Strided::layout).toList())
          .isEqualTo(RandomArrays.bits(expected[i]));
    }
    List<Array> compiled = jitted(each.primitive(), operands);
    for (int i = 0; i < expected.length; i++) {
      assertThat(compiled.get(i).type()).isEqualTo(actual.get(i).type());
      assertThat(RandomArrays.bits(compiled.get(i)))
          .as("compiled, %s, layouts %s", each, Stream.of(data).map(Strided::layout).toList())
          .isEqualTo(RandomArrays.bits(expected[i]));
    }
  }

  /// The results of a compiled function that applies the primitive; a scalar operand is in turn an
  /// argument or, closed over, a literal.
  private static List<Array> jitted(Primitive primitive, List<Array> operands) {
    boolean closes = operands.size() > 1 && operands.getLast().rank() == 0;
    List<Array> closed =
        closes ? operands.subList(operands.size() - 1, operands.size()) : List.of();
    Function<List<Array>, List<Array>> function =
        x -> {
          List<Array> all = new ArrayList<>(x);
          all.addAll(closed);
          return CurrentInterpreter.bind(primitive, all);
        };
    return Transforms.jit(function).apply(operands.subList(0, operands.size() - closed.size()));
  }

  @Test
  void everyPrimitiveHasARow() {
    Set<String> met = new TreeSet<>();
    table().values().forEach(row -> met.add(row.get(0).row()));
    assertThat(met).isEqualTo(LawCase.rows());
  }

  /// The type rules refuse what a primitive does not take, but not more.
  @Test
  void theTableIsWide() {
    Map<String, List<LawCase>> table = table();
    assertThat(table.size()).isGreaterThanOrEqualTo(915);
    assertThat(table.values().stream().mapToInt(List::size).sum()).isGreaterThan(16_000);
  }

  /// Otherwise the reference would be compared with itself.
  @Test
  void theBackendOfTheProcessIsTheFastOne() {
    assertThat(Backends.current()).isNotInstanceOf(ReferenceBackend.class);
  }
}
