package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.type.ArrayType;

/// What linearization does with functions that have rules of their author's.
final class CustomCalls {
  private CustomCalls() {}

  /// Runs a rule of `customJvp`, with the tangents as linear values.
  ///
  /// The rule is the user's code, so it runs under an interpreter of its own, which says so where
  /// the rule is not linear. A tangent that does not depend on the tangents it was given is zero,
  /// or the rule is not linear.
  ///
  /// @param linear makes the nodes
  /// @param x the operands
  /// @param dx the nodes of their tangents
  /// @return the results with tangents that are tracers of `linear`
  static List<Dual> linearized(
      CustomJvpRule rule, LinearInterpreter linear, List<Array> x, List<Tangent> dx) {
    LinearInterpreter own = linear.forRule("customJvp");
    List<Tangent> tangents =
        dx.stream().map(tangent -> tangent.map(array -> own.tracer(linear.node(array)))).toList();
    List<Dual> results =
        CurrentInterpreter.with(
            own, () -> rule.derivative().apply(x, tangents, type -> own.tracer(own.zero(type))));
    List<Dual> duals = new ArrayList<>(results.size());
    for (Dual result : results) {
      if (CurrentInterpreter.owns(own, result.primal())) {
        throw new IllegalArgumentException(
            "`customJvp`: the value that the rule returns must not depend on the tangents, but"
                + " one of type "
                + result.primal().type()
                + " does. Return `new Jvp<>(value, tangent)`.");
      }
      boolean isLinear =
          result.tangent() instanceof Tangent.Of(Array array)
              && CurrentInterpreter.owns(own, array);
      duals.add(
          isLinear
              ? new Dual(
                  result.primal(),
                  result.tangent().map(tangent -> linear.tracer(own.node(tangent))))
              : new Dual(result.primal(), Tangent.ZERO));
    }
    return duals;
  }

  /// Runs the first half of a rule of `customVjp`, and makes a linear map of the second.
  ///
  /// @param linear makes the nodes
  /// @param x the operands
  /// @param dx the nodes of their tangents
  /// @return the results with tangents that are tracers of `linear`
  static List<Dual> linearized(
      CustomVjpRule rule, LinearInterpreter linear, List<Array> x, List<Tangent> dx) {
    rule.signature().requireNoOtherTangents(dx.stream().map(tangent -> !tangent.isZero()).toList());
    CustomVjpRule.Results first =
        CurrentInterpreter.with(linear.parent(), () -> rule.forward().apply(x));
    List<LinearNode> operands = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < dx.size(); i++) {
      if (dx.get(i) instanceof Tangent.Of(Array tangent)) {
        operands.add(linear.node(tangent));
        positions.add(i);
      }
    }
    List<ArrayType> types = first.results().stream().map(Array::type).toList();
    List<LinearNode> nodes =
        linear.map(
            new CustomPullback(types, first.residuals(), first.backward(), positions), operands);
    List<Dual> duals = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      boolean hasTangent = types.get(i).dtype().isDifferentiable();
      duals.add(
          new Dual(
              first.results().get(i),
              hasTangent ? Tangent.of(linear.tracer(nodes.get(i))) : Tangent.ZERO));
    }
    return duals;
  }
}
