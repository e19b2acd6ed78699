package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.TypeRules;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Programs of several equations.
class ProgramTest {
  private static final ArrayType VECTOR = ArrayType.of(DType.FLOAT32, 3);

  private final List<Equation> equations = new ArrayList<>();

  private Atom.Var bind(Primitive primitive, Atom... inputs) {
    List<ArrayType> types = java.util.Arrays.stream(inputs).map(Atom::type).toList();
    List<Atom.Var> outputs = TypeRules.infer(primitive, types).stream().map(Atom.Var::new).toList();
    equations.add(new Equation(primitive, List.of(inputs), outputs));
    return outputs.getFirst();
  }

  private static Atom.Literal literal(double value) {
    return new Atom.Literal(DType.FLOAT32, true, ScalarBits.of(DType.FLOAT32, value));
  }

  private Executable compile(List<Atom.Var> constants, List<Atom.Var> inputs, Atom... outputs) {
    return new ReferenceBackend()
        .compile(new Jaxpr(constants, inputs, equations, List.of(outputs)));
  }

  @Test
  void constantsComeFirstLiteralsStandInPlaceAndValuesAreUsedAgain() {
    Atom.Var c = new Atom.Var(VECTOR);
    Atom.Var x = new Atom.Var(VECTOR);
    Atom.Var doubled = bind(new Elementwise.Mul(), x, literal(2));
    Atom.Var unused = bind(new Elementwise.Neg(), doubled);
    Atom.Var sum = bind(new Elementwise.Add(), doubled, c);
    Atom.Var square = bind(new Elementwise.Mul(), sum, sum);
    Executable program = compile(List.of(c), List.of(x), square, doubled, x, literal(7), square);
    Strided constant = Data.vector(DType.FLOAT32, 10, 20, 30);
    Strided argument = Data.vector(DType.FLOAT32, 1, 2, 3);
    for (int run = 0; run < 2; run++) {
      Strided[] results = program.execute(constant, argument);
      assertThat(results).hasSize(5);
      assertThat(Data.values(results[0])).containsExactly(144, 576, 1296);
      assertThat(Data.values(results[1])).containsExactly(2, 4, 6);
      assertThat(results[2]).isSameAs(argument);
      assertThat(Data.values(results[3])).containsExactly(7);
      assertThat(results[4]).isSameAs(results[0]);
    }
    assertThat(unused.type()).isEqualTo(VECTOR);
  }

  @Test
  void anEquationMayHaveSeveralResults() {
    Atom.Var x = new Atom.Var(VECTOR);
    Atom.Var y = new Atom.Var(ArrayType.of(DType.INT32, 3));
    bind(new Combining.Sort(0, true, 1), x, y);
    Atom.Var order = equations.getFirst().outputs().get(1);
    Executable program = compile(List.of(), List.of(x, y), order);
    Strided[] results =
        program.execute(Data.vector(DType.FLOAT32, 5, -1, 2), Data.longs(DType.INT32, 0, 1, 2));
    assertThat(Data.integers(results[0])).containsExactly(1, 2, 0);
  }

  @Test
  void theEmptyProgramReturnsItsOperands() {
    Atom.Var x = new Atom.Var(VECTOR);
    Strided argument = Data.vector(DType.FLOAT32, 1, 2, 3);
    assertThat(compile(List.of(), List.of(x), x).execute(argument)).containsExactly(argument);
  }

  @Test
  void theNumberOfOperandsIsChecked() {
    Atom.Var x = new Atom.Var(VECTOR);
    Executable program = compile(List.of(), List.of(x), x);
    assertThatThrownBy(program::execute)
        .isInstanceOf(AssertionError.class)
        .hasMessage("a program of 1 operands was given 0");
  }

  @Test
  void manyThreadsMayRunOneProgram() throws Exception {
    Atom.Var x = new Atom.Var(VECTOR);
    Atom value = x;
    for (int i = 0; i < 20; i++) {
      value = bind(new Elementwise.Add(), value, literal(1));
    }
    Executable program = compile(List.of(), List.of(x), value);
    List<Callable<double[]>> tasks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Strided argument = Data.vector(DType.FLOAT32, i, 2 * i, 3 * i);
      tasks.add(() -> Data.values(program.execute(argument)[0]));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<double[]>> results = threads.invokeAll(tasks);
      for (int i = 0; i < 64; i++) {
        assertThat(results.get(i).get()).containsExactly(i + 20, 2 * i + 20, 3 * i + 20);
      }
    }
  }

  @Test
  void theBackendIntroducesItself() {
    ReferenceBackend backend = new ReferenceBackend();
    assertThat(backend.name()).isEqualTo("reference");
    assertThat(backend.priority()).isZero();
    assertThat(backend.description()).isEqualTo("scalar reference, one thread");
  }
}
