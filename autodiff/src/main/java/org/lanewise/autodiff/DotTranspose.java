package org.lanewise.autodiff;

import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The transposition of a general product: a general product of the cotangent and the other
/// operand.
final class DotTranspose {
  private DotTranspose() {}

  /// ct · yᵀ for the left operand, or xᵀ · ct for the right one, with the axes in their places.
  static void transpose(DotGeneral dot, Array ct, Place left, Place right) {
    Side l = new Side(left.type(), dot.lhsContracting(), dot.lhsBatch());
    Side r = new Side(right.type(), dot.rhsContracting(), dot.rhsBatch());
    int batch = dot.lhsBatch().size();
    if (left.isLinear()) {
      Axes free = Axes.range(batch + l.free().size(), ct.rank());
      left.give(() -> product(ct, free, right.constant(), r, l));
    } else {
      Axes free = Axes.range(batch, batch + l.free().size());
      right.give(() -> product(ct, free, left.constant(), l, r));
    }
  }

  /// One operand of the product: its type and the parts of its axes.
  private record Side(ArrayType type, Axes contracting, Axes batch) {
    Axes free() {
      return contracting.concat(batch).complement(type.rank());
    }
  }

  /// The product of ct and the other operand, over the free axes of the latter.
  ///
  /// Its axes are: batch, the wanted operand's free axes, the other's contracting axes in ascending
  /// order; they are moved to where the wanted operand has them.
  private static Array product(Array ct, Axes freeOfCt, Array constant, Side other, Side wanted) {
    DType wide = ct.dtype();
    DotGeneral dot =
        new DotGeneral(
            freeOfCt, other.free(), Axes.range(other.batch().size()), other.batch(), wide);
    Array product = Lax.dotGeneral(ct, Lax.convertElementType(constant, wide), dot);
    Axes ascending = other.contracting().sorted();
    Axes contracted =
        Axes.of(
            IntStream.range(0, ascending.size())
                .map(i -> wanted.contracting().get(other.contracting().indexOf(ascending.get(i))))
                .toArray());
    Axes places = wanted.batch().concat(wanted.free()).concat(contracted);
    return Lax.convertElementType(
        Lax.transpose(product, places.inverse()), wanted.type().dtype(), wanted.type().weak());
  }
}
