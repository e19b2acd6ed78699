package org.lanewise.vector.convolution;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.backend.ConvGeometry;
import org.lanewise.backend.WindowAxis;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.window.Slide;
import org.lanewise.vector.window.Sliding;
import org.lanewise.vector.window.Sweep;
import org.lanewise.vector.window.Track;

/// A convolution of which each output feature sees one input feature: a product has no columns to
/// speak of, so windows slide, with a vector along the features or along a row of an image. A
/// vector of weights is loaded once for several outputs.
///
/// Where neither can be a vector's, array and result are brought into an order in which features
/// come last.
final class Depthwise {
  private final ConvGeometry geometry;
  private final Slide slide;
  private final Element element;
  private final List<List<Sweep>> combinations;

  private Depthwise(ConvGeometry geometry, Element element, List<List<Sweep>> combinations) {
    this.geometry = geometry;
    this.element = element;
    this.slide = new Slide(element, Slide.Op.WEIGH);
    this.combinations = combinations;
  }

  /// Whether a convolution is depthwise, and its sums are one chain of `DotOrder`.
  static boolean fits(ConvGeometry geometry, Element element) {
    return geometry.inputs() == 1
        && geometry.conv().featureGroups() > 1
        && geometry.taps().size() <= element.kBlock();
  }

  static Depthwise of(ConvGeometry geometry, Element element) {
    List<List<Sweep>> sweeps = new ArrayList<>();
    for (WindowAxis axis : geometry.axes()) {
      sweeps.add(Sweep.of(axis, false));
    }
    return new Depthwise(geometry, element, Sweep.combinations(sweeps));
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  boolean isHot() {
    return slide.isHot();
  }

  /// Computes the convolution; the operands are as [PatchProducts#run] takes them.
  void run(Strided array, Strided filter, Strided result) {
    boolean suits = true;
    for (List<Sweep> sweeps : combinations) {
      suits &=
          Sliding.across(tracks(array, sweeps), targetSteps(result, sweeps), element.size()) >= 0;
    }
    if (suits) {
      slide(array, filter, result);
      return;
    }
    int rank = array.shape().rank();
    // group, batch, samples…, feature → feature, batch, samples…, group
    Axes groupsLast = Axes.of(rank - 1).concat(Axes.range(1, rank - 1)).concat(Axes.of(0));
    Strided source = RowMajor.copy(array.with(array.layout().transpose(groupsLast)));
    Layout turned = result.layout().transpose(groupsLast);
    Strided made = Strided.allocate(result.dtype(), turned.shape());
    slide(
        source.with(source.layout().transpose(groupsLast)),
        filter,
        made.with(made.layout().transpose(groupsLast)));
    Mover.move(made, result.with(turned));
    source.buffer().release();
    made.buffer().release();
  }

  private void slide(Strided array, Strided filter, Strided result) {
    int last = result.shape().rank() - 1;
    long outputStep = result.layout().stride(last) * element.size();
    for (List<Sweep> sweeps : combinations) {
      Track[] tracks = tracks(array, sweeps);
      long[] steps = targetSteps(result, sweeps);
      boolean groupsAcross = Sliding.across(tracks, steps, element.size()) == 0;
      long to = Memory.at(result);
      for (int axis = 0; axis < sweeps.size(); axis++) {
        to += sweeps.get(axis).start() * result.layout().stride(axis + 2) * element.size();
      }
      for (long output = 0; output < geometry.outputs(); output++) {
        new Sliding(
                slide,
                tracks,
                steps,
                Memory.segment(array),
                Memory.at(array),
                Memory.segment(result),
                to + output * outputStep,
                element.newArray(1),
                FilterWeights.of(slide, filter, sweeps, output, groupsAcross))
            .run();
      }
    }
    Reference.reachabilityFence(array.buffer());
    Reference.reachabilityFence(filter.buffer());
    Reference.reachabilityFence(result.buffer());
  }

  /// Groups, batch, and the spatial axes.
  private Track[] tracks(Strided array, List<Sweep> sweeps) {
    Track[] tracks = new Track[sweeps.size() + 2];
    Layout layout = array.layout();
    tracks[0] = Track.plain(geometry.groups(), layout.stride(0) * element.size());
    tracks[1] = Track.plain(geometry.batch(), layout.stride(1) * element.size());
    for (int axis = 0; axis < sweeps.size(); axis++) {
      long samples = geometry.axes().get(axis).samples();
      tracks[axis + 2] =
          sweeps.get(axis).samples(samples, layout.stride(axis + 2) * element.size());
    }
    return tracks;
  }

  private long[] targetSteps(Strided result, List<Sweep> sweeps) {
    long[] steps = new long[sweeps.size() + 2];
    for (int axis = 0; axis < steps.length; axis++) {
      long period = axis < 2 ? 1 : sweeps.get(axis - 2).period();
      steps[axis] = result.layout().stride(axis) * period * element.size();
    }
    return steps;
  }
}
