package org.lanewise.vector.codegen;

import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Count;
import org.lanewise.vector.codegen.Code.Floating;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Code.Truth;

/// The methods that definitions call and that are one operation of a kernel.
final class Atoms {
  private static final String OP = "org/lanewise/backend/definition/Op";

  private Atoms() {}

  /// The node of a call, or −1 if the method is no atom.
  static int translate(Graph graph, String owner, String name, int... operands) {
    return switch (owner) {
      case OP -> operation(graph, name, operands);
      case "java/lang/Math" -> math(graph, name, operands);
      case "java/lang/Float", "java/lang/Double" -> bits(graph, name, operands);
      case "java/lang/Integer", "java/lang/Long" -> counts(graph, owner, name, operands);
      default -> -1;
    };
  }

  private static int operation(Graph graph, String name, int... operands) {
    return switch (name) {
      case "lt" -> graph.compare(Comparison.LT, operands[0], operands[1]);
      case "le" -> graph.compare(Comparison.LE, operands[0], operands[1]);
      case "gt" -> graph.compare(Comparison.GT, operands[0], operands[1]);
      case "ge" -> graph.compare(Comparison.GE, operands[0], operands[1]);
      case "eq" -> graph.compare(Comparison.EQ, operands[0], operands[1]);
      case "ne" -> graph.compare(Comparison.NE, operands[0], operands[1]);
      case "and" -> graph.like(Bitwise.AND, operands);
      case "or" -> graph.like(Bitwise.OR, operands);
      case "not" -> graph.like(Truth.NOT, operands);
      case "select" -> graph.select(operands[0], operands[1], operands[2]);
      case "sqrt" -> graph.like(Floating.SQRT, operands);
      default -> -1;
    };
  }

  private static int math(Graph graph, String name, int... operands) {
    boolean floating = graph.lane(operands[0]).isFloating();
    return switch (name) {
      case "fma" -> fma(graph, operands);
      case "abs" -> floating ? graph.like(Floating.ABS, operands) : -1;
      case "sqrt" -> graph.like(Floating.SQRT, operands);
      default -> -1;
    };
  }

  /// (−a) · k + c is a · (−k) + c, which spares the negation.
  private static int fma(Graph graph, int... operands) {
    Node factor = graph.get(operands[0]);
    Node other = graph.get(operands[1]);
    if (factor.code() != Floating.NEG || other.code() != Leaf.CONST) {
      return graph.like(Floating.FMA, operands);
    }
    long sign = 1L << other.lane().bits() - 1;
    long negated = other.bits() ^ sign;
    int constant = graph.constant(other.lane(), other.lane() == Lane.F32 ? (int) negated : negated);
    return graph.like(Floating.FMA, factor.a(), constant, operands[2]);
  }

  private static int bits(Graph graph, String name, int... operands) {
    return switch (name) {
      case "floatToRawIntBits" -> graph.node(Cast.BITCAST, Lane.I32, operands);
      case "intBitsToFloat" -> graph.node(Cast.BITCAST, Lane.F32, operands);
      case "doubleToRawLongBits" -> graph.node(Cast.BITCAST, Lane.I64, operands);
      case "longBitsToDouble" -> graph.node(Cast.BITCAST, Lane.F64, operands);
      default -> -1;
    };
  }

  private static int counts(Graph graph, String owner, String name, int... operands) {
    return switch (name) {
      case "bitCount" -> count(graph, Count.BITS, owner, operands);
      case "numberOfLeadingZeros" -> count(graph, Count.CLZ, owner, operands);
      default -> -1;
    };
  }

  /// Java counts the bits of a `long` in an `int`.
  private static int count(Graph graph, Count code, String owner, int... operands) {
    int count = graph.like(code, operands);
    return owner.endsWith("Long") ? graph.node(Cast.CONVERT, Lane.I32, count) : count;
  }
}
