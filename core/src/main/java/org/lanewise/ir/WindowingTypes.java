package org.lanewise.ir;

import static org.lanewise.ir.Operands.ANY;
import static org.lanewise.ir.Operands.INTEGER_OR_BOOL;
import static org.lanewise.ir.Operands.NUMBER;

import java.util.function.Predicate;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The type rules of [Windowing]: windowed axes get one element for each window.
final class WindowingTypes {
  private static final String NUMBER_TYPE = "an integer or floating type";

  private WindowingTypes() {}

  static ArrayType infer(Windowing primitive, Operands operands) {
    return switch (primitive) {
      case Conv conv -> conv(conv, operands);
      case ReduceWindowSum(Window window) -> fold(window, NUMBER, NUMBER_TYPE, operands);
      case ReduceWindow(ReduceWindow.Op op, Window window) -> fold(op, window, operands);
      case SelectAndGatherAdd(_, Window window) -> gather(window, operands);
      case SelectAndScatterAdd(_, Window window) -> scatter(window, operands);
    };
  }

  private static ArrayType fold(
      Window window, Predicate<DType> accepted, String kind, Operands operands) {
    operands.requireCount(1);
    operands.requireKind(0, accepted, kind);
    ArrayType operand = operands.get(0);
    requireWindow(window, operand, operands);
    return operand.withShape(window.counts(operand.shape()));
  }

  /// Folds of bits are strong, as in JAX.
  private static ArrayType fold(ReduceWindow.Op op, Window window, Operands operands) {
    return switch (op) {
      case PROD -> fold(window, NUMBER, NUMBER_TYPE, operands);
      case MAX, MIN -> fold(window, ANY, "any type", operands);
      case AND, OR ->
          fold(window, INTEGER_OR_BOOL, "an integer type or bool", operands).withWeak(false);
    };
  }

  private static ArrayType gather(Window window, Operands operands) {
    requireTwoNumbers(operands);
    requireWindow(window, operands.get(1), operands);
    if (!operands.shape(0).equals(operands.shape(1))) {
      throw operands.error(
          "both operands must have one shape, but %s and %s differ. Give one value for each element"
              + " that may be chosen.",
          operands.describe(0), operands.describe(1));
    }
    return operands.get(0).withShape(window.counts(operands.shape(1)));
  }

  private static ArrayType scatter(Window window, Operands operands) {
    requireTwoNumbers(operands);
    requireWindow(window, operands.get(1), operands);
    Shape counts = window.counts(operands.shape(1));
    if (!operands.shape(0).equals(counts)) {
      throw operands.error(
          "the first operand must have one element for each window of the second, but %s is not of"
              + " shape %s, that of the windows of %s. Give one value for each window.",
          operands.describe(0), counts, operands.describe(1));
    }
    return operands.get(0).withShape(operands.shape(1));
  }

  private static void requireTwoNumbers(Operands operands) {
    operands.requireCount(2);
    operands.requireKind(0, NUMBER, NUMBER_TYPE);
    operands.requireSameDType(0, 1);
  }

  /// One positive size, stride and dilation, and two paddings, for each axis.
  private static void requireWindow(Window window, ArrayType operand, Operands operands) {
    if (!window.hasRank(operand.rank())) {
      throw operands.error(
          "there must be one window size, stride, low and high padding, base and window dilation for"
              + " each axis, but operand %s has rank %d and the window is %s. Use sizes of 1 for axes"
              + " without windows.",
          operand, operand.rank(), window);
    }
    requirePositive("window_dimensions", window.sizes(), operands);
    requirePositive("window_strides", window.strides(), operands);
    requirePositive("base_dilation", window.baseDilation(), operands);
    requirePositive("window_dilation", window.windowDilation(), operands);
  }

  private static void requirePositive(String what, Sizes sizes, Operands operands) {
    for (int axis = 0; axis < sizes.size(); axis++) {
      if (sizes.get(axis) < 1) {
        throw operands.error(
            "%s must be at least 1, got %s. Give a positive number for axis %d.",
            what, sizes, axis);
      }
    }
  }

