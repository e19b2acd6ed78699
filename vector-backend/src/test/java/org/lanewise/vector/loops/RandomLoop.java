package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.fusion.RandomProgram;

/// Makes a loop of a random program: its inputs become constants, carries and rows, its values the
/// next carries and what is stacked.
final class RandomLoop {
  private final Random random;
  private final Jaxpr program;
  private final List<Atom.Var> constants = new ArrayList<>();
  private final List<Atom.Var> carries = new ArrayList<>();
  private final List<Atom.Var> rows = new ArrayList<>();
  private final List<Atom> next = new ArrayList<>();

  private RandomLoop(long seed, int equations, long most) {
    this.random = new Random(seed);
    this.program = RandomProgram.of(seed, equations, most);
    List<Atom.Var> inputs = program.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      switch (i == 0 ? 1 : random.nextInt(4)) {
        case 0 -> constants.add(inputs.get(i));
        case 1, 2 -> carries.add(inputs.get(i));
        default -> rows.add(inputs.get(i));
      }
    }
    carries.forEach(carry -> next.add(next(carry.type())));
  }

  /// A value of a type: mostly one that the program computes.
  private Atom next(ArrayType type) {
    List<Atom> fitting = new ArrayList<>();
    program.inputs().forEach(input -> addIfFits(input, type, fitting));
    for (Equation equation : program.equations()) {
      equation.outputs().forEach(output -> addIfFits(output, type, fitting));
    }
    int n = fitting.size();
    return fitting.get(random.nextInt(4) == 0 ? random.nextInt(n) : n - 1);
  }

  private static void addIfFits(Atom value, ArrayType type, List<Atom> fitting) {
    if (value.type().dtype() == type.dtype() && value.type().shape().equals(type.shape())) {
      fitting.add(value);
    }
  }

  private Jaxpr body(List<Atom.Var> before, List<Atom> first) {
    List<Atom.Var> inputs = new ArrayList<>(constants);
    inputs.addAll(before);
    inputs.addAll(carries);
    inputs.addAll(rows);
    List<Atom> outputs = new ArrayList<>(first);
    outputs.addAll(next);
    return new Jaxpr(List.of(), inputs, program.equations(), outputs);
  }

  /// The scan of a seed.
  static Structured.Scan scan(long seed, int equations, long most) {
    RandomLoop loop = new RandomLoop(seed, equations, most);
    Jaxpr body = loop.body(List.of(), List.of());
    List<Atom> outputs = new ArrayList<>(body.outputs());
    outputs.addAll(loop.program.outputs());
    body = new Jaxpr(List.of(), body.inputs(), body.equations(), outputs);
    int length = new int[] {0, 1, 2, 5, 9, 40}[loop.random.nextInt(6)];
    return new Structured.Scan(
        body, loop.constants.size(), loop.carries.size(), length, loop.random.nextBoolean(), 1);
  }

  /// The while of a seed: its first carry counts its steps.
  static Structured.While loop(long seed, int equations, long most) {
    RandomLoop loop = new RandomLoop(seed, equations, most);
    loop.constants.addAll(loop.rows);
    loop.rows.clear();
    ArrayType count = new ArrayType(DType.INT32, Shape.scalar());
    Atom.Var counter = new Atom.Var(count);
    Atom.Var counted = new Atom.Var(count);
    Atom.Literal one = new Atom.Literal(DType.INT32, false, 1);
    Jaxpr body = loop.body(List.of(counter), List.of(counted));
    List<Equation> equations2 = new ArrayList<>(body.equations());
    equations2.add(new Equation(new Elementwise.Add(), List.of(counter, one), List.of(counted)));
    body = new Jaxpr(List.of(), body.inputs(), equations2, body.outputs());
    List<Atom.Var> inputs = new ArrayList<>();
    body.inputs().subList(loop.constants.size(), body.inputs().size()).stream()
        .map(input -> new Atom.Var(input.type()))
        .forEach(inputs::add);
    Atom.Var answer = new Atom.Var(new ArrayType(DType.BOOL, Shape.scalar()));
    Atom.Literal limit = new Atom.Literal(DType.INT32, false, loop.random.nextInt(45));
    Equation ask =
        new Equation(
            new Elementwise.Compare(Elementwise.Compare.Op.LT),
            List.of(inputs.get(0), limit),
            List.of(answer));
    Jaxpr condition = new Jaxpr(List.of(), inputs, List.of(ask), List.of(answer));
    long most2 = loop.random.nextBoolean() ? -1 : loop.random.nextInt(40);
    return new Structured.While(condition, 0, body, loop.constants.size(), most2);
  }
}
