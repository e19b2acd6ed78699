package org.lanewise.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.ShapeException;

class JaxprCheckerTest {
  private static final ArrayType F3 = ArrayType.of(DType.FLOAT32, 3);
  private static final ArrayType F4 = ArrayType.of(DType.FLOAT32, 4);
  private static final Elementwise.Neg NEG = new Elementwise.Neg();

  private final Atom.Var x = new Atom.Var(F3);
  private final Atom.Var y = new Atom.Var(F3);

  private static void assertBroken(String message, Jaxpr program) {
    assertThatThrownBy(() -> JaxprChecker.check(program))
        .isInstanceOf(AssertionError.class)
        .hasMessage("broken program: %s, in%n%s%nPlease report this.".formatted(message, program));
  }

  private Jaxpr program(List<Equation> equations, Atom... results) {
    return new Jaxpr(List.of(), List.of(x), equations, List.of(results));
  }

  @Test
  void everyPrintedProgramIsSound() {
    PrintedPrograms.all().values().forEach(JaxprChecker::check);
  }

  @Test
  void aVariableIsReadAfterItIsBound() {
    Equation reads = new Equation(NEG, List.of(y), List.of(new Atom.Var(F3)));
    Equation binds = new Equation(NEG, List.of(x), List.of(y));
    assertBroken(
        "equation 0 `_:f32[3] = neg b` reads a variable of type f32[3] before it is bound",
        program(List.of(reads, binds), y));
    assertBroken(
        "the list of results reads a variable of type f32[3] before it is bound",
        program(List.of(), y));
  }

  @Test
  void aVariableIsBoundOnce() {
    Equation binds = new Equation(NEG, List.of(x), List.of(y));
    assertBroken(
        "equation 1 `b:f32[3] = neg a` binds a variable of type f32[3] again",
        program(List.of(binds, binds), y));
    assertBroken(
        "equation 0 `a:f32[3] = neg a` binds a variable of type f32[3] again",
        program(List.of(new Equation(NEG, List.of(x), List.of(x))), x));
    assertBroken(
        "an argument binds a variable of type f32[3] again",
        new Jaxpr(List.of(x), List.of(x), List.of(), List.of()));
    assertBroken(
        "a constant binds a variable of type f32[3] again",
        new Jaxpr(List.of(x, x), List.of(), List.of(), List.of()));
  }

  @Test
  void resultsHaveTheTypesOfTheRule() {
    Atom.Var longer = new Atom.Var(F4);
    assertBroken(
        "equation 0 `b:f32[4] = neg a` binds results of types [f32[4]], but the type rule gives"
            + " [f32[3]]",
        program(List.of(new Equation(NEG, List.of(x), List.of(longer))), longer));
    Atom.Var weak = new Atom.Var(F3.withWeak(true));
    assertBroken(
        "equation 0 `b:f32[3] = neg a` binds results of types [f32[3]*], but the type rule gives"
            + " [f32[3]]",
        program(List.of(new Equation(NEG, List.of(x), List.of(weak))), weak));
    assertBroken(
        "equation 0 `neg a` binds results of types [], but the type rule gives [f32[3]]",
        program(List.of(new Equation(NEG, List.of(x), List.of())), x));
  }

  @Test
  void anEquationIsWellTyped() {
    Atom.Var other = new Atom.Var(F4);
    Equation add = new Equation(new Elementwise.Add(), List.of(x, other), List.of(y));
    Jaxpr program = new Jaxpr(List.of(), List.of(x, other), List.of(add), List.of(y));
    assertThatThrownBy(() -> JaxprChecker.check(program))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "broken program: equation 0 `c:f32[3] = add a b` is not well typed: `add`: sizes must"
                + " be equal or 1")
        .hasCauseInstanceOf(ShapeException.class);
  }

  @Test
  void aLiteralHoldsAValueOfItsType() {
    assertBroken(
        "the list of results reads a literal of type bool[] with bits 0x2",
        program(List.of(), new Atom.Literal(DType.BOOL, false, 2)));
    assertBroken(
        "the list of results reads a literal of type i8[] with bits 0xffffffffffffffff",
        program(List.of(), new Atom.Literal(DType.INT8, false, -1)));
    JaxprChecker.check(program(List.of(), new Atom.Literal(DType.INT8, false, 0xFF)));
    JaxprChecker.check(program(List.of(), new Atom.Literal(DType.UINT64, false, -1)));
  }

  @Test
  void aBuilderRefusesForeignVariablesAndOperandsThatDoNotFit() {
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var a = builder.input(F3);
    assertThatThrownBy(
            () -> builder.add(new Elementwise.Unary(Elementwise.Unary.Op.NOT), List.of(a)))
        .isInstanceOf(IllegalArgumentException.class);
    builder.add(NEG, List.of(y));
    assertThatThrownBy(() -> builder.build(List.of(a)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("reads a variable of type f32[3] before it is bound");
  }

  @Test
  void aBuilderKeepsTheOrderOfParametersAndDeadEquations() {
    JaxprBuilder builder = new JaxprBuilder();
    Atom.Var a = builder.input(F3);
    Atom.Var constant = builder.constant(F4);
    builder.add(NEG, List.of(a));
    Jaxpr program = builder.build(List.of(constant, a));
    assertThat(program)
        .hasToString("{ lambda a:f32[4]; b:f32[3]. let _:f32[3] = neg b in (a, b) }");
    assertThat(program.inputTypes()).containsExactly(F3);
    assertThat(program.outputTypes()).containsExactly(F4, F3);
  }
}
