package org.lanewise.vector.loops;

import java.util.HashMap;
import java.util.Map;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.loops.LoopBody.Element;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Written;

/// When the nodes of a loop are computed, and which are kept in local variables.
final class LoopUses {

  /// When a node is computed.
  enum Time {
    /// Once: it depends on nothing that a step changes.
    BEFORE,
    /// In each step, before it is known whether there is a step.
    CONDITION,
    /// In each step.
    STEP
  }

  private final LoopBody body;
  private final Graph graph;
  private final int[] counts;
  private final Time[] times;
  private final boolean[] carried;
  private final boolean[] arrays;
  private final Map<Element, Integer> arguments = new HashMap<>();

  LoopUses(LoopBody body) {
    this.body = body;
    this.graph = body.graph();
    this.counts = new int[graph.size()];
    this.times = new Time[graph.size()];
    this.carried = new boolean[graph.size()];
    this.arrays = new boolean[body.arrays().size()];
    for (int i = 0; i < graph.size(); i++) {
      if (graph.get(i).code() == Leaf.ARG) {
        arguments.put(element(i), i);
      }
    }
    findCarried();
    findTimes();
    count();
    findArrays();
  }

  private Element element(int argument) {
    return body.arguments().get((int) graph.get(argument).bits());
  }

  private void findCarried() {
    for (Written written : body.results()) {
      for (int i = 0; i < written.nodes().size(); i++) {
        int argument = argument(new Element(written.array(), i));
        if (argument >= 0 && argument != written.nodes().get(i)) {
          carried[argument] = true;
        }
      }
    }
  }

  private void findTimes() {
    for (int i = 0; i < times.length; i++) {
      Node node = graph.get(i);
      boolean moves =
          node.code() == Leaf.ARG
              && (carried[i] || body.arrays().get(element(i).array()).kind() == Kind.ROW);
      for (int operand : new int[] {node.a(), node.b(), node.c()}) {
        moves |= operand >= 0 && times[operand] != Time.BEFORE;
      }
      times[i] = moves ? Time.STEP : Time.BEFORE;
    }
    if (body.condition() >= 0) {
      markCondition();
    }
  }

  private void markCondition() {
    boolean[] needed = new boolean[times.length];
    needed[body.condition()] = true;
    for (int i = needed.length - 1; i >= 0; i--) {
      if (needed[i]) {
        times[i] = times[i] == Time.STEP ? Time.CONDITION : times[i];
        Node node = graph.get(i);
        for (int operand : new int[] {node.a(), node.b(), node.c()}) {
          if (operand >= 0) {
            needed[operand] = true;
          }
        }
      }
    }
  }

  private void count() {
    for (Written written : body.results()) {
      for (int i = 0; i < written.nodes().size(); i++) {
        int node = written.nodes().get(i);
        if (node != argument(new Element(written.array(), i))) {
          counts[node] += times[node] == Time.BEFORE ? 2 : 1;
        }
      }
    }
    if (body.condition() >= 0) {
      counts[body.condition()] += times[body.condition()] == Time.BEFORE ? 2 : 1;
    }
    for (int guard : body.guards()) {
      counts[guard] += times[guard] == Time.BEFORE ? 2 : 1;
    }
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] > 0) {
        Node node = graph.get(i);
        for (int operand : new int[] {node.a(), node.b(), node.c()}) {
          if (operand >= 0) {
            // what is read later, or again and again, must be kept
            counts[operand] += times[operand] == times[i] ? 1 : 2;
          }
        }
      }
    }
  }

  private void findArrays() {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && graph.get(i).code() == Leaf.ARG) {
        arrays[element(i).array()] = true;
      }
    }
    for (Written written : body.results()) {
      for (int i = 0; i < written.nodes().size(); i++) {
        arrays[written.array()] |=
            written.nodes().get(i) != argument(new Element(written.array(), i));
      }
    }
  }

  /// The argument that is an element, or −1 if nothing reads it.
  int argument(Element element) {
    return arguments.getOrDefault(element, -1);
  }

  /// Whether a node is an element of the carry that steps change.
  boolean isCarried(int node) {
    return carried[node];
  }

  /// Whether anything needs a node.
  boolean isNeeded(int node) {
    return counts[node] > 0;
  }

  /// Whether a node is computed once for several uses.
  boolean isKept(int node) {
    return counts[node] > 1 && graph.get(node).code() != Leaf.CONST && !carried[node];
  }

  /// When a node is computed.
  Time time(int node) {
    return times[node];
  }

  /// The arrays that the loop reads or writes.
  boolean[] arrays() {
    return arrays.clone();
  }
}
