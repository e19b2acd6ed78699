package org.lanewise.vector.matmul;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Primitive;
import org.lanewise.type.ArrayType;

/// The SIMD executables of `dot_general`.
public final class MatMul {
  private MatMul() {}

  /// The executable of a `dot_general` of these operands, or nothing for other primitives.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    return primitive instanceof Combining.DotGeneral dot
        ? Optional.of(new DotExecutable(dot, operands))
        : Optional.empty();
  }
}
