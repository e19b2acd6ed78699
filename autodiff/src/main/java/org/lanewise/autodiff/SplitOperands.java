package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// The operands of a primitive that holds programs, at least one of which has a linear part.
///
/// @param partition how they are divided
/// @param x the operands; one that is not known is not read
/// @param dx the linear part of each, if it has one
/// @param linear makes nodes
record SplitOperands(
    Partition partition, List<Array> x, List<Optional<LinearNode>> dx, LinearInterpreter linear) {
  SplitOperands {
    x = List.copyOf(x);
    dx = List.copyOf(dx);
  }

  /// Which operands have a linear part.
  List<Boolean> mask() {
    return Masks.present(dx);
  }

  /// Whether no operand has a linear part.
  boolean isKnown() {
    return dx.stream().allMatch(Optional::isEmpty);
  }

  /// The operands from a position on.
  SplitOperands from(int position) {
    return with(x.subList(position, x.size()), dx.subList(position, dx.size()));
  }

  /// The operands before a position.
  SplitOperands to(int position) {
    return with(x.subList(0, position), dx.subList(0, position));
  }

  /// These operands, then others.
  SplitOperands and(SplitOperands others) {
    return with(Masks.joined(x, others.x), Masks.joined(dx, others.dx));
  }

  /// Other operands, divided alike.
  SplitOperands with(List<Array> others, List<Optional<LinearNode>> nodes) {
    return new SplitOperands(partition, others, nodes, linear);
  }

  /// The nodes of the operands of a mask, zeros where there is none.
  List<LinearNode> nodes(List<Boolean> mask) {
    List<LinearNode> nodes = new ArrayList<>();
    for (int i = 0; i < mask.size(); i++) {
      if (mask.get(i)) {
        ArrayType type = x.get(i).type();
        nodes.add(dx.get(i).orElseGet(() -> linear.zero(type)));
      }
    }
    return nodes;
  }
}
