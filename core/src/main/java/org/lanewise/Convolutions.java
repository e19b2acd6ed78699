package org.lanewise;

import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// From options to primitives: the padding of convolutions and of transposed ones.
final class Convolutions {
  private Convolutions() {}

  /// The convolution with its padding made explicit.
  static Conv of(Array lhs, Array rhs, ConvOptions options) {
    requireRanks("conv_general_dilated", lhs, rhs, options);
    ConvDimensions d = options.dimensions();
    if (options.padding() instanceof Padding.Rule rule
        && rule != Padding.Rule.VALID
        && !options.lhsDilation().all(1)) {
      throw new ShapeException(
          ("`conv_general_dilated`: padding must be given in numbers where lhs is dilated, got %s with"
                  + " lhs_dilation %s. Use `Padding.of`, or `convTranspose`, which has rules of its"
                  + " own.")
              .formatted(rule, options.lhsDilation()));
    }
    Conv plain = conv(lhs, options, zeros(d), zeros(d));
    Shape samples = lhs.shape().select(ConvDimensions.spatial(d.lhs()));
    Window window = padded("conv_general_dilated", plain.window(rhs.shape()), samples, options);
    return conv(lhs, options, window.low(), window.high());
  }

  private static Window padded(
      String operation, Window window, Shape samples, ConvOptions options) {
    boolean fits =
        options.strides().size() == samples.rank()
            && options.rhsDilation().size() == samples.rank();
    // the type rule says what is wrong with lists of other lengths
    return fits ? options.padding().over(operation, window, samples) : window;
  }

  /// The convolution of lhs, dilated by the strides, with strides of 1.
  static Conv transposed(Array lhs, Array rhs, ConvOptions options) {
    requireRanks("conv_transpose", lhs, rhs, options);
    ConvDimensions d = options.dimensions();
    if (!options.lhsDilation().all(1)) {
      throw new ShapeException(
          ("`conv_transpose`: lhs is dilated by the strides, so lhs_dilation must be 1, got %s. Give"
                  + " `withStrides` alone.")
              .formatted(options.lhsDilation()));
    }
    int rank = d.spatialRank();
    long[] low = new long[rank];
    long[] high = new long[rank];
    switch (options.padding()) {
      case Padding.Explicit(Sizes before, Sizes after) -> {
        low = before.toArray();
        high = after.toArray();
      }
      case Padding.Rule rule -> {
        // the type rule says what is wrong with lists of other lengths
        int given = Math.min(options.strides().size(), options.rhsDilation().size());
        for (int i = 0; i < Math.min(rank, given); i++) {
          long size = rhs.shape().get(d.rhs().get(2 + i));
          long extent = Window.extent(size, options.rhsDilation().get(i));
          long[] pair = transposed(rule, extent, options.strides().get(i));
          low[i] = pair[0];
          high[i] = pair[1];
        }
      }
    }
    ConvOptions apart =
        options
            .withStrides(Sizes.filled(rank, 1).toArray())
            .withLhsDilation(options.strides().toArray());
    return conv(lhs, apart, Sizes.of(low), Sizes.of(high));
  }

  /// The padding that undoes a convolution of a rule: n samples become n·s for "same" and (n − 1)·s
  /// + max(k, s) for "valid".
  private static long[] transposed(Padding.Rule rule, long extent, long stride) {
    long total =
        rule == Padding.Rule.VALID
            ? extent + stride - 2 + Math.max(extent - stride, 0)
            : extent + stride - 2;
    long low =
        switch (rule) {
          case VALID -> extent - 1;
          case SAME -> stride > extent - 1 ? extent - 1 : Math.ceilDiv(total, 2);
          case SAME_LOWER ->
              throw new ShapeException(
                  "`conv_transpose`: padding must be valid, same or in numbers, got SAME_LOWER. Use"
                      + " `Padding.of`.");
        };
    return new long[] {low, total - low};
  }

  /// The filter with its spatial axes reversed and its features exchanged.
  static Array flipped(Array rhs, ConvDimensions dimensions) {
    Axes axes = dimensions.rhs();
    Axes exchanged =
        Axes.range(rhs.rank())
            .map(i -> i == axes.get(0) ? axes.get(1) : i == axes.get(1) ? axes.get(0) : i);
    return Lax.transpose(Lax.rev(rhs, ConvDimensions.spatial(axes)), exchanged);
  }

  private static void requireRanks(String operation, Array lhs, Array rhs, ConvOptions options) {
    int rank = options.dimensions().lhs().size();
    if (lhs.rank() != rank || rhs.rank() != rank) {
      throw new ShapeException(
          ("`%s`: lhs and rhs must have the rank that the dimension numbers have, %d, but lhs is %s and"
                  + " rhs %s. Name all axes, or add some with `expandDims`.")
              .formatted(operation, rank, lhs.type(), rhs.type()));
    }
  }

  private static Sizes zeros(ConvDimensions dimensions) {
    return Sizes.filled(dimensions.spatialRank(), 0);
  }

  private static Conv conv(Array lhs, ConvOptions options, Sizes low, Sizes high) {
    return new Conv(
        options.dimensions(),
        options.strides(),
        low,
        high,
        options.lhsDilation(),
        options.rhsDilation(),
        options.featureGroups(),
        options.batchGroups(),
        options.preferred().orElse(lhs.dtype()));
  }
}
