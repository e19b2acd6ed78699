package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;

/// The laws of derivatives for every primitive, in f64; a primitive without a row fails the test.
class DerivativeLawsTest {

  static Stream<LawRow> rows() {
    return Stream.of(
            ElementwiseRows.rows(),
            ShapingRows.rows(),
            IndexingRows.rows(),
            FoldingRows.rows(),
            WindowingRows.rows(),
            CollectiveRows.rows(),
            EdgeRows.rows())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void lawsHold(LawRow row) {
    Laws.check(row.f(), row.x());
  }

  /// Primitives of integers and truth values only, and the one that JAX does not differentiate.
  private static final Set<String> WITHOUT_ROW =
      Set.of(
          "Unary NOT",
          "Unary POPULATION_COUNT",
          "Unary CLZ",
          "Binary AND",
          "Binary OR",
          "Binary XOR",
          "Binary SHIFT_LEFT",
          "Binary SHIFT_RIGHT_ARITHMETIC",
          "Binary SHIFT_RIGHT_LOGICAL",
          "Binary NEXTAFTER",
          "GammaSample", // is not the derivative of its value
          "StopGradient",
          "Threefry2x32");

  @Test
  void everyPrimitiveHasARow() {
    Set<String> met = new TreeSet<>();
    Interpreter listener = new Listener(met);
    rows().forEach(row -> CurrentInterpreter.with(listener, () -> row.f().apply(row.x())));
    Set<String> missing = new TreeSet<>();
    collect(Primitive.class, missing);
    missing.removeAll(met);
    missing.removeAll(WITHOUT_ROW);
    assertThat(missing).isEmpty();
    assertThat(WITHOUT_ROW).doesNotContainAnyElementsOf(met);
  }

  private static void collect(Class<?> type, Set<String> names) {
    if (type == Structured.class
        || type == Callback.class
        || Collective.class.isAssignableFrom(type)) {
      return; // programs, functions and lanes have laws of their own
    }
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, names);
      }
      return;
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.isEnum()) {
        for (Object op : nested.getEnumConstants()) {
          names.add(type.getSimpleName() + " " + ((Enum<?>) op).name());
        }
        return;
      }
    }
    names.add(type.getSimpleName());
  }

  /// Notes the primitives that are applied.
  private static final class Listener implements Interpreter {
    private final Interpreter parent = CurrentInterpreter.get();
    private final Set<String> met;

    Listener(Set<String> met) {
      this.met = met;
    }

    @Override
    public Interpreter parent() {
      return parent;
    }

    @Override
    public List<Array> interpret(Primitive primitive, List<Array> operands) {
      String name = primitive.getClass().getSimpleName();
      String text = primitive.toString();
      int op = text.indexOf("op=");
      met.add(op < 0 ? name : name + " " + text.substring(op + 3).split("[,\\]]")[0]);
      return parent.interpret(primitive, operands);
    }
  }
}
