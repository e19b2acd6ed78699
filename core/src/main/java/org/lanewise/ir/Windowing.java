package org.lanewise.ir;

import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Primitives that compute something of each window that slides over an array: convolutions, and
/// folds such as pooling.
///
/// Which elements a window has is said by [Window]; the order in which they are added is part of
/// the definition: see `org.lanewise.backend.WindowOrder`.
public sealed interface Windowing extends Primitive {

  /// The convolution of an array with a filter, as neural networks have it: the filter is not
  /// reversed.
  ///
  /// With x the array, w the filter and spatial places p and taps j as in [Window]:
  ///
  /// ```
  /// y[b, o, p] = Σⱼ Σᵢ x[b, g·I + i, t(p, j)] · w[o, i, j],      g = ⌊o / (O / featureGroups)⌋
  /// ```
  ///
  /// where i counts the I input features of the filter and padding counts as 0. With
  /// `featureGroups` the array has I·featureGroups features and each group of output features sees
  /// one group of them. With `batchGroups` the batch is cut into groups as well, each seen by one
  /// group of output features: b is then replaced by g·B + b with B the batch size of the result
  /// and g = ⌊o / (O / batchGroups)⌋.
  ///
  /// @param dimensions what the axes mean
  /// @param strides how far neighbouring windows lie apart, by spatial axis
  /// @param low padding before, by spatial axis; negative numbers cut off
  /// @param high padding after, by spatial axis; negative numbers cut off
  /// @param lhsDilation how far neighbouring samples are put apart, by spatial axis
  /// @param rhsDilation how far neighbouring taps lie apart, by spatial axis
  /// @param featureGroups the number of groups of features
  /// @param batchGroups the number of groups of the batch; 1 if there are groups of features
  /// @param preferred the element type of the result
  record Conv(
      ConvDimensions dimensions,
      Sizes strides,
      Sizes low,
      Sizes high,
      Sizes lhsDilation,
      Sizes rhsDilation,
      long featureGroups,
      long batchGroups,
      DType preferred)
      implements Windowing, Transposable {
    @Override
    public String name() {
      return "conv_general_dilated";
    }

    /// The windows over the spatial axes.
    ///
    /// @param filter the filter's shape
    public Window window(Shape filter) {
      Shape sizes = filter.select(ConvDimensions.spatial(dimensions.rhs()));
      return new Window(Sizes.of(sizes.toArray()), strides, low, high, lhsDilation, rhsDilation);
    }
  }

  /// The sum of each window (numbers).
  ///
  /// @param window the windows, over all axes
  record ReduceWindowSum(Window window) implements Windowing, Transposable {
    @Override
    public String name() {
      return "reduce_window_sum";
    }
  }

  /// A fold of each window whose rules differ in the operator only. Padding and holes are left out.
  ///
  /// @param op the operator
  /// @param window the windows, over all axes
  record ReduceWindow(Op op, Window window) implements Windowing {
    /// The operators.
    public enum Op {
      /// The product (numbers).
      PROD("reduce_window_prod"),
      /// The largest (any type); −∞, the smallest integer or false of nothing, NaN if any is.
      MAX("reduce_window_max"),
      /// The smallest (any type); +∞, the largest integer or true of nothing, NaN if any is.
      MIN("reduce_window_min"),
      /// Bitwise or logical and.
      AND("reduce_window_and"),
      /// Bitwise or logical or.
      OR("reduce_window_or");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// What a window chooses one of its elements by: the first one x such that each later one y fails
  /// to replace it. A window's choice begins with its first sample; a later sample y replaces the
  /// choice x unless the comparison holds. So the first of equals is chosen, and NaN is left for
  /// what comes after it.
  enum Select {
    /// The largest: x ≥ y.
    GE("ge"),
    /// The smallest: x ≤ y.
    LE("le");

    private final String text;

    Select(String text) {
      this.text = text;
    }

    /// The name in printed programs.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Takes from the first operand what stands where each window of the second has its extreme; 0
  /// for a window without samples. It is the derivative of maxima and minima of windows.
  ///
  /// @param select what a window chooses
  /// @param window the windows, over all axes
  record SelectAndGatherAdd(Select select, Window window) implements Windowing, Transposable {
    @Override
    public String name() {
      return "select_and_gather_add";
    }
  }

  /// Adds each element of the first operand, which has one for each window of the second, where
  /// that window has its extreme. The result has the shape of the second operand; it is the
  /// transposition of [SelectAndGatherAdd].
  ///
  /// @param select what a window chooses
  /// @param window the windows, over all axes
  record SelectAndScatterAdd(Select select, Window window) implements Windowing, Transposable {
    @Override
    public String name() {
      return "select_and_scatter_add";
    }
  }
}
