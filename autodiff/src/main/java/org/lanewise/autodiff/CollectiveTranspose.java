package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Collective.AllGather;
import org.lanewise.ir.Collective.AxisIndex;
import org.lanewise.ir.Collective.PPermute;
import org.lanewise.ir.Collective.PSum;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The transpositions of the linear collectives.
///
/// The function that is transposed is that of all lanes together, so the cotangents of all lanes
/// meet: the transposition of a sum is the sum of the lanes' cotangents, as in JAX.
final class CollectiveTranspose {
  private CollectiveTranspose() {}

  /// Σ over lanes of ct.
  static Array sum(PSum sum, Array ct) {
    return CurrentInterpreter.bindOne(sum, List.of(ct));
  }

  /// The lane's own part of Σ over lanes of ct.
  static Array allGather(AllGather gather, Array ct) {
    int axis = gather.dimension();
    Array total = sum(new PSum(gather.axisName(), gather.axisSize()), ct);
    Array zero = Lax.scalar(DType.INT32, 0L);
    List<Array> starts = new ArrayList<>(Collections.nCopies(ct.rank(), zero));
    AxisIndex index = new AxisIndex(gather.axisName(), gather.axisSize());
    starts.set(axis, CurrentInterpreter.bindOne(index, List.of()));
    Shape part = ct.shape().with(axis, 1);
    return Lax.squeeze(Lax.dynamicSlice(total, starts, part), Axes.of(axis));
  }

  /// ct sent back.
  static Array permute(PPermute permute, Array ct) {
    List<PPermute.Link> back =
        permute.links().stream()
            .map(link -> new PPermute.Link(link.target(), link.source()))
            .toList();
    return CurrentInterpreter.bindOne(
        new PPermute(permute.axisName(), permute.axisSize(), back), List.of(ct));
  }
}
