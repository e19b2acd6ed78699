package org.lanewise.vector.convolution;

import java.util.List;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.vector.window.Slide;
import org.lanewise.vector.window.Sweep;
import org.lanewise.vector.window.Weights;

/// The weights of a depthwise convolution as vectors: of neighbouring groups, if the lanes are
/// groups, else the weight of one group in every lane.
///
/// @param array the vectors, those of the taps of one output after the other
/// @param taps how many taps
/// @param lanes the elements of a vector
/// @param groupsAcross whether lanes are groups
record FilterWeights(Object array, int taps, int lanes, boolean groupsAcross) implements Weights {

  /// Reads the weights of one output feature of each group.
  ///
  /// @param filter the filter: group, taps…, input feature, output feature
  /// @param sweeps the taps that count
  static FilterWeights of(
      Slide slide, Strided filter, List<Sweep> sweeps, long output, boolean groupsAcross) {
    int groups = (int) filter.shape().get(0);
    int lanes = slide.lanes();
    int taps = 1;
    for (Sweep sweep : sweeps) {
      taps *= (int) sweep.taps();
    }
    int vectors = groupsAcross ? (groups + lanes - 1) / lanes : groups;
    Object array = slide.element().newArray(Math.max(1, vectors * taps * lanes));
    Layout layout = filter.layout();
    for (int tap = 0; tap < taps; tap++) {
      long at = layout.offset() + output * layout.stride(layout.shape().rank() - 1);
      int rest = tap;
      for (int axis = sweeps.size() - 1; axis >= 0; axis--) {
        Sweep sweep = sweeps.get(axis);
        long place = sweep.filterStart() + rest % sweep.taps() * sweep.filterStep();
        rest /= (int) sweep.taps();
        at += place * layout.stride(axis + 1);
      }
      for (int group = 0; group < groups; group++) {
        long bits =
            Transfer.getBits(
                filter.buffer().segment(), filter.dtype(), at + group * layout.stride(0));
        if (groupsAcross) {
          int start = (group / lanes * taps + tap) * lanes + group % lanes;
          slide.element().fill(array, start, start + 1, bits);
        } else {
          int start = (group * taps + tap) * lanes;
          slide.element().fill(array, start, start + lanes, bits);
        }
      }
    }
    return new FilterWeights(array, taps, lanes, groupsAcross);
  }

  @Override
  public int at(long... output) {
    int group = (int) output[0];
    return (groupsAcross ? group / lanes : group) * taps * lanes;
  }
}
