package org.lanewise.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The tables of [TypeTable]: what each primitive accepts, and what it answers to the rest.
class TypeRulesTest {
  private static final TypeTable TABLE = TypeTable.ofAllFamilies();

  @TestFactory
  Stream<DynamicTest> operandsThatFitHaveResultsOfTheseTypes() {
    return TABLE.accepted.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () ->
                        assertThat(TypeRules.infer(row.primitive(), row.operands()))
                            .isEqualTo(row.results())));
  }

  @TestFactory
  Stream<DynamicTest> operandsThatDoNotFitAreAnsweredWithAMessage() {
    return TABLE.refused.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () ->
                        assertThatThrownBy(() -> TypeRules.infer(row.primitive(), row.operands()))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(row.message())));
  }

  @Test
  void everyPrimitiveHasRowsOfBothKinds() {
    Set<PrimitiveCatalog.Entry> accepted = new HashSet<>();
    Set<PrimitiveCatalog.Entry> refused = new HashSet<>();
    TABLE.accepted.forEach(row -> accepted.add(PrimitiveCatalog.Entry.of(row.primitive())));
    TABLE.refused.forEach(row -> refused.add(PrimitiveCatalog.Entry.of(row.primitive())));
    assertThat(accepted).containsExactlyInAnyOrderElementsOf(PrimitiveCatalog.entries());
    refused.add(new PrimitiveCatalog.Entry(Callback.class, Optional.empty())); // takes anything
    assertThat(refused).containsExactlyInAnyOrderElementsOf(PrimitiveCatalog.entries());
  }
}
