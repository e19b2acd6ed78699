package org.lanewise.ir;

import static org.lanewise.ir.Operands.NUMBER;

import java.util.List;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The type rules of [Combining], which alone may have several results.
final class CombiningTypes {
  private CombiningTypes() {}

  static List<ArrayType> infer(Combining primitive, Operands operands) {
    return switch (primitive) {
      case DotGeneral dot -> List.of(dotGeneral(dot, operands));
      case Sort sort -> sort(sort, operands);
      case TopK topK -> topK(topK, operands);
      case Threefry2x32 _ -> threefry(operands);
    };
  }

  /// Batch axes, then the free axes of the left operand, then those of the right one.
  private static ArrayType dotGeneral(DotGeneral dot, Operands operands) {
    operands.requireCount(2);
    operands.requireKind(0, NUMBER, "an integer or floating type");
    operands.requireKind(1, NUMBER, "an integer or floating type");
    operands.requirePreferred(dot.preferred());
    requireDisjoint("lhs", dot.lhsContracting(), dot.lhsBatch(), operands, 0);
    requireDisjoint("rhs", dot.rhsContracting(), dot.rhsBatch(), operands, 1);
    requirePaired("contracting", dot.lhsContracting(), dot.rhsContracting(), operands);
    requirePaired("batch", dot.lhsBatch(), dot.rhsBatch(), operands);
    Shape lhs = operands.shape(0);
    Shape rhs = operands.shape(1);
    Shape shape =
        lhs.select(dot.lhsBatch())
            .concat(lhs.without(dot.lhsBatch().concat(dot.lhsContracting())))
            .concat(rhs.without(dot.rhsBatch().concat(dot.rhsContracting())));
    return new ArrayType(dot.preferred(), shape, operands.allWeak(0));
  }

  private static void requireDisjoint(
      String side, Axes contracting, Axes batch, Operands operands, int position) {
    int rank = operands.get(position).rank();
    operands.requireAxes(side + " contracting dimensions", contracting, rank);
    operands.requireAxes(side + " batch dimensions", batch, rank);
    for (int i = 0; i < batch.size(); i++) {
      if (contracting.contains(batch.get(i))) {
        throw operands.error(
            "an axis is either contracted or batched, but %s %s axis %d is both. Name it once.",
            side, operands.get(position), batch.get(i));
      }
    }
  }

  private static void requirePaired(String what, Axes lhs, Axes rhs, Operands operands) {
    if (lhs.size() != rhs.size()) {
      throw operands.error(
          "there must be as many %s dimensions in lhs as in rhs, but lhs %s has %s and rhs %s has"
              + " %s. Name them in pairs.",
          what, operands.get(0), lhs, operands.get(1), rhs);
    }
    for (int i = 0; i < lhs.size(); i++) {
      long left = operands.shape(0).get(lhs.get(i));
      long right = operands.shape(1).get(rhs.get(i));
      if (left != right) {
        throw operands.error(
            "%s dimensions must have equal sizes, but lhs %s axis %d has size %d and rhs %s axis %d"
                + " has size %d. Transpose one operand, or name other axes.",
            what, operands.get(0), lhs.get(i), left, operands.get(1), rhs.get(i), right);
      }
    }
  }

  /// All operands are permuted alike, so they have one shape; each keeps its element type.
  private static List<ArrayType> sort(Sort sort, Operands operands) {
    operands.requireCountAtLeast(1);
    if (sort.numKeys() < 1 || sort.numKeys() > operands.count()) {
      throw operands.error(
          "num_keys must be between 1 and the number of operands, got %d for %s. Sort by one"
              + " operand at least.",
          sort.numKeys(), operands.types());
    }
    operands.requireAxis("dimension", sort.dimension(), operands.get(0).rank());
    for (int i = 1; i < operands.count(); i++) {
      if (!operands.shape(i).equals(operands.shape(0))) {
        throw operands.error(
            "operands must have one shape, but %s and %s differ. Broadcast them first.",
            operands.describe(0), operands.describe(i));
      }
    }
    return operands.types();
  }

  /// Values keep their type; places are i32.
  private static List<ArrayType> topK(TopK topK, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    operands.requireAxis("axis", topK.axis(), operand.rank());
    long size = operand.shape().get(topK.axis());
    if (topK.k() < 0 || topK.k() > size) {
      throw operands.error(
          "k must be between 0 and the size of the axis, but k is %d and operand %s axis %d has size"
              + " %d. Ask for fewer.",
          topK.k(), operand, topK.axis(), size);
    }
    if (size > Integer.MAX_VALUE) {
      throw operands.error(
          "places are i32, but operand %s axis %d has size %d. Take the top k of parts of it.",
          operand, topK.axis(), size);
    }
    Shape shape = operand.shape().with(topK.axis(), topK.k());
    return List.of(operand.withShape(shape), new ArrayType(DType.INT32, shape));
  }

  private static List<ArrayType> threefry(Operands operands) {
    operands.requireCount(4);
    for (int i = 0; i < 4; i++) {
      operands.requireKind(i, type -> type == DType.UINT32, "type u32");
    }
    ArrayType word = new ArrayType(DType.UINT32, operands.broadcast());
    return List.of(word, word);
  }
}
