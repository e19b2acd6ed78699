package org.lanewise.vector.window;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.backend.WindowAxis;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Window;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.move.Conversion;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;

/// A fold of windows: one [Sliding] for each combination of sweeps. Where no axis can be a
/// vector's, one without windows is brought to the end, if there is one. While the kernel is cold,
/// the reference backend computes small folds.
final class WindowExecutable implements Placing {
  /// The taps above which even a cold kernel is not slower than the reference backend.
  private static final double LARGE = 1 << 18;

  private final Executable cold;
  private final Slide slide;
  private final List<WindowAxis> axes;
  private final List<List<Sweep>> combinations;
  private final ArrayType computed;
  private final Conversion widen;
  private final Conversion narrow;
  private final Object identity;
  private final double work;

  WindowExecutable(
      Primitive primitive, Slide slide, Window window, ArrayType operand, ArrayType result) {
    DType type = slide.element().dtype();
    this.cold = new ReferenceBackend().compile(Jaxpr.of(primitive, List.of(operand)));
    this.slide = slide;
    this.axes = new ArrayList<>();
    List<List<Sweep>> sweeps = new ArrayList<>();
    double taps = result.size();
    for (int axis = 0; axis < window.rank(); axis++) {
      WindowAxis one = WindowAxis.of(window, axis, operand.shape().get(axis));
      axes.add(one);
      sweeps.add(Sweep.of(one, false));
      taps *= (double) one.taps() / one.hole();
    }
    this.work = taps;
    this.combinations = Sweep.combinations(sweeps);
    this.computed = result.withDType(type);
    this.widen = Conversion.of(operand, type);
    this.narrow = Conversion.of(computed, result.dtype());
    this.identity = slide.element().newArray(1);
    slide.element().fill(identity, 0, 1, Identities.bits(slide, result.dtype()));
  }

  @Override
  public Strided executeAt(@Nullable Strided place, Strided... operands) {
    if (!slide.isHot() && work < LARGE) {
      return cold.execute(operands)[0];
    }
    Strided result = narrow.target(computed, place);
    if (computed.size() > 0) {
      Strided array = widen.apply(operands[0]);
      int last = suits(array, result) ? -1 : longestFree();
      if (last < 0 || work < array.shape().size()) {
        slide(array, result);
      } else {
        slideTurned(array, result, last);
      }
      Reference.reachabilityFence(array.buffer());
      Reference.reachabilityFence(result.buffer());
    }
    return narrow.apply(result);
  }

  /// Whether some axis can be a vector's in all sweeps.
  private boolean suits(Strided array, Strided result) {
    boolean suits = true;
    for (List<Sweep> sweeps : combinations) {
      Track[] tracks = tracks(array, sweeps);
      suits &= Sliding.across(tracks, steps(result, sweeps), slide.element().size()) >= 0;
    }
    return suits;
  }

  /// The longest axis without windows, if it fills a vector; otherwise −1.
  private int longestFree() {
    int best = -1;
    for (int axis = 0; axis < axes.size(); axis++) {
      WindowAxis one = axes.get(axis);
      boolean free =
          one.taps() == 1
              && one.stride() == 1
              && one.low() == 0
              && one.hole() == 1
              && one.windows() == one.samples();
      if (free
          && one.samples() >= slide.lanes()
          && (best < 0 || one.samples() > axes.get(best).samples())) {
        best = axis;
      }
    }
    return best;
  }

  /// Brings an axis to the end first, where it can be a vector's, and back in the result.
  private void slideTurned(Strided array, Strided result, int axis) {
    Axes last = Axes.of(axis);
    Axes order = last.complement(axes.size()).concat(last);
    Strided source = RowMajor.copy(array.with(array.layout().transpose(order)));
    Strided made = Strided.allocate(result.dtype(), result.shape().select(order));
    slide(
        source.with(source.layout().transpose(order.inverse())),
        made.with(made.layout().transpose(order.inverse())));
    Mover.move(made, result.with(result.layout().transpose(order)));
    source.buffer().release();
    made.buffer().release();
  }

  private void slide(Strided array, Strided result) {
    for (List<Sweep> sweeps : combinations) {
      slide(array, result, sweeps);
    }
    Reference.reachabilityFence(array.buffer());
    Reference.reachabilityFence(result.buffer());
  }

  private Track[] tracks(Strided array, List<Sweep> sweeps) {
    Track[] tracks = new Track[axes.size()];
    for (int axis = 0; axis < tracks.length; axis++) {
      long stride = array.layout().stride(axis) * slide.element().size();
      tracks[axis] = sweeps.get(axis).samples(axes.get(axis).samples(), stride);
    }
    return tracks;
  }

  private long[] steps(Strided result, List<Sweep> sweeps) {
    long[] steps = new long[axes.size()];
    for (int axis = 0; axis < steps.length; axis++) {
      long stride = result.layout().stride(axis) * slide.element().size();
      steps[axis] = stride * sweeps.get(axis).period();
    }
    return steps;
  }

  private void slide(Strided array, Strided result, List<Sweep> sweeps) {
    long to = Memory.at(result);
    for (int axis = 0; axis < axes.size(); axis++) {
      long stride = result.layout().stride(axis) * slide.element().size();
      to += stride * sweeps.get(axis).start();
    }
    new Sliding(
            slide,
            tracks(array, sweeps),
            steps(result, sweeps),
            Memory.segment(array),
            Memory.at(array),
            Memory.segment(result),
            to,
            identity,
            null)
        .run();
  }
}
