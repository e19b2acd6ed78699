package org.lanewise.ir;

import java.util.List;
import org.lanewise.type.ArrayType;

/// The type rule of every primitive: operand types in, result types out, or an error that says what
/// does not fit.
///
/// One class per family of the hierarchy holds the rules; each is an exhaustive `switch`. Weakness
/// follows JAX: a result is weak if all operands that carry values into it are, so that arithmetic
/// among literals stays weak; what only moves elements keeps the operand's weakness; truth values
/// and indices are strong.
///
/// ```java
/// TypeRules.infer(new Elementwise.Add(), List.of(f32x3, f32x3));   // [f32[3]]
/// ```
public final class TypeRules {
  private TypeRules() {}

  /// The types of a primitive's results for operands of the given types.
  ///
  /// @param primitive what is applied
  /// @param operands the types of the operands
  /// @return one type per result: two for `threefry2x32` and `top_k`, one per operand for `sort`,
  ///   those of its programs for a structured one, else one
  /// @throws org.lanewise.type.ShapeException if shapes, axes or sizes do not fit
  /// @throws org.lanewise.type.DTypeException if element types do not fit, or are complex
  /// @throws IllegalArgumentException if the number of operands is wrong
  public static List<ArrayType> infer(Primitive primitive, List<ArrayType> operands) {
    Operands checked = Operands.of(primitive, operands);
    return switch (primitive) {
      case Elementwise elementwise -> List.of(ElementwiseTypes.infer(elementwise, checked));
      case Shaping shaping -> List.of(ShapingTypes.infer(shaping, checked));
      case Indexing indexing -> List.of(IndexingTypes.infer(indexing, checked));
      case Reducing reducing -> List.of(ReducingTypes.infer(reducing, checked));
      case Combining combining -> CombiningTypes.infer(combining, checked);
      case Windowing windowing -> List.of(WindowingTypes.infer(windowing, checked));
      case Collective collective -> List.of(CollectiveTypes.infer(collective, checked));
      case Structured structured -> StructuredTypes.infer(structured, checked);
      case Callback callback -> callback.results();
    };
  }
}