  private static ArrayType conv(Conv conv, Operands operands) {
    operands.requireCount(2);
    operands.requireKind(0, NUMBER, NUMBER_TYPE);
    operands.requireKind(1, NUMBER, NUMBER_TYPE);
    operands.requirePreferred(conv.preferred());
    requireDimensions(conv, operands);
    Shape lhs = operands.shape(0).select(conv.dimensions().lhs());
    Shape rhs = operands.shape(1).select(conv.dimensions().rhs());
    requireGroups(conv, lhs, rhs, operands);
    Axes spatial = Axes.range(2, lhs.rank());
    Shape shape =
        Shape.of(lhs.get(0) / conv.batchGroups(), rhs.get(0))
            .concat(conv.window(operands.shape(1)).counts(lhs.select(spatial)));
    Axes places = conv.dimensions().out().inverse();
    return new ArrayType(conv.preferred(), shape.select(places), operands.allWeak(0));
  }

  private static void requireDimensions(Conv conv, Operands operands) {
    ConvDimensions dimensions = conv.dimensions();
    int rank = dimensions.lhs().size();
    requirePermutation("lhs", dimensions.lhs(), operands.get(0).rank(), operands);
    requirePermutation("rhs", dimensions.rhs(), operands.get(1).rank(), operands);
    requirePermutation("out", dimensions.out(), rank, operands);
    if (rank < 2 || rank != dimensions.rhs().size()) {
      throw operands.error(
          "lhs and rhs must have one rank, at least 2: batch, feature and spatial axes; but lhs is %s"
              + " and rhs %s. Add axes with `expandDims`.",
          operands.get(0), operands.get(1));
    }
    requireSpatial("window_strides", conv.strides(), rank - 2, operands);
    requireSpatial("padding", conv.low(), rank - 2, operands);
    requireSpatial("padding", conv.high(), rank - 2, operands);
    requireSpatial("lhs_dilation", conv.lhsDilation(), rank - 2, operands);
    requireSpatial("rhs_dilation", conv.rhsDilation(), rank - 2, operands);
    requirePositive("window_strides", conv.strides(), operands);
    requirePositive("lhs_dilation", conv.lhsDilation(), operands);
    requirePositive("rhs_dilation", conv.rhsDilation(), operands);
  }

  private static void requirePermutation(String what, Axes axes, int rank, Operands operands) {
    operands.requireAxes(what + " dimension numbers", axes, rank);
    if (axes.size() != rank) {
      throw operands.error(
          "%s dimension numbers must name every axis once, but they are %s and %s has rank %d. Name"
              + " batch, feature and all spatial axes.",
          what, axes, what, rank);
    }
  }

  private static void requireSpatial(String what, Sizes sizes, int rank, Operands operands) {
    if (sizes.size() != rank) {
      throw operands.error(
          "%s must have one entry for each of the %d spatial axes of lhs %s, got %s. Give %d.",
          what, rank, operands.get(0), sizes, rank);
    }
  }

  /// @param lhs batch, feature, spatial sizes
  /// @param rhs output feature, input feature, spatial sizes
  private static void requireGroups(Conv conv, Shape lhs, Shape rhs, Operands operands) {
    long features = conv.featureGroups();
    long batches = conv.batchGroups();
    if (features < 1 || batches < 1 || features > 1 && batches > 1) {
      throw operands.error(
          "feature_group_count and batch_group_count must be at least 1 and one of them 1, got %d and"
              + " %d. Use groups of one kind.",
          features, batches);
    }
    if (lhs.get(1) != rhs.get(1) * features) {
      throw operands.error(
          "lhs must have as many features as rhs has input features times feature_group_count, but"
              + " lhs %s has %d and rhs %s has %d times %d. Check the dimension numbers, or the"
              + " number of groups.",
          operands.get(0), lhs.get(1), operands.get(1), rhs.get(1), features);
    }
    long groups = Math.max(features, batches);
    if (rhs.get(0) % groups != 0) {
      throw operands.error(
          "the output features of rhs must be a multiple of the number of groups, but rhs %s has %d"
              + " for %d groups. Give each group equally many.",
          operands.get(1), rhs.get(0), groups);
    }
    if (lhs.get(0) % batches != 0) {
      throw operands.error(
          "the batch of lhs must be a multiple of batch_group_count, but lhs %s has %d for %d groups."
              + " Give each group equally many.",
          operands.get(0), lhs.get(0), batches);
    }
  }
}
