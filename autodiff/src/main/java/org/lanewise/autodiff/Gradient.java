package org.lanewise.autodiff;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.UserFrame;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// Computes gradients for one call of `grad` or its kin: pulls a one back.
///
/// @param operation the name for messages
/// @param startedAt the user's line, for messages
record Gradient(String operation, String startedAt) {

  /// Gradients for the operation that is being called.
  static Gradient of(String operation) {
    return new Gradient(operation, UserFrame.capture());
  }

  /// Value and gradient of a scalar function.
  <T> ValueAndGrad<T> of(Function<T, Array> f, T x) {
    return of(f, Function.identity(), x).value();
  }

  /// Value and gradient of the scalar part of a function's result, and the result.
  <T, R> WithAux<ValueAndGrad<T>, R> of(Function<T, R> f, Function<R, Array> scalar, T x) {
    ArrayTree<T> input = ArrayTree.of(operation, x);
    input.requireDifferentiable();
    Linearization<T, R> linearization = Linearization.of(operation, startedAt, f, input);
    Array value = scalar.apply(linearization.value());
    requireScalar(value);
    List<Array> grads = linearization.pull(List.of(Tangent.of(Scalars.like(value, 1))));
    return new WithAux<>(
        new ValueAndGrad<>(value, input.derivatives(grads)), linearization.value());
  }

  private void requireScalar(Array value) {
    String rule =
        "`"
            + operation
            + "`: the function must return a scalar of floating type, got "
            + value.type()
            + ". ";
    if (!value.dtype().isDifferentiable()) {
      throw new DTypeException(
          rule + "Convert it with `astype`, or use `vjp`, where integers have no cotangent.");
    }
    if (value.rank() != 0) {
      throw new ShapeException(rule + "Sum it, or use `jacrev`.");
    }
  }
}
