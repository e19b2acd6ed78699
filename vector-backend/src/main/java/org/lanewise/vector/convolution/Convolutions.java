package org.lanewise.vector.convolution;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Windowing;
import org.lanewise.type.ArrayType;

/// The SIMD executables of convolutions.
public final class Convolutions {
  private Convolutions() {}

  /// The executable of a convolution of these operands, or nothing for other primitives.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    return primitive instanceof Windowing.Conv conv
        ? Optional.of(new ConvExecutable(conv, operands, TypeRules.infer(conv, operands).get(0)))
        : Optional.empty();
  }
}
