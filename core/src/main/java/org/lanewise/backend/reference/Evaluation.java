package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.backend.Backend;
import org.lanewise.backend.HostCall;
import org.lanewise.backend.StructuredExecutable;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.UnboundAxisException;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Evaluates one primitive: hands it to the kernels of its family.
final class Evaluation {
  private static final Backend BACKEND = new ReferenceBackend();

  private Evaluation() {}

  private static Strided[] array(List<Strided> operands) {
    return operands.toArray(Strided[]::new);
  }

  /// @param types the types of the results, as the type rules give them
  static List<Strided> evaluate(
      Primitive primitive, List<Strided> operands, List<ArrayType> types) {
    return switch (primitive) {
      case Elementwise elementwise ->
          List.of(ElementwiseKernels.evaluate(elementwise, operands, types.get(0)));
      case Shaping shaping -> List.of(ShapingKernels.evaluate(shaping, operands, types.get(0)));
      case Indexing indexing -> List.of(IndexingKernels.evaluate(indexing, operands, types.get(0)));
      case Reducing reducing ->
          List.of(ReducingKernels.evaluate(reducing, operands.get(0), types.get(0)));
      case Combining combining -> CombiningKernels.evaluate(combining, operands, types);
      case Windowing windowing ->
          List.of(WindowingKernels.evaluate(windowing, operands, types.get(0)));
      case Collective collective -> throw UnboundAxisException.evaluated(collective);
      case Structured structured ->
          List.of(StructuredExecutable.of(BACKEND, structured).execute(array(operands)));
      case Callback callback -> List.of(HostCall.of(callback).call(array(operands)));
    };
  }
}
