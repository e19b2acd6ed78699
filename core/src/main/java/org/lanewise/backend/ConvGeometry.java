package org.lanewise.backend;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.memory.Layout;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// A convolution in one form, whatever its dimension numbers and groups: `groups` ordinary ones
/// side by side, of views whose axes are
///
/// ```
/// array   (group, batch, samples…, input feature)      [#lhs]
/// filter  (group, taps…, input feature, output feature) [#rhs]
/// result  (group, batch, windows…, output feature)     [#out]
/// ```
///
/// so that `result[g, b, p, o] = Σⱼ Σᵢ array[g, b, sample(p, j), i] · filter[g, j, i, o]`, in the
/// order of [WindowOrder]. Nothing is copied: groups of features cut the feature axis, groups of
/// the batch the batch axis of the array, and both the feature axis of the result.
///
/// @param conv the primitive
/// @param axes the spatial axes
/// @param groups how many convolutions there are side by side
/// @param batch the batch of one of them
/// @param inputs the input features of one of them
/// @param outputs the output features of one of them
public record ConvGeometry(
    Conv conv, List<WindowAxis> axes, long groups, long batch, long inputs, long outputs) {

  /// The geometry for operands of these shapes, which the type rules accept.
  public static ConvGeometry of(Conv conv, Shape lhs, Shape rhs) {
    ConvDimensions dimensions = conv.dimensions();
    Window window = conv.window(rhs);
    long groups = conv.featureGroups() * conv.batchGroups(); // one of them is 1
    List<WindowAxis> axes =
        IntStream.range(0, dimensions.spatialRank())
            .mapToObj(i -> WindowAxis.of(window, i, lhs.get(dimensions.lhs().get(2 + i))))
            .toList();
    return new ConvGeometry(
        conv,
        axes,
        groups,
        lhs.get(dimensions.lhs().get(0)) / conv.batchGroups(),
        rhs.get(dimensions.rhs().get(1)),
        rhs.get(dimensions.rhs().get(0)) / groups);
  }

  /// The number of spatial axes.
  public int spatialRank() {
    return axes.size();
  }

  /// The windows of one sample of the batch.
  public Shape windows() {
    return Shape.of(axes.stream().mapToLong(WindowAxis::windows).toArray());
  }

  /// The taps of a window.
  public Shape taps() {
    return Shape.of(axes.stream().mapToLong(WindowAxis::taps).toArray());
  }

  /// Whether some axis has holes, so that windows differ in their taps.
  public boolean hasHoles() {
    return axes.stream().anyMatch(axis -> axis.hole() > 1);
  }

  /// The array as (group, batch, samples…, input feature).
  public Layout lhs(Layout layout) {
    Axes axes = conv.dimensions().lhs();
    int cut = conv.batchGroups() > 1 ? axes.get(0) : axes.get(1);
    return grouped(layout, cut, Axes.of(axes.get(0)), axes, Axes.of(axes.get(1)));
  }

  /// The filter as (group, taps…, input feature, output feature).
  public Layout rhs(Layout layout) {
    Axes axes = conv.dimensions().rhs();
    return grouped(layout, axes.get(0), Axes.none(), axes, Axes.of(axes.get(1), axes.get(0)));
  }

  /// The result as (group, batch, windows…, output feature).
  public Layout out(Layout layout) {
    Axes axes = conv.dimensions().out();
    return grouped(layout, axes.get(1), Axes.of(axes.get(0)), axes, Axes.of(axes.get(1)));
  }

  /// Cuts one axis into groups, which come first; then some axes, the spatial ones, some others.
  private Layout grouped(Layout layout, int cut, Axes before, Axes spec, Axes after) {
    Axes order = before.concat(ConvDimensions.spatial(spec)).concat(after);
    long size = layout.shape().get(cut) / groups;
    long[] sizes = new long[order.size() + 1];
    long[] strides = new long[sizes.length];
    long[] of = layout.strides();
    sizes[0] = groups;
    strides[0] = size * of[cut];
    for (int i = 0; i < order.size(); i++) {
      int axis = order.get(i);
      sizes[i + 1] = axis == cut ? size : layout.shape().get(axis);
      strides[i + 1] = of[axis];
    }
    return Layout.of(Shape.of(sizes), strides, layout.offset());
  }
}
