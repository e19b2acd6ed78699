package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Which values that a loop carries have a tangent: those whose first value has one, and those to
/// which a step gives one, when the others have theirs.
final class Carry {
  private Carry() {}

  /// The least mask of a step's arguments that contains a given one and to which the step adds
  /// nothing.
  ///
  /// @param mask the arguments that have a tangent at first
  /// @param first the position of the first carry among the arguments
  /// @param carries how many there are; they are the first results of a step
  /// @param step which results have a tangent, for a mask of arguments
  static List<Boolean> fixedPoint(
      List<Boolean> mask, int first, int carries, UnaryOperator<List<Boolean>> step) {
    List<Boolean> arguments = new ArrayList<>(mask);
    boolean grows = true;
    while (grows) {
      grows = false;
      List<Boolean> results = step.apply(List.copyOf(arguments));
      for (int i = 0; i < carries; i++) {
        if (results.get(i) && !arguments.get(first + i)) {
          arguments.set(first + i, true);
          grows = true;
        }
      }
    }
    return List.copyOf(arguments);
  }
}
