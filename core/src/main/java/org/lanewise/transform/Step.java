package org.lanewise.transform;

import java.util.Optional;
import org.lanewise.Array;

/// What a step of a scan gives: the carry for the next step, and an output that is kept.
///
/// The result of a whole scan is one as well: the last carry, and the outputs of all steps, each
/// array stacked along a new leading axis.
///
/// @param carry what the next step starts from
/// @param output what is stacked; any tree of arrays
/// @param <C> the class of the carry
/// @param <Y> the class of the output
public record Step<C, Y>(C carry, Y output) {
  /// Makes a step with an output.
  ///
  /// @param carry what the next step starts from
  /// @param output what is stacked
  /// @param <C> the class of the carry
  /// @param <Y> the class of the output
  public static <C, Y> Step<C, Y> of(C carry, Y output) {
    return new Step<>(carry, output);
  }

  /// Makes a step without an output: an empty tree, which stacks to an empty tree.
  ///
  /// @param carry what the next step starts from
  /// @param <C> the class of the carry
  public static <C> Step<C, Optional<Array>> of(C carry) {
    return new Step<>(carry, Optional.empty());
  }
}
