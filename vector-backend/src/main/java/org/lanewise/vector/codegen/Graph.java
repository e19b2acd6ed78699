package org.lanewise.vector.codegen;

import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Code.Scalar;
import org.lanewise.vector.codegen.Code.Shift;
import org.lanewise.vector.codegen.Code.Truth;

/// The values of a formula, in an order in which operands come first.
///
/// Nodes are made by [#node] and the methods that spell it; an equal node is made only once.
/// Nothing else is simplified: what a definition computes is computed.
public final class Graph {

  /// A scalar method that scalar code may call.
  ///
  /// @param owner its class
  /// @param method its name
  /// @param operands the lanes of its operands
  public record Callee(ClassDesc owner, String method, List<Lane> operands) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final List<Callee> callees = new ArrayList<>();

  /// Makes a graph without nodes.
  public Graph() {}

  /// The node with a number.
  public Node get(int number) {
    return nodes.get(number);
  }

  /// The lane type of a node.
  public Lane lane(int number) {
    return nodes.get(number).lane();
  }

  /// How many nodes there are.
  public int size() {
    return nodes.size();
  }

  /// The method that a call node calls.
  public Callee callee(Node node) {
    return callees.get((int) node.bits());
  }

  /// All nodes and callees: graphs of equal contents compute the same.
  public List<?> contents() {
    return List.of(List.copyOf(nodes), List.copyOf(callees));
  }

  private int intern(Node node) {
    Integer known = numbers.putIfAbsent(node, nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  /// A node of any kind.
  public int node(Code code, Lane lane, int... operands) {
    int a = operands.length > 0 ? operands[0] : -1;
    int b = operands.length > 1 ? operands[1] : -1;
    int c = operands.length > 2 ? operands[2] : -1;
    return intern(new Node(code, lane, a, b, c, 0));
  }

  /// An operand of the formula: element `number` in the lane type of its storage.
  public int argument(int number, DType dtype) {
    return intern(new Node(Leaf.ARG, Storage.of(dtype).lane(), -1, -1, -1, number));
  }

  /// The number of the element.
  int index() {
    return intern(new Node(Leaf.INDEX, Lane.I32, -1, -1, -1, 0));
  }

  /// A constant of a lane type.
  public int constant(Lane lane, long bits) {
    return intern(new Node(Leaf.CONST, lane, -1, -1, -1, bits));
  }

  /// The integer constant of a lane type, or the floating constant of that value.
  public int number(Lane lane, long value) {
    return switch (lane) {
      case F32 -> constant(lane, Float.floatToRawIntBits((float) value));
      case F64 -> constant(lane, Double.doubleToRawLongBits((double) value));
      case I32 -> constant(lane, value << 32 >> 32);
      case I64, MASK -> constant(lane, value);
    };
  }

  /// A call of a static scalar method.
  int call(Class<?> owner, String method, Lane result, int... operands) {
    List<Lane> lanes = new ArrayList<>();
    for (int operand : operands) {
      lanes.add(lane(operand));
    }
    Callee callee = new Callee(owner.describeConstable().orElseThrow(), method, lanes);
    int number = callees.indexOf(callee);
    if (number < 0) {
      number = callees.size();
      callees.add(callee);
    }
    int b = operands.length > 1 ? operands[1] : -1;
    return intern(new Node(Scalar.CALL, result, operands[0], b, -1, number));
  }

  /// A node that has its first operand's lane type.
  public int like(Code code, int... operands) {
    return node(code, lane(operands[0]), operands);
  }

  /// A comparison.
  public int compare(Comparison code, int a, int b) {
    return node(code, Lane.MASK, a, b);
  }

  /// `ifTrue` where a mask holds, else `ifFalse`.
  public int select(int mask, int ifTrue, int ifFalse) {
    return node(Truth.SELECT, lane(ifTrue), mask, ifTrue, ifFalse);
  }

  /// An integer's bits against a constant.
  public int bitsWith(Code code, int a, long constant) {
    return like(code, a, number(lane(a), constant));
  }

  /// A shift or rotation by a constant.
  public int shift(Shift code, int a, int count) {
    return like(code, a, constant(Lane.I32, count));
  }

  /// The nodes that the given results need, in order.
  public boolean[] reachable(List<Integer> results) {
    boolean[] live = new boolean[nodes.size()];
    results.forEach(result -> live[result] = true);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (live[i]) {
        Node node = nodes.get(i);
        mark(live, node.a());
        mark(live, node.b());
        mark(live, node.c());
      }
    }
    return live;
  }

  private static void mark(boolean[] live, int number) {
    if (number >= 0) {
      live[number] = true;
    }
  }
}
