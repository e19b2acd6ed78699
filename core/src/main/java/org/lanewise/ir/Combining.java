package org.lanewise.ir;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Primitives that bring many elements together: products of matrices, sorting, random bits.
public sealed interface Combining extends Primitive {

  /// The general product of two arrays: sums over contracting axes for each combination of batch
  /// axes and of free axes. The result has the batch axes, then the free axes of the left operand,
  /// then those of the right one.
  ///
  /// The order of the sum is part of the definition: see `org.lanewise.backend.DotOrder`.
  ///
  /// @param lhsContracting axes of the left operand that are summed over
  /// @param rhsContracting the axes of the right operand that belong to them
  /// @param lhsBatch axes of the left operand that are batched
  /// @param rhsBatch the axes of the right operand that belong to them
  /// @param preferred the element type of the result
  record DotGeneral(
      Axes lhsContracting, Axes rhsContracting, Axes lhsBatch, Axes rhsBatch, DType preferred)
      implements Combining, Transposable {
    @Override
    public String name() {
      return "dot_general";
    }
  }

  /// Sorts along one axis, several operands together: the first `numKeys` operands are compared one
  /// after the other, all operands are permuted alike. NaN comes last, −0 and +0 are equal.
  ///
  /// @param dimension the axis
  /// @param isStable whether equal keys keep their order; sorting is stable in any case
  /// @param numKeys how many operands are keys
  record Sort(int dimension, boolean isStable, int numKeys) implements Combining {
    @Override
    public String name() {
      return "sort";
    }
  }

  /// The k largest along one axis, largest first, and where they stand, as i32. NaN counts as the
  /// largest and −0 as smaller than +0; of equals those with the lower index come first.
  ///
  /// @param k how many
  /// @param axis the axis
  record TopK(long k, int axis) implements Combining {
    @Override
    public String name() {
      return "top_k";
    }
  }

  /// Threefry-2x32 with 20 rounds. Operands: two key words and two counter words, u32, broadcast
  /// like elementwise operands; two results of the common shape. (Salmon et al., "Parallel random
  /// numbers: as easy as 1, 2, 3", SC 2011.)
  record Threefry2x32() implements Combining {
    @Override
    public String name() {
      return "threefry2x32";
    }
  }
}
