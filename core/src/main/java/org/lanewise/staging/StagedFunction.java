package org.lanewise.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.NamedAxis;
import org.lanewise.ir.Structured;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;

/// A function of trees that transformations see as one primitive that holds its program.
///
/// Where no transformation is at work the function is simply applied. Under one it is traced, and
/// the primitive applied. Traces are kept, by structure, types and static leaves of the arguments,
/// with this object; one that closes over tracers is of use only once and is not kept.
///
/// @param <R> the class of the result
public final class StagedFunction<R> {
  private static final int CAPACITY = 256;

  /// What a trace depends on: leaves are types of arrays, and static values; axes are those that a
  /// collective in the function may name.
  private record Key(TreeDef structure, List<Object> leaves, List<NamedAxis> axes) {}

  private record Traced(FunctionTrace trace, Structured primitive) {}

  private final String operation;
  private final Function<Object[], R> function;
  private final Function<FunctionTrace, Structured> primitive;
  private final ConcurrentHashMap<Key, Traced> known = new ConcurrentHashMap<>(4);

  /// Makes a function.
  ///
  /// @param operation the name for messages
  /// @param function from the list of arguments to the result
  /// @param primitive makes the primitive of a trace, whose operands are constants, then arguments
  public StagedFunction(
      String operation,
      Function<Object[], R> function,
      Function<FunctionTrace, Structured> primitive) {
    this.operation = operation;
    this.function = function;
    this.primitive = primitive;
  }

  /// Applies the function. Leaves of the result that are no arrays are those of the trace.
  public R apply(Object... arguments) {
    Interpreter current = CurrentInterpreter.get();
    if (current.equals(current.parent())) { // the eager one: there is nothing to hand a rule to
      return function.apply(arguments);
    }
    Leaves<Object> flat = Tree.flatten(arguments);
    Traced traced = traced(FunctionTrace.abstracted(flat));
    List<Array> operands = new ArrayList<>(traced.trace.constants());
    operands.addAll(FunctionTrace.arrays(flat));
    List<Array> results = CurrentInterpreter.bind(traced.primitive, operands);
    return traced.trace.result(results);
  }

  private static List<NamedAxis> namedAxes() {
    List<NamedAxis> axes = new ArrayList<>(0);
    Interpreter interpreter = CurrentInterpreter.get();
    while (!interpreter.equals(interpreter.parent())) {
      interpreter.namedAxis().ifPresent(axes::add);
      interpreter = interpreter.parent();
    }
    return axes;
  }

  private Traced traced(Leaves<Object> arguments) {
    Key key = new Key(arguments.structure(), arguments.list(), namedAxes());
    Traced kept = known.get(key);
    if (kept != null) {
      return kept;
    }
    FunctionTrace trace = FunctionTrace.of(operation, function, arguments);
    Traced traced = new Traced(trace, primitive.apply(trace));
    if (!trace.isReusable()) {
      return traced;
    }
    if (known.size() >= CAPACITY) {
      known.clear();
    }
    Traced earlier = known.putIfAbsent(key, traced);
    return earlier == null ? traced : earlier;
  }
}
