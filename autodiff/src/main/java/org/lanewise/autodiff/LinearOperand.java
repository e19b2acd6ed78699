package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// What a step of a linear function reads: a linear value, or an array that is constant to it.
sealed interface LinearOperand permits LinearNode, LinearOperand.Residual {

  /// The type of the operand.
  ArrayType type();

  /// An array that a step is closed over.
  ///
  /// @param array the value, known when the step is made
  record Residual(Array array) implements LinearOperand {
    @Override
    public ArrayType type() {
      return array.type();
    }
  }
}
