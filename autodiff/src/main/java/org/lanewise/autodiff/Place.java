package org.lanewise.autodiff;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// An operand of a step that is being transposed.
sealed interface Place {

  /// The type of the operand.
  ArrayType type();

  /// An array that the step is closed over.
  ///
  /// @param array the value
  record Constant(Array array) implements Place {
    @Override
    public ArrayType type() {
      return array.type();
    }
  }

  /// A linear operand whose cotangents are summed.
  ///
  /// @param accumulator the sum
  record Linear(Accumulator accumulator) implements Place {
    @Override
    public ArrayType type() {
      return accumulator.type();
    }
  }

  /// A linear operand that depends on no input: its cotangents are not computed.
  ///
  /// @param type the type of the operand
  record Unwanted(ArrayType type) implements Place {}

  /// Whether the operand is linear, wanted or not.
  default boolean isLinear() {
    return !(this instanceof Constant);
  }

  /// The array of a constant operand.
  default Array constant() {
    if (this instanceof Constant(Array array)) {
      return array;
    }
    throw new AssertionError("a linear operand has no value: " + type() + ". Please report this.");
  }

  /// Adds a cotangent, which is computed only where it is wanted.
  default void give(Supplier<Array> part) {
    if (this instanceof Linear(Accumulator accumulator)) {
      accumulator.add(part.get());
    }
  }

  /// Adds a cotangent of the operand's part only; see [Accumulator#addInto].
  default void giveInto(UnaryOperator<Array> adding) {
    if (this instanceof Linear(Accumulator accumulator)) {
      accumulator.addInto(adding);
    }
  }

  /// The sum so far of a linear operand that is wanted.
  default Array sum() {
    if (this instanceof Linear(Accumulator accumulator)) {
      return accumulator.sum();
    }
    throw new AssertionError("an operand has no sum: " + type() + ". Please report this.");
  }

  /// Replaces the sum of a linear operand; see [Accumulator#resume].
  default void resume(Array sum) {
    if (this instanceof Linear(Accumulator accumulator)) {
      accumulator.resume(sum);
    }
  }

  /// Whether nothing has been added yet.
  default boolean isFresh() {
    return this instanceof Linear(Accumulator accumulator) && accumulator.isZero();
  }
}
