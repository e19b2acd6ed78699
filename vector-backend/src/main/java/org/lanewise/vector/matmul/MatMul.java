package org.lanewise.vector.matmul;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Primitive;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The SIMD executables of `dot_general`.
public final class MatMul {
  private MatMul() {}

  /// The executable of a `dot_general` of these operands, or nothing: for other primitives, and for
  /// element types that are left to the reference backend.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    return primitive instanceof Combining.DotGeneral dot && isSupported(dot, operands)
        ? Optional.of(new DotExecutable(DotSizes.of(dot, operands)))
        : Optional.empty();
  }

  /// Operands have the type of the result, or are narrow floating numbers that are not rounded at the end.
  private static boolean isSupported(Combining.DotGeneral dot, List<ArrayType> operands) {
    DType left = operands.get(0).dtype();
    DType right = operands.get(1).dtype();
    return left == right
        && (left.isInteger() || left.isFloating())
        && (left == dot.preferred() || left.computeType() == dot.preferred());
  }
}
