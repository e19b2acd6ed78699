package org.lanewise.vector.window;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;

/// The SIMD executables of folds of windows.
public final class Windows {
  private Windows() {}

  /// The executable of a fold of windows of this operand, or nothing: for other primitives, and for
  /// extremes of unsigned integers of 32 and 64 bits, which are left to the reference backend.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    if (!(primitive instanceof Windowing windowing)) {
      return Optional.empty();
    }
    return switch (windowing) {
      case Windowing.ReduceWindowSum(Window window) -> fold(windowing, Slide.Op.SUM, window, operands);
      case Windowing.ReduceWindow(var op, Window window) ->
          fold(windowing, op(op), window, operands);
      case Windowing.Conv _, Windowing.SelectAndGatherAdd _, Windowing.SelectAndScatterAdd _ ->
          Optional.empty();
    };
  }

  private static Optional<Executable> fold(
      Windowing primitive, Slide.Op op, Window window, List<ArrayType> operands) {
    ArrayType operand = operands.get(0);
    DType type = operand.dtype();
    boolean extreme = op == Slide.Op.MAX || op == Slide.Op.MIN;
    if (extreme && type.isUnsigned() && type.byteSize() >= 4) {
      return Optional.empty();
    }
    ArrayType result = TypeRules.infer(primitive, operands).get(0);
    Slide slide = new Slide(element(type), op);
    return Optional.of(new WindowExecutable(primitive, slide, window, operand, result));
  }

  private static Slide.Op op(Windowing.ReduceWindow.Op op) {
    return switch (op) {
      case PROD -> Slide.Op.PROD;
      case MAX -> Slide.Op.MAX;
      case MIN -> Slide.Op.MIN;
      case AND -> Slide.Op.AND;
      case OR -> Slide.Op.OR;
    };
  }

  private static Element element(DType dtype) {
    return switch (dtype) {
      case BOOL, INT8, INT16, INT32, UINT8, UINT16, UINT32 -> Element.INT;
      case INT64, UINT64 -> Element.LONG;
      case FLOAT16, BFLOAT16, FLOAT32 -> Element.FLOAT;
      case FLOAT64 -> Element.DOUBLE;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("no windows of type " + dtype);
    };
  }
}
