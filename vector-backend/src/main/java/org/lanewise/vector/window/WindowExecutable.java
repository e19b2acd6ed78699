package org.lanewise.vector.window;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.backend.WindowAxis;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Window;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.Conversion;

/// A fold of windows: one [Sliding] for each combination of sweeps. While the kernel is cold, the
/// reference backend computes small ones.
final class WindowExecutable implements Executable {
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
  public Strided[] execute(Strided... operands) {
    if (!slide.isHot() && work < LARGE) {
      return cold.execute(operands);
    }
    Strided result = Strided.allocate(computed);
    if (computed.size() > 0) {
      Strided array = widen.apply(operands[0]);
      for (List<Sweep> sweeps : combinations) {
        slide(array, result, sweeps);
      }
      Reference.reachabilityFence(array.buffer());
      Reference.reachabilityFence(result.buffer());
    }
    return new Strided[] {narrow.apply(result)};
  }

  private void slide(Strided array, Strided result, List<Sweep> sweeps) {
    int size = slide.element().size();
    Track[] tracks = new Track[axes.size()];
    long[] steps = new long[tracks.length];
    long to = Memory.at(result);
    for (int axis = 0; axis < tracks.length; axis++) {
      Sweep sweep = sweeps.get(axis);
      long stride = result.layout().stride(axis) * size;
      tracks[axis] = sweep.samples(axes.get(axis).samples(), array.layout().stride(axis) * size);
      steps[axis] = stride * sweep.period();
      to += stride * sweep.start();
    }
    new Sliding(
            slide,
            tracks,
            steps,
            Memory.segment(array),
            Memory.at(array),
            Memory.segment(result),
            to,
            identity,
            null)
        .run();
  }
}
