package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.UnboundAxisException;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Evaluates one primitive: hands it to the kernels of its family.
final class Evaluation {
  private Evaluation() {}

  /// @param types the types of the results, as the type rules give them
  static List<Strided> evaluate(
      Primitive primitive, List<Strided> operands, List<ArrayType> types) {
    ArrayType type = types.get(0);
    return switch (primitive) {
      case Elementwise elementwise ->
          List.of(ElementwiseKernels.evaluate(elementwise, operands, type));
      case Shaping shaping -> List.of(ShapingKernels.evaluate(shaping, operands, type));
      case Indexing indexing -> List.of(IndexingKernels.evaluate(indexing, operands, type));
      case Reducing reducing -> List.of(ReducingKernels.evaluate(reducing, operands.get(0), type));
      case Combining combining -> CombiningKernels.evaluate(combining, operands, types);
      case Collective collective -> throw UnboundAxisException.evaluated(collective);
    };
  }
}
