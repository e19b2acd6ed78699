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
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.vector.move.Conversion;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;

/// `select_and_gather_add` and `select_and_scatter_add` of windows without holes. The operands are
/// brought into an order in which an axis without windows comes last. While the kernel is cold, the
/// reference backend computes small ones.
final class ChoiceExecutable implements Executable {
  /// The taps above which even a cold kernel is not slower than the reference backend.
  private static final double LARGE = 1 << 18;

  private final Executable cold;
  private final Choice choice;
  private final boolean scatters;
  private final List<WindowAxis> axes;
  private final Axes order;
  private final ArrayType result;
  private final Conversion widenFirst;
  private final Conversion widenSamples;
  private final Conversion narrow;
  private final double work;

  /// @param operands what is gathered from or scattered, and the samples
  ChoiceExecutable(
      Primitive primitive,
      Choice choice,
      boolean scatters,
      Window window,
      List<ArrayType> operands,
      ArrayType result) {
    DType computed = choice.element().dtype();
    ArrayType samples = operands.get(1);
    this.cold = new ReferenceBackend().compile(Jaxpr.of(primitive, operands));
    this.choice = choice;
    this.scatters = scatters;
    this.axes = new ArrayList<>();
    double taps = window.counts(samples.shape()).size();
    for (int axis = 0; axis < window.rank(); axis++) {
      WindowAxis one = WindowAxis.of(window, axis, samples.shape().get(axis));
      axes.add(one);
      taps *= (double) one.taps();
    }
    this.work = taps;
    this.order = order(axes);
    this.result = result.withDType(computed);
    this.widenFirst = Conversion.of(operands.get(0), computed);
    this.widenSamples = Conversion.of(samples, computed);
    this.narrow = Conversion.of(this.result, result.dtype());
  }

  private static Track track(WindowAxis axis, long stride) {
    return new Track(
        axis.windows(),
        axis.taps(),
        axis.sample(0, 0),
        axis.sampleStep(),
        axis.dilation(),
        axis.samples(),
        stride);
  }

  /// The axes with the longest one that has no windows last; windows keep their order.
  private static Axes order(List<WindowAxis> axes) {
    int best = -1;
    for (int axis = 0; axis < axes.size(); axis++) {
      WindowAxis one = axes.get(axis);
      if (Choosing.isFree(track(one, 0))
          && (best < 0 || one.samples() >= axes.get(best).samples())) {
        best = axis;
      }
    }
    if (best < 0) {
      return Axes.range(axes.size());
    }
    Axes last = Axes.of(best);
    return last.complement(axes.size()).concat(last);
  }

  @Override
  public Strided[] execute(Strided... operands) {
    if (!choice.isHot() && work < LARGE) {
      return cold.execute(operands);
    }
    Strided first = inOrder(widenFirst.apply(operands[0]));
    Strided samples = inOrder(widenSamples.apply(operands[1]));
    Strided made = Strided.allocate(result.dtype(), result.shape().select(order));
    made.buffer().segment().fill((byte) 0);
    if (work > 0) {
      Strided place = withLanes(made);
      Strided sums = scatters ? place : first;
      Strided ofWindows = scatters ? first : place;
      new Choosing(choice, scatters, tracks(samples), samples, sums, ofWindows).run();
    }
    Reference.reachabilityFence(first.buffer());
    Reference.reachabilityFence(samples.buffer());
    Reference.reachabilityFence(made.buffer());
    return new Strided[] {narrow.apply(backInOrder(made))};
  }

  private Strided inOrder(Strided operand) {
    return withLanes(RowMajor.of(operand.with(operand.layout().transpose(order))));
  }

  /// The same elements with one more axis, of size 1, at the end if the last one has windows.
  private Strided withLanes(Strided ordered) {
    int last = order.size() - 1;
    if (last >= 0 && Choosing.isFree(track(axes.get(order.get(last)), 0))) {
      return ordered;
    }
    Layout layout = ordered.layout();
    return ordered.with(layout.reshape(layout.shape().insert(last + 1, 1)));
  }

  private Track[] tracks(Strided samples) {
    int size = choice.element().size();
    Track[] tracks = new Track[samples.shape().rank()];
    for (int axis = 0; axis < order.size(); axis++) {
      tracks[axis] = track(axes.get(order.get(axis)), samples.layout().stride(axis) * size);
    }
    if (tracks.length > order.size()) {
      tracks[order.size()] = Track.plain(1, size);
    }
    return tracks;
  }

  private Strided backInOrder(Strided made) {
    if (order.isIdentity()) {
      return made;
    }
    Strided moved = Strided.allocate(result);
    Mover.move(made, moved.with(moved.layout().transpose(order)));
    made.buffer().release();
    return moved;
  }
}
