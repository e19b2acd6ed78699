package org.lanewise.vector.fusion;

import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Shaping;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.Vectorization;
import org.lanewise.vector.reduce.Fold;

/// A step of a lowered program that computes something.
sealed interface Operation {

  /// What is read.
  List<Value> operands();

  /// What is computed, all of one shape.
  List<Value> results();

  /// Whether it must happen although nobody reads its results, in the order of the program.
  default boolean hasEffect() {
    return false;
  }

  /// An elementwise primitive, which can share a loop with others.
  ///
  /// @param primitive what is computed
  /// @param operands sizes are those of the results, or 1, or operands are scalars
  /// @param results one, or two of `threefry2x32`
  /// @param cost what it costs in a vector loop
  record Map(Primitive primitive, List<Value> operands, List<Value> results, Vectorization cost)
      implements Operation {
    /// The shape that the operands are repeated to.
    Shape shape() {
      return results.get(0).type().shape();
    }

    /// Whether it is the number of the element, which only a loop of one axis knows.
    boolean counts() {
      return primitive instanceof Shaping.Iota;
    }
  }

  /// A fold of the last axes of a row-major value: of rows of `n` elements.
  ///
  /// @param primitive the fold of axis 1 of a matrix of rows
  /// @param fold the kernel
  /// @param operand the rows, from end to end
  /// @param result one element for each row
  /// @param n the elements of a row, at least 1
  record RowFold(Primitive primitive, Fold fold, Value operand, Value result, long n)
      implements Operation {
    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public List<Value> results() {
      return List.of(result);
    }

    /// How many rows there are.
    long rows() {
      return result.type().size();
    }
  }

  /// Anything else: a kernel of its own.
  ///
  /// @param primitive what is computed
  /// @param executable how
  record Call(Primitive primitive, Executable executable, List<Value> operands, List<Value> results)
      implements Operation {
    @Override
    public boolean hasEffect() {
      return Effects.has(primitive);
    }
  }
}
