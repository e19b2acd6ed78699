package org.lanewise.backend.reference;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.backend.WindowAxis;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;

/// Goes through windows tap by tap: the windows for which a tap reads a sample, and these samples,
/// are boxes of the array of windows and of the array of samples.
///
/// If taps come in row-major order, each window meets its samples in row-major order. If they come
/// backwards, each sample meets its windows in row-major order: what moves on in one must stay
/// behind in the other.
final class WindowTaps {
  private final List<WindowAxis> axes;

  WindowTaps(Window window, Shape samples) {
    this.axes =
        IntStream.range(0, window.rank())
            .mapToObj(axis -> WindowAxis.of(window, axis, samples.get(axis)))
            .toList();
  }

  /// A tap, and where it reads samples.
  ///
  /// @param number its number in row-major order
  /// @param windows the first window, by axis
  /// @param windowSteps how far windows lie apart
  /// @param samples the sample that the first window reads
  /// @param sampleSteps how far samples lie apart
  /// @param sizes how many there are, by axis
  record Tap(
      long number,
      Sizes windows,
      Sizes windowSteps,
      Sizes samples,
      Sizes sampleSteps,
      Shape sizes) {
    /// The part of an array that has an element for each window.
    Strided ofWindows(Strided array) {
      return Copies.box(array, windows.toArray(), windowSteps.toArray(), sizes);
    }

    /// The part of an array that has an element for each sample.
    Strided ofSamples(Strided array) {
      return Copies.box(array, samples.toArray(), sampleSteps.toArray(), sizes);
    }
  }

  /// What is done with each tap.
  @FunctionalInterface
  interface Action {
    void at(Tap tap);
  }

  void forEach(Action action) {
    Odometer.forEach(taps(), tap -> phases(tap, action));
  }

  void forEachBackwards(Action action) {
    Odometer.forEachBackwards(taps(), tap -> phases(tap, action));
  }

  private Shape taps() {
    return Shape.of(axes.stream().mapToLong(WindowAxis::taps).toArray());
  }

  private void phases(Sizes tap, Action action) {
    Shape periods = Shape.of(axes.stream().mapToLong(WindowAxis::period).toArray());
    Odometer.forEach(periods, phase -> box(tap, phase, action));
  }

  private void box(Sizes tap, Sizes phase, Action action) {
    int rank = axes.size();
    long number = 0;
    long[] windows = new long[rank];
    long[] windowSteps = new long[rank];
    long[] samples = new long[rank];
    long[] sampleSteps = new long[rank];
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      WindowAxis axis = axes.get(i);
      number = number * axis.taps() + tap.get(i);
      if (!axis.isTerm(phase.get(i), tap.get(i))) {
        return;
      }
      WindowAxis.Run run = axis.run(phase.get(i), tap.get(i));
      if (run.count() == 0) {
        return;
      }
      windowSteps[i] = axis.period();
      windows[i] = phase.get(i) + run.first() * axis.period();
      sampleSteps[i] = axis.sampleStep();
      samples[i] = run.sample();
      sizes[i] = run.count();
    }
    action.at(
        new Tap(
            number,
            Sizes.of(windows),
            Sizes.of(windowSteps),
            Sizes.of(samples),
            Sizes.of(sampleSteps),
            Shape.of(sizes)));
  }
}
