package org.lanewise.backend.reference;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Runs a program equation by equation.
///
/// Each value has a slot; constants and arguments have the first ones, literals follow. A slot is
/// emptied after the last step that reads it, so that the memory can be taken back.
final class Program implements Executable {
  private final int operandCount;
  private final int slotCount;
  private final List<Literal> literals;
  private final List<Step> steps;
  private final List<Integer> results;

  private record Literal(int slot, DType dtype, long bits) {}

  private record Step(
      Primitive primitive,
      List<Integer> inputs,
      List<Integer> outputs,
      List<ArrayType> types,
      List<Integer> finished) {}

  Program(Jaxpr program) {
    Slots slots = new Slots();
    program.constants().forEach(slots::bind);
    program.inputs().forEach(slots::bind);
    this.operandCount = slots.count;
    List<Step> forward = new ArrayList<>();
    for (Equation equation : program.equations()) {
      List<Integer> inputs = equation.inputs().stream().map(slots::of).toList();
      List<Integer> outputs = equation.outputs().stream().map(slots::bind).toList();
      List<ArrayType> types = equation.outputs().stream().map(Atom.Var::type).toList();
      forward.add(new Step(equation.primitive(), inputs, outputs, types, List.of()));
    }
    this.results = program.outputs().stream().map(slots::of).toList();
    this.literals = List.copyOf(slots.literals);
    this.slotCount = slots.count;
    this.steps = withLastUses(forward);
  }

  private static final class Slots {
    private final IdentityHashMap<Atom, Integer> known = new IdentityHashMap<>();
    private final List<Literal> literals = new ArrayList<>();
    private int count;

    int bind(Atom.Var variable) {
      known.put(variable, count);
      return count++;
    }

    int of(Atom atom) {
      return switch (atom) {
        case Atom.Var variable -> {
          Integer slot = known.get(variable);
          if (slot == null) {
            throw new AssertionError("a variable is read before it is bound: " + variable);
          }
          yield slot;
        }
        case Atom.Literal(DType dtype, _, long bits) -> {
          literals.add(new Literal(count, dtype, bits));
          yield count++;
        }
      };
    }
  }

  private List<Step> withLastUses(List<Step> forward) {
    boolean[] isNeeded = new boolean[slotCount];
    results.forEach(slot -> isNeeded[slot] = true);
    List<Step> backward = new ArrayList<>();
    for (Step step : forward.reversed()) {
      List<Integer> finished = new ArrayList<>();
      for (List<Integer> slots : List.of(step.outputs, step.inputs)) {
        for (int slot : slots) {
          if (!isNeeded[slot]) {
            isNeeded[slot] = true;
            finished.add(slot);
          }
        }
      }
      backward.add(
          new Step(step.primitive, step.inputs, step.outputs, step.types, List.copyOf(finished)));
    }
    return backward.reversed();
  }

  @Override
  public Strided[] execute(Strided... operands) {
    if (operands.length != operandCount) {
      throw new AssertionError(
          "a program of " + operandCount + " operands was given " + operands.length);
    }
    Strided[] slots = Arrays.copyOf(operands, slotCount);
    for (Literal literal : literals) {
      slots[literal.slot] = Transfer.scalar(literal.dtype, literal.bits);
    }
    for (Step step : steps) {
      run(step, slots);
    }
    Strided[] values = new Strided[results.size()];
    Arrays.setAll(values, i -> slots[results.get(i)]);
    return values;
  }

  @SuppressWarnings("NullAway") // a slot without a value holds null until its step has run
  private static void run(Step step, Strided[] slots) {
    List<Strided> inputs = step.inputs.stream().map(slot -> slots[slot]).toList();
    List<Strided> outputs = Evaluation.evaluate(step.primitive, inputs, step.types);
    for (int i = 0; i < outputs.size(); i++) {
      slots[step.outputs.get(i)] = outputs.get(i);
    }
    for (int slot : step.finished) {
      slots[slot] = null;
    }
    // kernels that read single elements rely on their operands' memory staying theirs until here
    Reference.reachabilityFence(inputs);
  }
}
