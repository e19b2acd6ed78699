package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;

/// The program of a scan's step without what the step only hands through: a carry that comes back
/// as it was is a constant of the loop, and the stack of outputs that are rows of an array is that
/// array.
///
/// So parameters that travel in the carry are not copied into every step's residuals. (JAX does the
/// same.)
///
/// @param program the arguments are unchanged carries, constants, carries, rows; the results
///   carries and outputs
/// @param constants the number of arrays that the step closes over
/// @param unchanged for each carry whether it comes back as it was
/// @param copied for each output which row it is, or −1 for one that is computed
record ScanBody(Jaxpr program, int constants, List<Boolean> unchanged, List<Integer> copied) {

  /// Looks through a program whose arguments are constants, carries and rows.
  static ScanBody of(Jaxpr step, int constants, int carries) {
    List<Atom.Var> inputs = step.inputs();
    List<Boolean> unchanged = new ArrayList<>();
    List<Atom.Var> hoisted = new ArrayList<>();
    List<Atom.Var> rest = new ArrayList<>();
    List<Atom> results = new ArrayList<>();
    for (int i = 0; i < carries; i++) {
      Atom.Var before = inputs.get(constants + i);
      Atom after = step.outputs().get(i);
      unchanged.add(before.equals(after));
      if (before.equals(after)) {
        hoisted.add(before);
      } else {
        rest.add(before);
        results.add(after);
      }
    }
    List<Atom.Var> rows = inputs.subList(constants + carries, inputs.size());
    List<Integer> copied = new ArrayList<>();
    for (Atom output : step.outputs().subList(carries, step.outputs().size())) {
      int row = output instanceof Atom.Var variable ? rows.indexOf(variable) : -1;
      copied.add(row);
      if (row < 0) {
        results.add(output);
      }
    }
    List<Atom.Var> arguments = new ArrayList<>(hoisted);
    arguments.addAll(inputs.subList(0, constants));
    arguments.addAll(rest);
    arguments.addAll(rows);
    Jaxpr program =
        results.size() == step.outputs().size()
            ? step
            : new Jaxpr(List.of(), arguments, step.equations(), results);
    return new ScanBody(program, constants, List.copyOf(unchanged), List.copyOf(copied));
  }

  /// The number of constants of the loop.
  int loopConstants() {
    return constants + (int) unchanged.stream().filter(is -> is).count();
  }

  /// The number of values that the loop carries.
  int carries() {
    return (int) unchanged.stream().filter(is -> !is).count();
  }

  /// The operands of the loop.
  List<Array> operands(List<Array> closedOver, List<Array> carry, List<Array> stacks) {
    List<Array> operands = new ArrayList<>(carries(carry, true));
    operands.addAll(closedOver);
    operands.addAll(carries(carry, false));
    operands.addAll(stacks);
    return operands;
  }

  private List<Array> carries(List<Array> carry, boolean wanted) {
    List<Array> found = new ArrayList<>();
    for (int i = 0; i < carry.size(); i++) {
      if (unchanged.get(i) == wanted) {
        found.add(carry.get(i));
      }
    }
    return found;
  }

  /// The results of the step's own scan, from those of the loop.
  List<Array> results(List<Array> loop, List<Array> carry, List<Array> stacks) {
    List<Array> results = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < carry.size(); i++) {
      results.add(unchanged.get(i) ? carry.get(i) : loop.get(next++));
    }
    for (int row : copied) {
      results.add(row < 0 ? loop.get(next++) : stacks.get(row));
    }
    return results;
  }
}
