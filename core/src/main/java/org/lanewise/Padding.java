package org.lanewise;

import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// How much padding there is around an array over which windows slide: given, or by a rule from the
/// sizes at hand.
///
/// For n samples, windows of extent k and stride s along an axis, the rules of "same" make ⌈n / s⌉
/// windows with a total padding of
///
/// ```
/// total = max(0, (⌈n / s⌉ − 1)·s + k − n)
/// ```
///
/// half of it on each side; if it is odd, [#same] puts one more at the end, [#sameLower] at the
/// start. The dilation of the samples is not looked at.
///
/// ```java
/// Padding.same();
/// Padding.of(1, 1);                                       // one place on each side of two axes
/// Padding.of(Sizes.of(1, 0), Sizes.of(2, -1));            // by side; negative numbers cut off
/// ```
public sealed interface Padding {

  /// No padding: windows over samples only.
  static Padding valid() {
    return Rule.VALID;
  }

  /// As many windows as samples, for a stride of 1; the odd place of padding is at the end.
  static Padding same() {
    return Rule.SAME;
  }

  /// As [#same], with the odd place of padding at the start.
  static Padding sameLower() {
    return Rule.SAME_LOWER;
  }

  /// The same padding before and after, for each axis.
  static Padding of(long... each) {
    return new Explicit(Sizes.of(each), Sizes.of(each));
  }

  /// Padding before and after, one number for each axis; negative numbers cut off.
  static Padding of(Sizes low, Sizes high) {
    return new Explicit(low, high);
  }

  /// A rule.
  enum Rule implements Padding {
    /// No padding.
    VALID,
    /// As many windows as samples, the odd place at the end.
    SAME,
    /// As many windows as samples, the odd place at the start.
    SAME_LOWER
  }

  /// Given numbers.
  ///
  /// @param low before, by axis
  /// @param high after, by axis
  record Explicit(Sizes low, Sizes high) implements Padding {}

  /// Windows with this padding.
  ///
  /// @param operation what a message names
  /// @param window the windows, whose own padding is replaced
  /// @param samples how many samples there are, by axis
  default Window over(String operation, Window window, Shape samples) {
    int rank = window.rank();
    return switch (this) {
      case Explicit(Sizes low, Sizes high) -> {
        if (low.size() != rank || high.size() != rank) {
          throw new ShapeException(
              ("`%s`: padding must have one pair for each of the %d axes with windows, got low %s and"
                      + " high %s. Give %d numbers on each side.")
                  .formatted(operation, rank, low, high, rank));
        }
        yield window.withPadding(low, high);
      }
      case Rule rule -> {
        if (samples.rank() != rank) {
          throw new ShapeException(
              ("`%s`: there must be one window size for each axis, but the window %s has %d and the"
                      + " array %s has rank %d. Use sizes of 1 for axes without windows.")
                  .formatted(operation, window.sizes(), rank, samples, samples.rank()));
        }
        yield by(rule, window, samples);
      }
    };
  }

  private static Window by(Rule rule, Window window, Shape samples) {
    long[] low = new long[window.rank()];
    long[] high = new long[low.length];
    for (int axis = 0; axis < low.length; axis++) {
      long n = samples.get(axis);
      long stride = window.strides().get(axis);
      long extent = Window.extent(window.sizes().get(axis), window.windowDilation().get(axis));
      long total = Math.max(0, (Math.ceilDiv(n, stride) - 1) * stride + extent - n);
      low[axis] =
          switch (rule) {
            case VALID -> 0;
            case SAME -> total / 2;
            case SAME_LOWER -> total - total / 2;
          };
      high[axis] = rule == Rule.VALID ? 0 : total - low[axis];
    }
    return window.withPadding(Sizes.of(low), Sizes.of(high));
  }
}
