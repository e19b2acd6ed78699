package org.lanewise.vector.window;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;

/// The SIMD executables of folds of windows, and of what chooses one element of each.
public final class Windows {
  /// Windows with more taps are left to the reference backend.
  private static final double MOST_TAPS = 1 << 20;

  private Windows() {}

  /// The executable for windows of these operands, or nothing: for other primitives, and for what
  /// is left to the reference backend, such as extremes of unsigned integers of 32 and 64 bits.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    if (!(primitive instanceof Windowing windowing)) {
      return Optional.empty();
    }
    return switch (windowing) {
      case Windowing.ReduceWindowSum(Window window) ->
          fold(primitive, Slide.Op.SUM, window, operands);
      case Windowing.ReduceWindow(var op, Window window) ->
          fold(primitive, op(op), window, operands);
      case Windowing.SelectAndGatherAdd(var select, Window window) ->
          choose(primitive, select, false, window, operands);
      case Windowing.SelectAndScatterAdd(var select, Window window) ->
          choose(primitive, select, true, window, operands);
      case Windowing.Conv _ -> Optional.empty();
    };
  }

  /// Windows over arrays with holes are left to the reference backend: their phases would be taken
  /// one after the other, and what they add is to be added in the order of windows.
  private static Optional<Executable> choose(
      Primitive primitive,
      Windowing.Select select,
      boolean scatters,
      Window window,
      List<ArrayType> operands) {
    DType type = operands.get(1).dtype();
    boolean holes = !window.baseDilation().equals(Sizes.filled(window.rank(), 1));
    if (holes || isWideUnsigned(type) || !isSmall(window)) {
      return Optional.empty();
    }
    ArrayType result = TypeRules.infer(primitive, operands).get(0);
    Choice choice = new Choice(element(type), select);
    return Optional.of(new ChoiceExecutable(primitive, choice, scatters, window, operands, result));
  }

  /// Unsigned integers of which signed ones have another order.
  private static boolean isWideUnsigned(DType type) {
    return type.isUnsigned() && type.byteSize() >= 4;
  }

  /// Whether the taps of a window can be listed.
  private static boolean isSmall(Window window) {
    double taps = 1;
    for (int axis = 0; axis < window.rank(); axis++) {
      taps *= (double) window.sizes().get(axis);
    }
    return taps <= MOST_TAPS;
  }

  private static Optional<Executable> fold(
      Primitive primitive, Slide.Op op, Window window, List<ArrayType> operands) {
    ArrayType operand = operands.get(0);
    DType type = operand.dtype();
    boolean extreme = op == Slide.Op.MAX || op == Slide.Op.MIN;
    if ((extreme && isWideUnsigned(type)) || !isSmall(window)) {
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
