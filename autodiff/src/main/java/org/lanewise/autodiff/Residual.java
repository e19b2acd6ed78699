package org.lanewise.autodiff;

import org.lanewise.Array;

/// Where the derivative of a program finds an array that it is closed over.
///
/// What the program's caller has anyway, arguments and results, is not saved again.
sealed interface Residual {

  /// An argument of the program.
  ///
  /// @param index its position
  record Argument(int index) implements Residual {}

  /// A result of the program.
  ///
  /// @param index its position
  record Output(int index) implements Residual {}

  /// A value in the midst of the program, which becomes a further result.
  ///
  /// @param index its position among these
  record Saved(int index) implements Residual {}

  /// An array that does not depend on the arguments.
  ///
  /// @param array the array
  record Fixed(Array array) implements Residual {}
}
