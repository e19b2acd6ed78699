package org.lanewise.ir;

import java.util.List;
import org.lanewise.type.ArrayType;

/// The type rule of every primitive.
public final class TypeRules {
  private TypeRules() {}

  /// The types of a primitive's results for operands of the given types.
  ///
  /// @throws org.lanewise.type.ShapeException if shapes do not fit
  /// @throws org.lanewise.type.DTypeException if element types do not fit
  public static List<ArrayType> infer(Primitive primitive, List<ArrayType> operands) {
    throw new AssertionError("under construction: " + primitive + operands);
  }
}
