package org.lanewise.autodiff;

import java.util.Arrays;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The transpositions of convolutions and of sums of windows: convolutions and sums of windows of
/// the cotangent, in which strides and the dilation of the array have changed places.
///
/// Along a spatial axis let L, K and P be the extents of the dilated array, the dilated filter and
/// the cotangent dilated by the strides, and low the padding before. The array's cotangent needs K
/// − 1 − low places before the cotangent and L − P + low after it: then window p of the one reads
/// from where window p of the other wrote. (The rules are those of JAX.)
final class ConvTranspose {
  private ConvTranspose() {}

  /// ct ∗ the reversed filter for the array, or x ∗ ct for the filter.
  static void transpose(Conv conv, Array ct, Place array, Place filter) {
    if (array.isLinear()) {
      array.give(() -> ofArray(conv, ct, array.type(), filter.constant()));
    } else {
      filter.give(() -> ofFilter(conv, ct, filter.type(), array.constant()));
    }
  }

  /// Σₒ Σₚ ct[b, o, p] · w[o, i, j] wherever tap j of window p reads the sample: the filter's
  /// features change places, group by group, and groups of the batch become groups of features.
  private static Array ofArray(Conv conv, Array ct, ArrayType type, Array filter) {
    ConvDimensions d = conv.dimensions();
    long groups = conv.featureGroups() * conv.batchGroups();
    Axes spatial = ConvDimensions.spatial(d.rhs());
    Array weights = Lax.convertElementType(filter, ct.dtype());
    weights = moved(weights, d.rhs().get(0), d.rhs().get(1), groups);
    Sizes low = conv.low();
    Sizes high = conv.high();
    for (int i = 0; i < spatial.size(); i++) {
      long padding = conv.low().get(i);
      long dilated = Window.extent(type.shape().get(d.lhs().get(2 + i)), conv.lhsDilation().get(i));
      long window = Window.extent(filter.shape().get(spatial.get(i)), conv.rhsDilation().get(i));
      long windows = Window.extent(ct.shape().get(d.out().get(2 + i)), conv.strides().get(i));
      low = low.with(i, window - 1 - padding);
      high = high.with(i, dilated - windows + padding);
    }
    Conv back =
        new Conv(
            new ConvDimensions(d.out(), swapped(d.rhs()), d.lhs()),
            conv.lhsDilation(),
            low,
            high,
            conv.strides(),
            conv.rhsDilation(),
            groups,
            1,
            ct.dtype());
    Array result = Lax.convGeneralDilated(ct, Lax.rev(weights, spatial), back);
    result = moved(result, d.lhs().get(1), d.lhs().get(0), conv.batchGroups());
    return Lax.convertElementType(result, type.dtype(), type.weak());
  }

  /// Σ_b Σₚ x[b, i, t(p, j)] · ct[b, o, p]: the batch is summed over as features are elsewhere, and
  /// the two kinds of groups change places.
  private static Array ofFilter(Conv conv, Array ct, ArrayType type, Array array) {
    if (ct.size() == 0) {
      return Lax.zeros(type);
    }
    ConvDimensions d = conv.dimensions();
    Sizes high = conv.high();
    for (int i = 0; i < d.spatialRank(); i++) {
      long dilated =
          Window.extent(array.shape().get(d.lhs().get(2 + i)), conv.lhsDilation().get(i));
      long window = Window.extent(type.shape().get(d.rhs().get(2 + i)), conv.rhsDilation().get(i));
      long windows = Window.extent(ct.shape().get(d.out().get(2 + i)), conv.strides().get(i));
      high = high.with(i, windows - dilated + window - conv.low().get(i) - 1);
    }
    Conv back =
        new Conv(
            new ConvDimensions(swapped(d.lhs()), swapped(d.out()), swapped(d.rhs())),
            conv.rhsDilation(),
            conv.low(),
            high,
            conv.lhsDilation(),
            conv.strides(),
            conv.batchGroups(),
            conv.featureGroups(),
            ct.dtype());
    Array result = Lax.convGeneralDilated(Lax.convertElementType(array, ct.dtype()), ct, back);
    return Lax.convertElementType(result, type.dtype(), type.weak());
  }

  /// For each sample the sum of `ct` over the windows that have it.
  static Array sum(Window window, Array ct, Shape shape) {
    long[] low = new long[shape.rank()];
    long[] high = new long[shape.rank()];
    for (int i = 0; i < low.length; i++) {
      long dilated = Window.extent(shape.get(i), window.baseDilation().get(i));
      long windows = Window.extent(ct.shape().get(i), window.strides().get(i));
      low[i] =
          Window.extent(window.sizes().get(i), window.windowDilation().get(i))
              - 1
              - window.low().get(i);
      high[i] = dilated - windows + window.low().get(i);
    }
    Window back =
        new Window(
            window.sizes(),
            window.baseDilation(),
            Sizes.of(low),
            Sizes.of(high),
            window.strides(),
            window.windowDilation());
    return Lax.reduceWindowSum(ct, back);
  }

  /// The first two axes in the other order.
  private static Axes swapped(Axes axes) {
    return Axes.of(axes.get(1), axes.get(0)).concat(ConvDimensions.spatial(axes));
  }

  /// Cuts one axis into groups, which become the outer part of another axis.
  private static Array moved(Array x, int from, int to, long groups) {
    if (groups == 1) {
      return x;
    }
    Shape shape = x.shape();
    long size = shape.get(from) / groups;
    Array cut = Lax.reshape(x, shape.with(from, size).insert(from, groups));
    int rank = shape.rank() + 1;
    int target = to > from ? to + 1 : to; // the other axis in the cut array
    Axes order = Axes.of(from).complement(rank);
    int place = order.indexOf(target);
    Axes before = Axes.of(Arrays.copyOf(order.toArray(), place));
    Axes after = Axes.of(Arrays.copyOfRange(order.toArray(), place, order.size()));
    Array placed = Lax.transpose(cut, before.concat(Axes.of(from)).concat(after));
    return Lax.reshape(placed, shape.with(from, size).with(to, shape.get(to) * groups));
  }
}
