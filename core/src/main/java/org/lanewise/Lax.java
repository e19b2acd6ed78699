package org.lanewise;

import java.util.List;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// One method per primitive: applies it by the current interpreter, without promotion or
/// convenience. [Numpy] is the comfortable level above.
///
/// Every operation here works eagerly and under every transformation. Wrong operands are reported
/// by a `ShapeException` or `DTypeException` that names the operation, the types and the repair.
///
/// ```java
/// Array y = Lax.mul(Lax.sin(x), x);
/// ```
public final class Lax extends WindowingLax {
  private Lax() {}

  /// The general product of two arrays of one element type: see [DotGeneral].
  ///
  /// @param lhsContracting axes of `lhs` that are summed over
  /// @param rhsContracting the axes of `rhs` that belong to them
  /// @param lhsBatch axes of `lhs` that are batched
  /// @param rhsBatch the axes of `rhs` that belong to them
  public static Array dotGeneral(
      Array lhs,
      Array rhs,
      Axes lhsContracting,
      Axes rhsContracting,
      Axes lhsBatch,
      Axes rhsBatch) {
    return dotGeneral(
        lhs, rhs, new DotGeneral(lhsContracting, rhsContracting, lhsBatch, rhsBatch, lhs.dtype()));
  }

  /// The general product with all parameters given.
  public static Array dotGeneral(Array lhs, Array rhs, DotGeneral dot) {
    return CurrentInterpreter.bindOne(dot, List.of(lhs, rhs));
  }

  /// Sorts along one axis, stably and ascending; NaN comes last.
  public static Array sort(Array x, int dimension) {
    return sort(List.of(x), dimension, 1).get(0);
  }

  /// Sorts several operands of one shape together by the first `numKeys` of them, stably.
  public static List<Array> sort(List<Array> operands, int dimension, int numKeys) {
    int rank = operands.isEmpty() ? 0 : operands.get(0).rank();
    int axis = Axes.normalize("sort", dimension, rank);
    return CurrentInterpreter.bind(new Sort(axis, true, numKeys), List.copyOf(operands));
  }

  /// The k largest along one axis, largest first, and where they stand.
  ///
  /// NaN counts as the largest and −0 as smaller than +0; of equals those with the lower index come
  /// first. The derivative of the values goes to where they stood.
  ///
  /// ```java
  /// Lax.topK(Numpy.array(1f, 5f, 3f), 2, -1);     // [5, 3] and [1, 2]
  /// ```
  ///
  /// @param k how many, at most the size of the axis
  /// @param axis the axis; a negative one counts from the end
  /// @return the values, and their places as i32
  public static List<Array> topK(Array x, long k, int axis) {
    int a = Axes.normalize("top_k", axis, x.rank());
    return CurrentInterpreter.bind(new TopK(k, a), List.of(x));
  }

  /// Threefry-2x32 with 20 rounds: hashes the counter words (c0, c1) under the key words (k0, k1),
  /// all u32.
  ///
  /// @return the two words of the hash
  public static List<Array> threefry2x32(Array k0, Array k1, Array c0, Array c1) {
    return CurrentInterpreter.bind(new Threefry2x32(), List.of(k0, k1, c0, c1));
  }

  /// A strongly typed scalar of an element type from a Java number, which is rounded to the type.
  public static Array scalar(DType dtype, double value) {
    ArrayType type = new ArrayType(dtype, Shape.scalar());
    return new ConcreteArray(type, Transfer.scalar(dtype, ScalarBits.of(dtype, value)));
  }

  /// A strongly typed scalar of an element type from a Java integer, which wraps.
  public static Array scalar(DType dtype, long value) {
    ArrayType type = new ArrayType(dtype, Shape.scalar());
    return new ConcreteArray(type, Transfer.scalar(dtype, ScalarBits.of(dtype, value)));
  }

  /// An array filled with one number: a view of a scalar, which takes no memory.
  public static Array full(Shape shape, DType dtype, double value) {
    return broadcastInDim(scalar(dtype, value), shape, Axes.none());
  }

  /// Zeros of a type, weak if the type is.
  public static Array zeros(ArrayType type) {
    return convertElementType(full(type.shape(), type.dtype(), 0), type.dtype(), type.weak());
  }
}
