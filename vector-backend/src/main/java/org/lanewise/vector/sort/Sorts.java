package org.lanewise.vector.sort;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Primitive;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The executables of `sort` and `top_k`.
public final class Sorts {
  /// Longer rows are left to the reference backend: work arrays are Java arrays.
  private static final long LONGEST = 1 << 28;

  private Sorts() {}

  /// The executable of a sort of these operands, or nothing: for other primitives, several keys and
  /// rare types.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    if (primitive instanceof Combining.TopK top) {
      boolean fits = operands.get(0).shape().get(top.axis()) <= LONGEST;
      return fits ? Optional.of(new TopExecutable(top, operands.get(0))) : Optional.empty();
    }
    if (!(primitive instanceof Combining.Sort sort)) {
      return Optional.empty();
    }
    ArrayType key = operands.get(0);
    boolean fits =
        sort.numKeys() == 1 && hasKeys(key.dtype()) && key.shape().get(sort.dimension()) <= LONGEST;
    return fits ? Optional.of(new SortExecutable(sort.dimension())) : Optional.empty();
  }

  private static boolean hasKeys(DType dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT64, INT32, UINT32, INT64, UINT64 -> true;
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 -> false;
    };
  }
}
