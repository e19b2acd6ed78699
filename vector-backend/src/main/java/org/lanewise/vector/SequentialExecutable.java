package org.lanewise.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.backend.Views;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

/// A program of several equations: runs one after the other over an array of values.
///
/// A value is forgotten after its last use. The memory of a temporary that an equation allocated is
/// given back then, unless another value is a view of it.
final class SequentialExecutable implements Executable {

  /// One equation, made ready.
  ///
  /// @param equation what is computed
  /// @param executable how, unless a view will do
  /// @param inputs the places of the operands
  /// @param outputs the places of the results
  /// @param dying the places of values that are not used after this step
  private record Step(
      Equation equation,
      Executable executable,
      List<Integer> inputs,
      List<Integer> outputs,
      List<Integer> dying) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> results = new ArrayList<>();
  private final Map<Integer, Strided> literals = new HashMap<>();
  private final int parameters;
  private int places;

  SequentialExecutable(VectorBackend backend, Jaxpr program) {
    IdentityHashMap<Atom, Integer> numbers = new IdentityHashMap<>();
    program.constants().forEach(constant -> numbers.put(constant, places++));
    program.inputs().forEach(input -> numbers.put(input, places++));
    this.parameters = places;
    for (Equation equation : program.equations()) {
      List<Integer> inputs = equation.inputs().stream().map(atom -> place(numbers, atom)).toList();
      List<Integer> outputs =
          equation.outputs().stream().map(atom -> place(numbers, atom)).toList();
      Jaxpr single = Jaxpr.of(equation.primitive(), equation.inputTypes());
      steps.add(new Step(equation, backend.compile(single), inputs, outputs, new ArrayList<>()));
    }
    program.outputs().forEach(atom -> results.add(place(numbers, atom)));
    findLastUses();
  }

  private int place(Map<Atom, Integer> numbers, Atom atom) {
    return switch (atom) {
      case Atom.Var variable -> numbers.computeIfAbsent(variable, _ -> places++);
      case Atom.Literal literal -> {
        int place = places++;
        literals.put(place, Transfer.scalar(literal.dtype(), literal.bits()));
        yield place;
      }
    };
  }

  private void findLastUses() {
    boolean[] needed = new boolean[places];
    results.forEach(result -> needed[result] = true);
    for (Step step : steps.reversed()) {
      List<Integer> touched = new ArrayList<>(step.inputs);
      touched.addAll(step.outputs);
      for (int place : touched) {
        if (!needed[place]) {
          needed[place] = true;
          step.dying.add(place);
        }
      }
    }
  }

  @Override
  public Strided[] execute(Strided... operands) {
    @Nullable Strided[] values = new Strided[places];
    System.arraycopy(operands, 0, values, 0, parameters);
    literals.forEach((place, literal) -> values[place] = literal);
    IdentityHashMap<Buffer, Integer> owned = new IdentityHashMap<>();
    for (Step step : steps) {
      run(step, values, owned);
      for (int place : step.dying) {
        release(values[place], owned);
        values[place] = null;
      }
    }
    return pick(values, results);
  }

  private static void run(Step step, @Nullable Strided[] values, Map<Buffer, Integer> owned) {
    Strided[] inputs = pick(values, step.inputs);
    Strided[] outputs = null;
    if (inputs.length == 1 && step.outputs.size() == 1) {
      var shape = step.equation.outputs().get(0).type().shape();
      Layout view = Views.of(step.equation.primitive(), inputs[0].layout(), shape);
      outputs = view == null ? null : new Strided[] {inputs[0].with(view)};
    }
    if (outputs == null) {
      outputs = step.executable.execute(inputs);
      own(inputs, outputs, owned);
    }
    for (int i = 0; i < outputs.length; i++) {
      values[step.outputs.get(i)] = outputs[i];
      owned.computeIfPresent(outputs[i].buffer(), (_, count) -> count + 1);
    }
  }

  /// Notes the buffers that an equation made: all but those of its operands.
  private static void own(Strided[] inputs, Strided[] outputs, Map<Buffer, Integer> owned) {
    for (Strided output : outputs) {
      boolean fresh = true;
      for (Strided input : inputs) {
        fresh &= input.buffer() != output.buffer();
      }
      if (fresh) {
        owned.put(output.buffer(), 0);
      }
    }
  }

  private static void release(@Nullable Strided value, Map<Buffer, Integer> owned) {
    if (value == null) {
      return;
    }
    Integer left = owned.computeIfPresent(value.buffer(), (_, count) -> count - 1);
    if (left != null && left == 0) {
      owned.remove(value.buffer());
      value.buffer().release();
    }
  }

  private static Strided[] pick(@Nullable Strided[] values, List<Integer> places) {
    Strided[] picked = new Strided[places.size()];
    for (int i = 0; i < picked.length; i++) {
      Strided value = values[places.get(i)];
      if (value == null) {
        throw new AssertionError("a value is used before it is bound or after its last use");
      }
      picked[i] = value;
    }
    return picked;
  }
}
