package org.lanewise.ir;

import java.util.stream.Stream;
import org.lanewise.type.Shape;

/// How windows lie over an array, axis by axis.
///
/// Along an axis of n samples, `baseDilation` − 1 holes are put between neighbouring samples, then
/// `low` and `high` places of padding before and after (negative numbers cut off). Window p begins
/// at place p·`stride`, and its element, or *tap*, j lies at
///
/// ```
/// t(p, j) = p·stride − low + j·windowDilation,      j = 0 … size − 1
/// ```
///
/// counted from the first sample. It is a hole if `baseDilation` does not divide t, else sample t /
/// `baseDilation`, or padding if there is no such sample. Windows lie wholly inside the padded
/// array: there are
///
/// ```
/// ⌊(max(0, (n − 1)·baseDilation + 1 + low + high) − (size − 1)·windowDilation − 1) / stride⌋ + 1
/// ```
///
/// of them, and none if that is negative. (An axis or a window of size 0 has extent 0.)
///
/// ```java
/// Window.of(1, 2, 2, 1).withStrides(1, 2, 2, 1);      // pooling 2×2 of images NHWC
/// ```
///
/// @param sizes how many taps a window has
/// @param strides how far neighbouring windows lie apart, at least 1
/// @param low padding before the first sample
/// @param high padding after the last sample
/// @param baseDilation how far neighbouring samples are put apart, at least 1
/// @param windowDilation how far neighbouring taps lie apart, at least 1
public record Window(
    Sizes sizes, Sizes strides, Sizes low, Sizes high, Sizes baseDilation, Sizes windowDilation) {

  /// Windows of these sizes at every place of an array, without padding or dilation.
  public static Window of(long... sizes) {
    Sizes ones = Sizes.filled(sizes.length, 1);
    Sizes zeros = Sizes.filled(sizes.length, 0);
    return new Window(Sizes.of(sizes), ones, zeros, zeros, ones, ones);
  }

  /// These windows at other distances, one per axis.
  public Window withStrides(long... distances) {
    return new Window(sizes, Sizes.of(distances), low, high, baseDilation, windowDilation);
  }

  /// These windows over an array with padding.
  ///
  /// @param before places before the first sample, by axis
  /// @param after places after the last sample, by axis
  public Window withPadding(Sizes before, Sizes after) {
    return new Window(sizes, strides, before, after, baseDilation, windowDilation);
  }

  /// These windows over an array whose samples lie apart.
  public Window withBaseDilation(long... distances) {
    return new Window(sizes, strides, low, high, Sizes.of(distances), windowDilation);
  }

  /// Windows whose taps lie apart.
  public Window withWindowDilation(long... distances) {
    return new Window(sizes, strides, low, high, baseDilation, Sizes.of(distances));
  }

  /// These windows with one more axis, along which each element is a window of its own.
  ///
  /// @param axis where the axis stands
  public Window inserted(int axis) {
    return new Window(
        sizes.inserted(axis, 1),
        strides.inserted(axis, 1),
        low.inserted(axis, 0),
        high.inserted(axis, 0),
        baseDilation.inserted(axis, 1),
        windowDilation.inserted(axis, 1));
  }

  /// The number of axes.
  public int rank() {
    return sizes.size();
  }

  /// The places that n things take up whose neighbours lie `dilation` apart.
  public static long extent(long n, long dilation) {
    return n == 0 ? 0 : Math.addExact(Math.multiplyExact(n - 1, dilation), 1);
  }

  /// How many windows there are along an axis of n samples.
  public long count(int axis, long n) {
    long padded = Math.max(0, extent(n, baseDilation.get(axis)) + low.get(axis) + high.get(axis));
    long window = extent(sizes.get(axis), windowDilation.get(axis));
    return padded < window ? 0 : (padded - window) / strides.get(axis) + 1;
  }

  /// How many windows there are over an array of a shape, by axis.
  public Shape counts(Shape shape) {
    long[] counts = new long[rank()];
    for (int axis = 0; axis < counts.length; axis++) {
      counts[axis] = count(axis, shape.get(axis));
    }
    return Shape.of(counts);
  }

  /// Whether each list of numbers has one for each of so many axes.
  boolean hasRank(int rank) {
    return Stream.of(sizes, strides, low, high, baseDilation, windowDilation)
        .allMatch(list -> list.size() == rank);
  }
}
