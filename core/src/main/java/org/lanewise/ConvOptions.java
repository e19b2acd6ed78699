package org.lanewise;

import java.util.Optional;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.type.DType;

/// How an array is convolved with a filter; see `Lax.convGeneralDilated`.
///
/// ```java
/// ConvOptions.of("NHWC", "HWIO", "NHWC").withStrides(2, 2).withPadding(Padding.same());
/// ConvOptions.of("NCHW", "OIHW", "NCHW").withFeatureGroups(64);
/// ```
///
/// @param dimensions what the axes mean
/// @param strides how far neighbouring windows lie apart, by spatial axis
/// @param padding the padding, none by default
/// @param lhsDilation how far samples are put apart, by spatial axis
/// @param rhsDilation how far the filter's taps lie apart, by spatial axis
/// @param featureGroups the number of groups of features
/// @param batchGroups the number of groups of the batch
/// @param preferred the element type of the result; that of the operands if it is empty
public record ConvOptions(
    ConvDimensions dimensions,
    Sizes strides,
    Padding padding,
    Sizes lhsDilation,
    Sizes rhsDilation,
    long featureGroups,
    long batchGroups,
    Optional<DType> preferred) {

  /// A plain convolution whose axes are named by letters: see `ConvDimensions.of`.
  ///
  /// @throws IllegalArgumentException if a letter is missing, repeated or unknown
  public static ConvOptions of(String lhs, String rhs, String out) {
    return of(ConvDimensions.of(lhs, rhs, out));
  }

  /// A plain convolution: windows at every place, no padding, no dilation, no groups.
  public static ConvOptions of(ConvDimensions dimensions) {
    Sizes ones = Sizes.filled(dimensions.spatialRank(), 1);
    return new ConvOptions(dimensions, ones, Padding.valid(), ones, ones, 1, 1, Optional.empty());
  }

  /// These options with windows at other distances, one number for each spatial axis.
  public ConvOptions withStrides(long... distances) {
    return new ConvOptions(
        dimensions,
        Sizes.of(distances),
        padding,
        lhsDilation,
        rhsDilation,
        featureGroups,
        batchGroups,
        preferred);
  }

  /// These options with padding.
  public ConvOptions withPadding(Padding places) {
    return new ConvOptions(
        dimensions,
        strides,
        places,
        lhsDilation,
        rhsDilation,
        featureGroups,
        batchGroups,
        preferred);
  }

  /// These options with samples put apart, one number for each spatial axis: a transposed
  /// convolution.
  public ConvOptions withLhsDilation(long... distances) {
    return new ConvOptions(
        dimensions,
        strides,
        padding,
        Sizes.of(distances),
        rhsDilation,
        featureGroups,
        batchGroups,
        preferred);
  }

  /// These options with the filter's taps put apart, one number for each spatial axis: an atrous
  /// convolution.
  public ConvOptions withRhsDilation(long... distances) {
    return new ConvOptions(
        dimensions,
        strides,
        padding,
        lhsDilation,
        Sizes.of(distances),
        featureGroups,
        batchGroups,
        preferred);
  }

  /// These options with groups of features; as many as there are make a depthwise convolution.
  public ConvOptions withFeatureGroups(long groups) {
    return new ConvOptions(
        dimensions, strides, padding, lhsDilation, rhsDilation, groups, batchGroups, preferred);
  }

  /// These options with groups of the batch.
  public ConvOptions withBatchGroups(long groups) {
    return new ConvOptions(
        dimensions, strides, padding, lhsDilation, rhsDilation, featureGroups, groups, preferred);
  }

  /// These options with an element type for sums and result.
  public ConvOptions withPreferred(DType dtype) {
    return new ConvOptions(
        dimensions,
        strides,
        padding,
        lhsDilation,
        rhsDilation,
        featureGroups,
        batchGroups,
        Optional.of(dtype));
  }
}
