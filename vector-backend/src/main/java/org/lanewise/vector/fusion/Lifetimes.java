package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// When memory is given back: after the last step that reads a root, unless the caller gets it.
///
/// @param constants the values that are known when the program is made ready
/// @param ending for each step, the roots that nothing reads after it, without parameters
/// @param read for each step, the parameters that nothing reads after it
record Lifetimes(List<Value> constants, List<List<Value>> ending, List<List<Value>> read) {

  /// Finds the last uses.
  static Lifetimes of(Lowered program, List<Step> steps) {
    Set<Value> parameters = new HashSet<>(program.parameters());
    Set<Value> kept = new HashSet<>();
    program.outputs().forEach(output -> kept.add(output.root()));
    List<Value> constants =
        program.values().stream().filter(value -> value.constant() != null).toList();
    kept.addAll(constants);
    List<List<Value>> ending = new ArrayList<>();
    List<List<Value>> read = new ArrayList<>();
    for (Step step : steps.reversed()) {
      List<Value> last = new ArrayList<>();
      List<Value> lastOfParameters = new ArrayList<>();
      for (Value root : touched(step)) {
        if (kept.add(root)) {
          (parameters.contains(root) ? lastOfParameters : last).add(root);
        }
      }
      ending.add(last);
      read.add(lastOfParameters);
    }
    return new Lifetimes(constants, ending.reversed(), read.reversed());
  }

  /// The roots with memory of their own that a step reads or writes.
  private static List<Value> touched(Step step) {
    List<Value> touched = new ArrayList<>();
    switch (step) {
      case Step.Nest nest -> {
        nest.fused().forEach(stage -> touched.addAll(stage.reads()));
        touched.addAll(nest.written());
      }
      case Step.Call(Operation.Call call) -> {
        call.operands().forEach(operand -> touched.add(operand.root()));
        touched.addAll(call.results());
      }
    }
    return touched;
  }

  /// The roots that are dead after a step.
  List<Value> endingAfter(int step) {
    return ending.get(step);
  }

  /// The parameters that no step after this one reads and that are no results.
  List<Value> readLastBy(int step) {
    return read.get(step);
  }
}
