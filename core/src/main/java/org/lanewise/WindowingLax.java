package org.lanewise;

import java.util.List;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;

/// The part of [Lax] that computes something of each window that slides over an array.
abstract sealed class WindowingLax extends ReducingLax permits Lax {
  WindowingLax() {}

  /// The convolution of an array with a filter, as neural networks have it: the filter is not
  /// reversed.
  ///
  /// With windows p and taps j along the spatial axes,
  ///
  /// ```
  /// y[b, o, p] = Σⱼ Σᵢ x[b, i, p·stride − low + j·rhsDilation] · w[o, i, j]
  /// ```
  ///
  /// where padding is 0; see [Conv] for dilated arrays and for groups.
  ///
  /// ```java
  /// ConvOptions images = ConvOptions.of("NHWC", "HWIO", "NHWC").withPadding(Padding.same());
  /// Lax.convGeneralDilated(x, w, images);   // f32[8,56,56,3] and f32[3,3,3,64]: f32[8,56,56,64]
  /// ```
  ///
  /// @param lhs the array: batch, feature and any number of spatial axes
  /// @param rhs the filter, of the element type of the array: output feature, input feature and
  ///   spatial axes
  /// @param options which axis is which, strides, padding, dilations, groups
  /// @throws org.lanewise.type.ShapeException if axes, features or groups do not fit
  /// @throws org.lanewise.type.DTypeException if element types differ or are no numbers
  public static Array convGeneralDilated(Array lhs, Array rhs, ConvOptions options) {
    return convGeneralDilated(lhs, rhs, Convolutions.of(lhs, rhs, options));
  }

  /// The convolution of arrays with features first (`NCHW`, `OIHW`): batch, features, then spatial
  /// axes.
  ///
  /// @param strides how far neighbouring windows lie apart, by spatial axis
  public static Array conv(Array lhs, Array rhs, long[] strides, Padding padding) {
    int spatial = Math.max(0, lhs.rank() - 2);
    ConvOptions options =
        ConvOptions.of(ConvDimensions.featuresFirst(spatial))
            .withStrides(strides)
            .withPadding(padding);
    return convGeneralDilated(lhs, rhs, options);
  }

  /// The transposed convolution: samples are put `strides` apart, then convolved at every place.
  ///
  /// n samples become n·stride with [Padding#same], and (n − 1)·stride + max(k, stride) with
  /// [Padding#valid] for a filter of extent k; padding in numbers is that of the dilated array. It
  /// is the gradient of a convolution with these strides if the filter is reversed and its features
  /// are exchanged: `transposeFilter`.
  ///
  /// ```java
  /// ConvOptions up = ConvOptions.of("NHC", "HIO", "NHC").withStrides(2).withPadding(Padding.same());
  /// Lax.convTranspose(x, w, up, false);     // f32[8,100,16] and f32[4,16,16]: f32[8,200,16]
  /// ```
  ///
  /// @param options which axis is which, strides, padding, dilation of the filter
  /// @param transposeFilter whether the filter is that of the convolution that is transposed
  /// @throws org.lanewise.type.ShapeException if axes or features do not fit, or a rule of padding
  ///   has no transposed form
  public static Array convTranspose(
      Array lhs, Array rhs, ConvOptions options, boolean transposeFilter) {
    Conv conv = Convolutions.transposed(lhs, rhs, options);
    Array filter = transposeFilter ? Convolutions.flipped(rhs, options.dimensions()) : rhs;
    return convGeneralDilated(lhs, filter, conv);
  }

  /// The convolution with all parameters given; see [Conv].
  public static Array convGeneralDilated(Array lhs, Array rhs, Conv conv) {
    return CurrentInterpreter.bindOne(conv, List.of(lhs, rhs));
  }

  private static Array reduceWindow(ReduceWindow.Op op, Array x, Window window) {
    return CurrentInterpreter.bindOne(new ReduceWindow(op, window), List.of(x));
  }

  /// The sum of each window (numbers): see [Window] for which elements a window has.
  ///
  /// ```java
  /// Lax.reduceWindowSum(x, Window.of(3));     // of f32[5]: xᵢ + xᵢ₊₁ + xᵢ₊₂, f32[3]
  /// ```
  ///
  /// @param window the windows, with one number for each axis of x
  public static Array reduceWindowSum(Array x, Window window) {
    return CurrentInterpreter.bindOne(new ReduceWindowSum(window), List.of(x));
  }

  /// The sum of each window, with padding.
  public static Array reduceWindowSum(Array x, Window window, Padding padding) {
    return reduceWindowSum(x, padding.over("reduce_window_sum", window, x.shape()));
  }

  /// The product of each window (numbers); 1 of a window without samples.
  public static Array reduceWindowProd(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.PROD, x, window);
  }

  /// The largest of each window; NaN if any is, −∞ or the smallest integer of a window without
  /// samples. Its derivative goes to the first of equals.
  public static Array reduceWindowMax(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.MAX, x, window);
  }

  /// The largest of each window, with padding, which never is the largest.
  ///
  /// ```java
  /// Window window = Window.of(1, 2, 2, 1).withStrides(1, 2, 2, 1);
  /// Lax.reduceWindowMax(x, window, Padding.valid());    // f32[8,56,56,64]: f32[8,28,28,64]
  /// ```
  public static Array reduceWindowMax(Array x, Window window, Padding padding) {
    return reduceWindowMax(x, padding.over("reduce_window_max", window, x.shape()));
  }

  /// The smallest of each window; NaN if any is, +∞ or the largest integer of a window without
  /// samples. Its derivative goes to the first of equals.
  public static Array reduceWindowMin(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.MIN, x, window);
  }

  /// The smallest of each window, with padding, which never is the smallest.
  public static Array reduceWindowMin(Array x, Window window, Padding padding) {
    return reduceWindowMin(x, padding.over("reduce_window_min", window, x.shape()));
  }

  /// Bitwise (integers) or logical (bool) and of each window.
  public static Array reduceWindowAnd(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.AND, x, window);
  }

  /// Bitwise (integers) or logical (bool) or of each window.
  public static Array reduceWindowOr(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.OR, x, window);
  }

  /// What stands in `values` where each window of `x` has its extreme, the first of equals; 0 for a
  /// window without samples.
  ///
  /// @param values an array of the type of x
  public static Array selectAndGatherAdd(Array values, Array x, Select select, Window window) {
    return CurrentInterpreter.bindOne(new SelectAndGatherAdd(select, window), List.of(values, x));
  }

  /// Adds each element of `source` where its window of `x` has its extreme, the first of equals, in
  /// an array of zeros of the shape of `x`.
  ///
  /// @param source one element for each window, of the type of x
  public static Array selectAndScatterAdd(Array source, Array x, Select select, Window window) {
    return CurrentInterpreter.bindOne(new SelectAndScatterAdd(select, window), List.of(source, x));
  }
}
