package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.Lax;

/// A function of trees at a point: its value, and its derivative there as a [LinearGraph].
///
/// @param <T> the class of the argument
/// @param <R> the class of the result
final class Linearization<T, R> {
  private final ArrayTree<T> input;
  private final R value;
  private final ArrayTree<R> output;
  private final LinearGraph graph;

  private Linearization(ArrayTree<T> input, R value, ArrayTree<R> output, LinearGraph graph) {
    this.input = input;
    this.value = value;
    this.output = output;
    this.graph = graph;
  }

  /// Runs a function and linearizes it.
  ///
  /// @param operation the name for messages
  /// @param startedAt the user's line, for messages
  /// @param f the function
  /// @param input its argument, taken apart
  static <T, R> Linearization<T, R> of(
      String operation, String startedAt, Function<T, R> f, ArrayTree<T> input) {
    Interpreter parent = CurrentInterpreter.get();
    LinearizeInterpreter interpreter = new LinearizeInterpreter(parent, startedAt);
    List<Array> primals = input.arrays();
    List<Array> tracers = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      tracers.add(interpreter.input(primals.get(i), i));
    }
    R traced = CurrentInterpreter.with(interpreter, () -> f.apply(input.with(tracers)));
    ArrayTree<R> results = ArrayTree.of(operation, traced);
    List<Optional<LinearNode>> tangents =
        results.arrays().stream().map(interpreter::tangent).toList();
    R value = results.mapArrays(interpreter::primal);
    return new Linearization<>(
        input, value, ArrayTree.of(operation, value), new LinearGraph(input.types(), tangents));
  }

  /// The value of the function.
  R value() {
    return value;
  }

  /// The value, taken apart.
  ArrayTree<R> output() {
    return output;
  }

  /// The argument, taken apart.
  ArrayTree<T> input() {
    return input;
  }

  /// The derivative along tangents of the input's arrays: one array per array of the output.
  List<Array> push(List<Tangent> tangents) {
    List<Tangent> pushed = graph.push(tangents);
    List<Array> arrays = output.arrays();
    List<Array> result = new ArrayList<>(pushed.size());
    for (int i = 0; i < pushed.size(); i++) {
      result.add(pushed.get(i).orZeros(arrays.get(i).type(), Lax::zeros));
    }
    return result;
  }

  /// The transposed derivative of cotangents of the output's arrays, of which those that are left
  /// out at the end are zero: one array per array of the input.
  List<Array> pull(List<Tangent> cotangents) {
    List<Tangent> all = new ArrayList<>(cotangents);
    all.addAll(Collections.nCopies(output.arrays().size() - all.size(), Tangent.ZERO));
    return graph.pull(all);
  }
}
