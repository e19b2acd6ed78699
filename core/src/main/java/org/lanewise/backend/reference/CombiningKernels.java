package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.ir.Combining;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Evaluates [Combining].
final class CombiningKernels {
  private CombiningKernels() {}

  static List<Strided> evaluate(
      Combining primitive, List<Strided> operands, List<ArrayType> types) {
    return switch (primitive) {
      case Combining.DotGeneral dot ->
          List.of(DotKernels.dot(dot, operands.get(0), operands.get(1), types.get(0)));
      case Combining.Sort(int dimension, _, int numKeys) ->
          SortKernel.sort(dimension, numKeys, operands);
      case Combining.TopK(_, int axis) -> TopKKernel.topK(axis, operands.get(0), types);
      case Combining.Threefry2x32 _ -> ThreefryKernel.threefry(operands, types.get(0));
    };
  }
}
