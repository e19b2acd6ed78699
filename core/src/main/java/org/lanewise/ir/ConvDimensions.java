package org.lanewise.ir;

import java.util.stream.IntStream;
import org.lanewise.type.Axes;

/// What the axes of a convolution's operands and result mean.
///
/// ```java
/// ConvDimensions.of("NHWC", "HWIO", "NHWC");      // channels last
/// ConvDimensions.of("NCHW", "OIHW", "NCHW");      // channels first
/// ```
///
/// @param lhs the axes of the array: batch, feature, then the spatial ones
/// @param rhs the axes of the filter: output feature, input feature, then the spatial ones
/// @param out the axes of the result: batch, feature, then the spatial ones
public record ConvDimensions(Axes lhs, Axes rhs, Axes out) {

  /// Names the axes by letters: `N` is batch, `C` feature, `O` and `I` the output and input feature
  /// of the filter; all others are spatial axes, in the order in which the filter has them.
  ///
  /// @throws IllegalArgumentException if a letter is missing, repeated or unknown
  public static ConvDimensions of(String lhs, String rhs, String out) {
    String spatial = rhs.replaceAll("[OI]", "");
    return new ConvDimensions(
        axes("lhs", lhs, "NC" + spatial),
        axes("rhs", rhs, "OI" + spatial),
        axes("out", out, "NC" + spatial));
  }

  private static Axes axes(String what, String letters, String order) {
    boolean fits =
        letters.length() == order.length()
            && letters.chars().distinct().count() == letters.length()
            && letters.chars().allMatch(letter -> order.indexOf(letter) >= 0);
    if (!fits) {
      throw new IllegalArgumentException(
          ("`conv_general_dilated`: the letters of %s must be %s in any order, each once, got \"%s\""
                  + ". Name batch N, features C, the filter's features O and I, and spatial axes"
                  + " alike in all three, as in \"NHWC\", \"HWIO\", \"NHWC\".")
              .formatted(what, String.join(", ", order.split("")), letters));
    }
    return Axes.of(order.chars().map(letters::indexOf).toArray());
  }

  /// Batch first, then features, then `spatial` axes; in the filter output features first, then
  /// input features: what JAX assumes where nothing is said.
  public static ConvDimensions featuresFirst(int spatial) {
    Axes order = Axes.range(spatial + 2);
    return new ConvDimensions(order, order, order);
  }

  /// Batch first, then `spatial` axes, then features; in the filter output features last.
  public static ConvDimensions featuresLast(int spatial) {
    Axes array = Axes.of(0, spatial + 1).concat(Axes.range(1, spatial + 1));
    Axes filter = Axes.of(spatial + 1, spatial).concat(Axes.range(spatial));
    return new ConvDimensions(array, filter, array);
  }

  /// The number of spatial axes.
  public int spatialRank() {
    return lhs.size() - 2;
  }

  /// The spatial axes of a list that begins with two others.
  public static Axes spatial(Axes axes) {
    return Axes.of(IntStream.range(2, axes.size()).map(axes::get).toArray());
  }
}
