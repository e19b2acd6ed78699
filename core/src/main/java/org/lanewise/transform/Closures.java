package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.staging.FunctionTrace;
import org.lanewise.staging.JaxprEvaluator;

/// Functions that close over values of a transformation, made into functions of these values.
public final class Closures {
  private Closures() {}

  /// A function whose hidden arguments are open.
  ///
  /// @param function from the argument and the values that were closed over to the result
  /// @param values the values that were closed over
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  public record Converted<T, R>(BiFunction<T, List<Array>, R> function, List<Array> values) {
    /// Copies the list.
    public Converted {
      values = List.copyOf(values);
    }
  }

  /// Takes the values of transformations out of the closure of a function.
  ///
  /// A rule of a custom derivative may not close over a value that is differentiated; it can take
  /// it as an argument. So a function that users pass to a solver with a custom rule is converted
  /// first, and the values become arguments of what has the rule:
  ///
  /// ```java
  /// var open = closureConvert(f, x);
  /// return solve(open.function(), x, open.values());   // solve has a rule, also for the values
  /// ```
  ///
  /// Only values of floating type that belong to a transformation are taken out; concrete arrays
  /// stay inside. The function is traced for the type of the example.
  ///
  /// @param function the function
  /// @param example an argument; only structure, types and static leaves matter
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // the argument is the one given, with tracers
  public static <T, R> Converted<T, R> closureConvert(Function<T, R> function, T example) {
    FunctionTrace trace =
        FunctionTrace.of("closureConvert", args -> function.apply((T) args[0]), example);
    List<Array> values = new ArrayList<>();
    for (Array constant : trace.constants()) {
      if (isTaken(constant)) {
        values.add(constant);
      }
    }
    return new Converted<>((x, given) -> applied(trace, x, given), values);
  }

  private static boolean isTaken(Array constant) {
    return !(constant instanceof ConcreteArray) && constant.dtype().isDifferentiable();
  }

  private static <T, R> R applied(FunctionTrace trace, T argument, List<Array> values) {
    long taken = trace.constants().stream().filter(Closures::isTaken).count();
    if (values.size() != taken) {
      throw new IllegalArgumentException(
          "`closureConvert`: the function closes over %d values, got %d. Give one for each."
              .formatted(taken, values.size()));
    }
    List<Array> operands = new ArrayList<>();
    int next = 0;
    for (Array constant : trace.constants()) {
      operands.add(isTaken(constant) ? values.get(next++) : constant);
    }
    operands.addAll(trace.arrays("closureConvert", argument));
    List<Array> results = JaxprEvaluator.evaluate(trace.program(), List.of(), operands);
    return trace.result(results);
  }
}
