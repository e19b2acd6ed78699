package org.lanewise.vmap;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Convolutions and folds of windows. The order of a sum depends on the window and the features of
/// a group alone, so each lane keeps its bits.
final class WindowingBatching {
  private WindowingBatching() {}

  static Lanes apply(Windowing primitive, List<Lanes> x, long lanes) {
    return switch (primitive) {
      case Conv conv -> conv(conv, x.get(0), x.get(1), lanes);
      // windows of one lane each
      case ReduceWindowSum(Window window) -> {
        Lanes operand = x.get(0);
        yield along(new ReduceWindowSum(window.inserted(operand.axis())), x, operand.axis(), lanes);
      }
      case ReduceWindow(ReduceWindow.Op op, Window window) -> {
        Lanes operand = x.get(0);
        yield along(
            new ReduceWindow(op, window.inserted(operand.axis())), x, operand.axis(), lanes);
      }
      case SelectAndGatherAdd(var select, Window window) -> {
        int axis = firstAxis(x);
        yield along(new SelectAndGatherAdd(select, window.inserted(axis)), x, axis, lanes);
      }
      case SelectAndScatterAdd(var select, Window window) -> {
        int axis = firstAxis(x);
        yield along(new SelectAndScatterAdd(select, window.inserted(axis)), x, axis, lanes);
      }
    };
  }

  private static int firstAxis(List<Lanes> x) {
    return x.get(0).isMapped() ? x.get(0).axis() : x.get(1).axis();
  }

  private static Lanes along(Windowing wider, List<Lanes> x, int axis, long lanes) {
    List<Array> operands = x.stream().map(operand -> operand.at(axis, lanes)).toList();
    return new Lanes(CurrentInterpreter.bindOne(wider, operands), axis);
  }

  /// Lanes of both operands are groups, of features or of the batch, as those that the convolution
  /// has already; lanes of the array are more of its batch; lanes of the filter are more output
  /// features. Groups come before lanes in the axis that both share, since their number stays.
  private static Lanes conv(Conv conv, Lanes lhs, Lanes rhs, long lanes) {
    ConvDimensions d = conv.dimensions();
    int batch = d.lhs().get(0);
    int feature = d.lhs().get(1);
    int outputs = d.rhs().get(0);
    long groups = conv.featureGroups() * conv.batchGroups();
    if (lhs.isMapped() && rhs.isMapped()) {
      if (lanes == 0) {
        return none(conv, lhs, rhs);
      }
      boolean ofBatch = conv.batchGroups() > 1;
      Array result =
          Lax.convGeneralDilated(
              joined(lhs, ofBatch ? batch : feature, 1),
              joined(rhs, outputs, 1),
              grouped(conv, ofBatch ? 1 : lanes, ofBatch ? lanes : 1));
      return split(result, d.out().get(1), 1, lanes);
    }
    if (lhs.isMapped()) {
      Array array = joined(lhs, batch, conv.batchGroups());
      Array result = Lax.convGeneralDilated(array, rhs.array(), conv);
      return split(result, d.out().get(0), 1, lanes);
    }
    Array filter = joined(rhs, outputs, groups);
    Array result = Lax.convGeneralDilated(lhs.array(), filter, conv);
    return split(result, d.out().get(1), groups, lanes);
  }

  private static Conv grouped(Conv conv, long features, long batches) {
    return new Conv(
        conv.dimensions(),
        conv.strides(),
        conv.low(),
        conv.high(),
        conv.lhsDilation(),
        conv.rhsDilation(),
        conv.featureGroups() * features,
        conv.batchGroups() * batches,
        conv.preferred());
  }

  /// The result of no lanes.
  private static Lanes none(Conv conv, Lanes lhs, Lanes rhs) {
    ArrayType type = TypeRules.infer(conv, List.of(lhs.type(), rhs.type())).get(0);
    return new Lanes(Lax.zeros(type.withShape(type.shape().insert(0, 0))), 0);
  }

  /// An axis of one lane, of g·n elements, as (g, lane, n) in one axis.
  private static Array joined(Lanes x, int axis, long groups) {
    Array moved = x.moved(axis);
    Shape shape = moved.shape();
    long lanes = shape.get(axis);
    long size = shape.get(axis + 1) / groups;
    Array array = moved;
    if (groups > 1) {
      Shape cut = shape.with(axis + 1, groups).insert(axis + 2, size);
      array = Lax.transpose(Lax.reshape(moved, cut), swapped(cut.rank(), axis));
    }
    return Lax.reshape(array, shape.without(Axes.of(axis)).with(axis, lanes * groups * size));
  }

  /// An axis of (g, lane, n) elements as one of lanes and one of g·n elements.
  private static Lanes split(Array x, int axis, long groups, long lanes) {
    long all = x.shape().get(axis);
    long size = lanes == 0 ? 0 : all / lanes / groups;
    Shape cut = x.shape().with(axis, groups).insert(axis + 1, lanes).insert(axis + 2, size);
    Array array = Lax.reshape(x, cut);
    array = groups == 1 ? array : Lax.transpose(array, swapped(cut.rank(), axis));
    Shape shape = x.shape().with(axis, lanes).insert(axis + 1, groups * size);
    return new Lanes(Lax.reshape(array, shape), axis);
  }

  /// The order of axes in which one and the next change places.
  private static Axes swapped(int rank, int axis) {
    return Axes.range(rank).map(i -> i == axis ? axis + 1 : i == axis + 1 ? axis : i);
  }
}
