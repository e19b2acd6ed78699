package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// The derivative of a function with a [CustomVjpRule], which knows one direction only.
///
/// @param results the types of the results
/// @param residuals what the first half of the rule left
/// @param backward the second half
/// @param positions the operands of the function that have a tangent
record CustomPullback(
    List<ArrayType> results,
    List<Array> residuals,
    CustomVjpRule.Backward backward,
    List<Integer> positions)
    implements LinearMap {

  @Override
  public List<Tangent> push(List<Tangent> tangents) {
    throw notForward();
  }

  /// What forward mode says to a rule for reverse mode.
  static IllegalArgumentException notForward() {
    return new IllegalArgumentException(
        "`jvp`: forward mode cannot go through a function with a `customVjp` rule, which is for"
            + " reverse mode only. Use `vjp` or `grad`, or give the function a `customJvp` rule,"
            + " which serves both modes.");
  }

  @Override
  public void pull(List<Tangent> cotangents, List<Place> operands) {
    List<Tangent> all = backward.apply(residuals, cotangents);
    for (int i = 0; i < operands.size(); i++) {
      if (all.get(positions.get(i)) instanceof Tangent.Of(Array cotangent)) {
        operands.get(i).give(() -> cotangent);
      }
    }
  }
}
