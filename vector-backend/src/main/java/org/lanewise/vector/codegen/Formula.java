package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Leaf;

/// What a kernel computes for each element: results as functions of operands.
///
/// @param name what generated classes are called after; no part of what is computed
/// @param graph the values
/// @param operands the element types of the operands
/// @param results the element types of the results
/// @param outputs the nodes of the results
/// @param slow the node that says which lanes must be computed again by the scalar form, or −1
record Formula(
    String name,
    Graph graph,
    List<DType> operands,
    List<DType> results,
    List<Integer> outputs,
    int slow) {
  Formula {
    operands = List.copyOf(operands);
    results = List.copyOf(results);
    outputs = List.copyOf(outputs);
  }

  /// The nodes that must be computed.
  boolean[] live() {
    List<Integer> wanted = new ArrayList<>(outputs);
    if (slow >= 0) {
      wanted.add(slow);
    }
    return graph.reachable(wanted);
  }

  /// The width of the widest lane, which fixes how many lanes there are: 32 or 64.
  int width() {
    boolean[] live = live();
    for (int i = 0; i < live.length; i++) {
      if (live[i] && graph.lane(i).bits() == 64) {
        return 64;
      }
    }
    return 32;
  }

  /// How many operations there are, loads and constants aside: the cost of an element.
  int operations() {
    boolean[] live = live();
    int count = 0;
    for (int i = 0; i < live.length; i++) {
      Code code = graph.get(i).code();
      if (live[i] && code != Leaf.CONST && code != Leaf.ARG) {
        count++;
      }
    }
    return count;
  }
}
