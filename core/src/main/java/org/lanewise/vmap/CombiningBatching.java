package org.lanewise.vmap;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.type.Axes;

/// Products of matrices, sorting and random bits.
final class CombiningBatching {
  private CombiningBatching() {}

  static List<Lanes> apply(Combining primitive, List<Lanes> x, long lanes) {
    return switch (primitive) {
      case DotGeneral dot -> List.of(dotGeneral(dot, x.get(0), x.get(1)));
      case Sort sort -> sort(sort, x, lanes);
      // the largest of xᵢ
      case TopK(long k, int axis) -> {
        Lanes operand = x.get(0);
        yield CurrentInterpreter.bind(new TopK(k, operand.shifted(axis)), List.of(operand.array()))
            .stream()
            .map(result -> new Lanes(result, operand.axis()))
            .toList();
      }
      // word by word
      case Threefry2x32 threefry -> ElementwiseBatching.apply(threefry, x);
    };
  }

  /// Lanes of both operands are one more batch axis; lanes of one operand are one more free axis of
  /// it, so that a product of many vectors with one matrix is a product of matrices.
  private static Lanes dotGeneral(DotGeneral dot, Lanes lhs, Lanes rhs) {
    Axes lhsBatch = lhs.shifted(dot.lhsBatch());
    Axes rhsBatch = rhs.shifted(dot.rhsBatch());
    Axes lhsContracting = lhs.shifted(dot.lhsContracting());
    Axes rhsContracting = rhs.shifted(dot.rhsContracting());
    boolean both = lhs.isMapped() && rhs.isMapped();
    DotGeneral wider =
        new DotGeneral(
            lhsContracting,
            rhsContracting,
            both ? Axes.of(lhs.axis()).concat(lhsBatch) : lhsBatch,
            both ? Axes.of(rhs.axis()).concat(rhsBatch) : rhsBatch,
            dot.preferred());
    Array result = Lax.dotGeneral(lhs.array(), rhs.array(), wider);
    if (both) {
      return new Lanes(result, 0);
    }
    int batch = dot.lhsBatch().size();
    if (lhs.isMapped()) {
      return new Lanes(result, batch + freeBefore(lhs.axis(), lhsContracting, lhsBatch));
    }
    int lhsFree = lhs.rank() - batch - dot.lhsContracting().size();
    return new Lanes(result, batch + lhsFree + freeBefore(rhs.axis(), rhsContracting, rhsBatch));
  }

  /// How many axes before one are neither contracted nor batched.
  private static int freeBefore(int axis, Axes contracting, Axes batch) {
    int free = 0;
    for (int i = 0; i < axis; i++) {
      free += contracting.contains(i) || batch.contains(i) ? 0 : 1;
    }
    return free;
  }

  /// All operands with the lanes at one axis: each lane is sorted by itself.
  private static List<Lanes> sort(Sort sort, List<Lanes> x, long lanes) {
    int axis = x.stream().filter(Lanes::isMapped).findFirst().orElseThrow().axis();
    List<Array> operands = x.stream().map(operand -> operand.at(axis, lanes)).toList();
    int dimension = sort.dimension() >= axis ? sort.dimension() + 1 : sort.dimension();
    Sort wider = new Sort(dimension, sort.isStable(), sort.numKeys());
    return CurrentInterpreter.bind(wider, operands).stream()
        .map(result -> new Lanes(result, axis))
        .toList();
  }
}
