package org.lanewise.ir;

import static org.lanewise.ir.Operands.NUMBER;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.ir.Collective.AllGather;
import org.lanewise.ir.Collective.AxisIndex;
import org.lanewise.ir.Collective.PPermute;
import org.lanewise.ir.Collective.PReduce;
import org.lanewise.ir.Collective.PSum;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The type rules of [Collective]: each lane has a value of the operand's type, so results are
/// typed as if there were no lanes.
final class CollectiveTypes {
  private CollectiveTypes() {}

  static ArrayType infer(Collective primitive, Operands operands) {
    return switch (primitive) {
      case PSum _ -> {
        operands.requireCount(1);
        operands.requireKind(0, NUMBER, "an integer or floating type");
        yield operands.get(0);
      }
      case PReduce _ -> {
        operands.requireCount(1);
        yield operands.get(0);
      }
      case AllGather gather -> allGather(gather, operands);
      case PPermute permute -> permute(permute, operands);
      case AxisIndex _ -> {
        operands.requireCount(0);
        yield new ArrayType(DType.INT32, Shape.scalar());
      }
    };
  }

  private static ArrayType allGather(AllGather gather, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    operands.requireAxis("all_gather_dimension", gather.dimension(), operand.rank() + 1);
    return operand.withShape(operand.shape().insert(gather.dimension(), gather.axisSize()));
  }

  private static ArrayType permute(PPermute permute, Operands operands) {
    operands.requireCount(1);
    Set<Long> sources = new HashSet<>();
    Set<Long> targets = new HashSet<>();
    for (PPermute.Link link : permute.links()) {
      long n = permute.axisSize();
      if (Math.min(link.source(), link.target()) < 0
          || Math.max(link.source(), link.target()) >= n) {
        throw operands.error(
            "lanes are counted from 0 to %d on axis \"%s\", got %s. Use lanes in that range.",
            n - 1, permute.axisName(), link);
      }
      if (!sources.add(link.source()) || !targets.add(link.target())) {
        throw operands.error(
            "no lane may send or receive twice, got %s on axis \"%s\". Name each lane once on each"
                + " side.",
            list(permute.links()), permute.axisName());
      }
    }
    return operands.get(0);
  }

  /// The links as Python prints a tuple.
  static String list(List<PPermute.Link> links) {
    String text = links.toString();
    String inner = text.substring(1, text.length() - 1);
    return "(" + inner + (links.size() == 1 ? ",)" : ")");
  }
}
