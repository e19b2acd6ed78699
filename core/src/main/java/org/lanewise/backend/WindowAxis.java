package org.lanewise.backend;

import org.lanewise.ir.Window;

/// One axis of sliding windows as kernels see it: which sample tap j of window p reads.
///
/// With `t = p·stride − low + j·dilation`, the tap is a hole if `hole` (the base dilation) does not
/// divide t, else it reads sample `t / hole`, or padding if that is not in 0 … `samples` − 1. See
/// [Window].
///
/// @param samples the samples along the axis
/// @param taps the taps of a window
/// @param windows the windows along the axis
/// @param stride how far windows lie apart
/// @param low padding before the first sample; negative cuts off
/// @param hole how far samples are put apart
/// @param dilation how far taps lie apart
public record WindowAxis(
    long samples, long taps, long windows, long stride, long low, long hole, long dilation) {

  /// An axis of windows over so many samples.
  public static WindowAxis of(Window window, int axis, long samples) {
    return new WindowAxis(
        samples,
        window.sizes().get(axis),
        window.count(axis, samples),
        window.strides().get(axis),
        window.low().get(axis),
        window.baseDilation().get(axis),
        window.windowDilation().get(axis));
  }

  /// The place of a tap, counted from the first sample in units of the base dilation.
  public long place(long window, long tap) {
    return window * stride - low + tap * dilation;
  }

  /// Whether a tap of a window is no hole: it reads a sample or padding.
  public boolean isTerm(long window, long tap) {
    return Math.floorMod(place(window, tap), hole) == 0;
  }

  /// The sample that a tap reads which is no hole; it may be outside 0 … `samples` − 1, and is
  /// padding then.
  public long sample(long window, long tap) {
    return Math.floorDiv(place(window, tap), hole);
  }

  /// How far apart windows lie that have the same holes. The windows p, p + period, p + 2·period, …
  /// are a *phase*: a convolution without holes.
  public long period() {
    return hole / gcd(stride, hole);
  }

  /// How far apart the samples lie that one tap reads in neighbouring windows of a phase.
  public long sampleStep() {
    return stride * period() / hole;
  }

  /// How many windows a phase has.
  ///
  /// @param phase its first window, below [#period]
  public long windows(long phase) {
    return phase >= windows ? 0 : (windows - 1 - phase) / period() + 1;
  }

  /// Windows of a phase for which one tap reads samples: for i in 0 … `count` − 1, number `first +
  /// i` of the phase reads sample `sample + i·sampleStep`. The others read padding.
  public record Run(long first, long sample, long count) {}

  /// The windows of a phase for which a tap, which is no hole there, reads samples.
  public Run run(long phase, long tap) {
    long start = sample(phase, tap);
    long step = sampleStep();
    long first = start >= 0 ? 0 : (-start + step - 1) / step;
    long end = start >= samples ? 0 : (samples - 1 - start) / step + 1; // the first number beyond
    long count = Math.max(0, Math.min(end, windows(phase)) - first);
    return new Run(first, start + first * step, count);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
