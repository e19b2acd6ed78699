package org.lanewise.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.type.ArrayType;

/// The parameters of [Windowing], as JAX prints them.
final class WindowParameters {
  private WindowParameters() {}

  static List<Parameter> of(Windowing primitive, List<ArrayType> operands) {
    return switch (primitive) {
      case Conv conv -> conv(conv, operands.get(0));
      case ReduceWindowSum(Window window) -> window(window);
      case ReduceWindow(_, Window window) -> window(window);
      case SelectAndGatherAdd(Select select, Window window) -> select(select, window, true);
      case SelectAndScatterAdd(Select select, Window window) -> {
        boolean isDilated = !window.baseDilation().all(1) || !window.windowDilation().all(1);
        yield select(select, window, isDilated);
      }
    };
  }

  /// JAX's preferred type is `None` where the result has the operands' type.
  private static List<Parameter> conv(Conv conv, ArrayType lhs) {
    ConvDimensions d = conv.dimensions();
    String numbers =
        "ConvDimensionNumbers(lhs_spec=%s, rhs_spec=%s, out_spec=%s)"
            .formatted(d.lhs(), d.rhs(), d.out());
    boolean isOwn = conv.preferred() == lhs.dtype();
    return Parameter.list(
        "batch_group_count",
        conv.batchGroups(),
        "dimension_numbers",
        numbers,
        "feature_group_count",
        conv.featureGroups(),
        "lhs_dilation",
        conv.lhsDilation(),
        "out_sharding",
        "None",
        "padding",
        padding(conv.low(), conv.high()),
        "precision",
        "None",
        "preferred_element_type",
        isOwn ? "None" : conv.preferred().longName(),
        "rhs_dilation",
        conv.rhsDilation(),
        "window_strides",
        conv.strides());
  }

  private static List<Parameter> window(Window window) {
    return Parameter.list(
        "base_dilation",
        window.baseDilation(),
        "padding",
        padding(window.low(), window.high()),
        "window_dilation",
        window.windowDilation(),
        "window_dimensions",
        window.sizes(),
        "window_strides",
        window.strides());
  }

  /// With what is chosen in its place in the alphabet; JAX's scatter has no dilation.
  private static List<Parameter> select(Select select, Window window, boolean isDilated) {
    List<Parameter> all = new ArrayList<>(window(window));
    all.add(2, new Parameter.Plain("select_prim", select.toString()));
    if (!isDilated) {
      all.removeIf(parameter -> parameter.name().endsWith("_dilation"));
    }
    return List.copyOf(all);
  }

  /// `((1, 1), (0, 2))`.
  private static String padding(Sizes low, Sizes high) {
    String pairs =
        IntStream.range(0, low.size())
            .mapToObj(axis -> "(" + low.get(axis) + ", " + high.get(axis) + ")")
            .collect(Collectors.joining(", "));
    return "(" + pairs + (low.size() == 1 ? ",)" : ")");
  }
}
