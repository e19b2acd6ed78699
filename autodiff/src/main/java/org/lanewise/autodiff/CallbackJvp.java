package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Callback;

/// Callbacks have no derivative: nothing is known of a Java function. One that gives no floating
/// numbers (a print, a lookup of an index) needs none, and sees the values.
final class CallbackJvp {
  private CallbackJvp() {}

  /// Calls with the values.
  ///
  /// @throws IllegalArgumentException if there is a result of floating type
  static List<Dual> apply(Callback callback, List<Array> x) {
    if (callback.results().stream().anyMatch(type -> type.dtype().isDifferentiable())) {
      throw new IllegalArgumentException(
          "`"
              + callback.name()
              + "`: a callback has no derivative, but it is differentiated: operands of type "
              + x.stream().map(Array::type).toList()
              + ", results of type "
              + callback.results()
              + ". Give the function that calls it a rule with `customJvp` or `customVjp`, or hide"
              + " its operands with `stopGradient`.");
    }
    return CurrentInterpreter.bind(callback, x).stream()
        .map(result -> new Dual(result, Tangent.ZERO))
        .toList();
  }
}
