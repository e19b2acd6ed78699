package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.UserFrame;
import org.lanewise.ir.Callback;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.staging.ExpectedTree;
import org.lanewise.type.ArrayType;

/// One call of a function of trees through a [Callback]: array leaves of the arguments are its
/// operands, other leaves reach the function as they are.
///
/// @param operation the operation's name in Java, for messages: `pureCallback`
/// @param name its name in printed programs: `pure_callback`
/// @param parameters what is printed of it
record CallbackCall(String operation, String name, Map<String, String> parameters) {

  /// Calls a function for its result.
  ///
  /// @param function from the list of arguments to the result
  /// @param result structure and types of the result
  <R> R result(
      Function<Object[], R> function,
      Leaves<ArrayType> result,
      VmapMethod method,
      Object... arguments) {
    Leaves<Object> flat = Tree.flatten(arguments);
    String line = UserFrame.capture();
    HostBody body =
        (arrays, types) ->
            new ExpectedTree(
                    operation,
                    "what the function" + at(line) + " returns",
                    "the declared result",
                    Leaves.of(result.structure(), types))
                .arrays(called(line, function, rebuilt(flat, arrays)));
    List<Array> results = bind(body, result.list(), false, method, flat);
    return result.structure().build(results.toArray());
  }

  /// Calls a function for its effect.
  ///
  /// @param function from the list of arguments to anything
  void effect(Function<Object[], ?> function, Object... arguments) {
    Leaves<Object> flat = Tree.flatten(arguments);
    String line = UserFrame.capture();
    HostBody body =
        (arrays, _) -> {
          Object ignored = called(line, function, rebuilt(flat, arrays));
          return List.of();
        };
    List<Array> none = bind(body, List.of(), true, VmapMethod.SEQUENTIAL, flat);
    if (!none.isEmpty()) {
      throw new AssertionError("an effect has results: " + none + ". Please report this.");
    }
  }

  private List<Array> bind(
      HostBody body,
      List<ArrayType> results,
      boolean effect,
      VmapMethod method,
      Leaves<Object> arguments) {
    List<Array> operands = new ArrayList<>(arguments.size());
    for (Object leaf : arguments) {
      if (leaf instanceof Array array) {
        operands.add(array);
      }
    }
    HostFunctionCall call = new HostFunctionCall(name, parameters, method, results, body);
    return CurrentInterpreter.bind(new Callback(call, results, effect), operands);
  }

  /// Calls the user's function; what it throws comes out under the callback's name.
  private <R> R called(String line, Function<Object[], R> function, Object[] arguments) {
    try {
      return function.apply(arguments);
    } catch (CancellationException e) {
      throw e; // the thread was interrupted; nothing is wrong with the function
    } catch (RuntimeException e) {
      throw new CallbackException("`" + operation + "`" + at(line), e);
    }
  }

  private static String at(String line) {
    return line.isEmpty() ? "" : " at " + line;
  }

  private static Object[] rebuilt(Leaves<Object> arguments, List<Array> arrays) {
    Object[] leaves = arguments.toArray();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof Array) {
        leaves[i] = arrays.get(next++);
      }
    }
    return arguments.structure().build(leaves);
  }
}
