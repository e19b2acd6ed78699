package org.lanewise.vector.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.backend.WindowAxis;

/// What some of the outputs along one spatial axis see: an ordinary convolution, without holes
/// between the samples.
///
/// Which taps of an output meet samples rather than holes depends on the output's *phase* alone
/// (see [WindowAxis#period]): outputs of one phase are an ordinary convolution with some of the
/// taps. Neighbouring phases whose taps meet the same samples make one sweep: they differ in the
/// filter's taps alone.
///
/// @param phases how many phases
/// @param start the first output of the first phase; those of other phases follow
/// @param outputs how many outputs each phase has, `period` apart
/// @param period the distance of a phase's outputs
/// @param first the sample that the first tap of the first output meets; negative in the padding
/// @param step how many samples lie between those of neighbouring outputs
/// @param taps how many taps meet samples
/// @param tapStep how many samples lie between those of neighbouring taps that meet any
/// @param filterStart the first tap of the first phase
/// @param filterPhase the taps between those of neighbouring phases
/// @param filterStep the taps between neighbouring taps of a phase
public record Sweep(
    long phases,
    long start,
    long outputs,
    long period,
    long first,
    long step,
    long taps,
    long tapStep,
    long filterStart,
    long filterPhase,
    long filterStep) {

  /// All outputs of an axis.
  ///
  /// @param joined whether neighbouring phases may be one sweep
  public static List<Sweep> of(WindowAxis axis, boolean joined) {
    Map<Long, Long> firstTaps = new HashMap<>();
    for (long tap = Math.min(axis.taps(), filterStep(axis)) - 1; tap >= 0; tap--) {
      firstTaps.put(Math.floorMod(axis.low() - tap * axis.dilation(), axis.hole()), tap);
    }
    List<Sweep> sweeps = new ArrayList<>();
    for (long phase = 0; phase < Math.min(axis.period(), axis.windows()); phase++) {
      Sweep sweep = phase(axis, phase, firstTaps);
      Sweep before = sweeps.isEmpty() || !joined ? null : sweeps.getLast();
      if (before != null && before.isFollowedBy(sweep)) {
        sweeps.set(sweeps.size() - 1, before.and(sweep));
      } else {
        sweeps.add(sweep);
      }
    }
    return sweeps;
  }

  /// How far taps lie apart that meet samples together.
  private static long filterStep(WindowAxis axis) {
    return axis.hole() / gcd(axis.dilation(), axis.hole());
  }

  private static Sweep phase(WindowAxis axis, long phase, Map<Long, Long> firstTaps) {
    Long tap = firstTaps.get(Math.floorMod(phase * axis.stride(), axis.hole()));
    long filterStart = tap == null ? 0 : tap;
    long filterStep = filterStep(axis);
    return new Sweep(
        1,
        phase,
        axis.windows(phase),
        axis.period(),
        tap == null ? 0 : axis.sample(phase, filterStart),
        axis.sampleStep(),
        tap == null ? 0 : (axis.taps() - filterStart + filterStep - 1) / filterStep,
        filterStep * axis.dilation() / axis.hole(),
        filterStart,
        0,
        filterStep);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /// Every way to take one sweep of each axis.
  ///
  /// @param sweeps the sweeps of each axis
  public static List<List<Sweep>> combinations(List<List<Sweep>> sweeps) {
    List<List<Sweep>> combinations = List.of(List.of());
    for (List<Sweep> axis : sweeps) {
      List<List<Sweep>> longer = new ArrayList<>();
      for (List<Sweep> prefix : combinations) {
        for (Sweep sweep : axis) {
          List<Sweep> combined = new ArrayList<>(prefix);
          combined.add(sweep);
          longer.add(combined);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private boolean isFollowedBy(Sweep next) {
    long distance = next.filterStart - filterStart - (phases - 1) * filterPhase;
    return next.outputs == outputs
        && next.first == first
        && next.taps == taps
        && (phases == 1 || distance == filterPhase);
  }

  private Sweep and(Sweep next) {
    return new Sweep(
        phases + 1,
        start,
        outputs,
        period,
        first,
        step,
        taps,
        tapStep,
        filterStart,
        phases == 1 ? next.filterStart - filterStart : filterPhase,
        filterStep);
  }

  /// The samples that the patches of these outputs touch.
  ///
  /// @param samples how many there are
  /// @param stride their distance in memory, in bytes
  public Track samples(long samples, long stride) {
    return new Track(outputs, taps, first, step, tapStep, samples, stride);
  }

  /// The taps of the filter that they are multiplied by, with a patch for each phase.
  ///
  /// @param filterTaps how many taps the filter has
  /// @param stride their distance in memory, in bytes
  public Track filter(long filterTaps, long stride) {
    return new Track(phases, taps, filterStart, filterPhase, filterStep, filterTaps, stride);
  }
}
