package org.lanewise.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.backend.HostCall;
import org.lanewise.ir.Callback;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.vmap.BatchableFunction;

/// A function of the user's in a program: wraps elements in arrays for it, and says what becomes of
/// it under `vmap`.
///
/// It knows the types of its results, since a backend hands it operands only.
final class HostFunctionCall implements HostCall, BatchableFunction {
  private final String name;
  private final Map<String, String> parameters;
  private final VmapMethod method;
  private final List<ArrayType> results;
  private final HostBody body;

  /// Makes a function.
  ///
  /// @param name the name in printed programs
  /// @param parameters what is printed beside it
  /// @param method how it is called for all lanes
  /// @param results the types of the results
  /// @param body the function
  HostFunctionCall(
      String name,
      Map<String, String> parameters,
      VmapMethod method,
      List<ArrayType> results,
      HostBody body) {
    this.name = name;
    this.parameters = Map.copyOf(parameters);
    this.method = method;
    this.results = List.copyOf(results);
    this.body = body;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public Strided[] call(Strided... operands) {
    List<Array> arguments = new ArrayList<>(operands.length);
    for (Strided operand : operands) {
      arguments.add(new ConcreteArray(operand));
    }
    Interpreter eager = eager();
    return CurrentInterpreter.with(eager, () -> body.call(arguments, results)).stream()
        .map(array -> data(array, eager))
        .toArray(Strided[]::new);
  }

  private static Strided data(Array array, Interpreter eager) {
    if (array instanceof ConcreteArray concrete) {
      return concrete.data();
    }
    // the function returned a tracer that it closes over: this throws
    throw new AssertionError("not concrete: " + array + CurrentInterpreter.owns(eager, array));
  }

  /// The interpreter under all others: a program may run while a transformation is current, which
  /// is none of the function's business.
  private static Interpreter eager() {
    Interpreter interpreter = CurrentInterpreter.get();
    while (!interpreter.equals(interpreter.parent())) {
      interpreter = interpreter.parent();
    }
    return interpreter;
  }

  @Override
  public Callback batched(Callback callback, List<ArrayType> lane, BitSet mapped, long size) {
    List<ArrayType> all = new ArrayList<>(results.size());
    for (ArrayType one : results) {
      all.add(one.withShape(one.shape().insert(0, size)));
    }
    HostBody batched = new LaneCalls(body, lane, results, (BitSet) mapped.clone(), size).by(method);
    HostFunctionCall function = new HostFunctionCall(name, parameters, method, all, batched);
    return new Callback(function, all, callback.effect());
  }
}
