package org.lanewise.vector.codegen;

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
      case "lt" -> graph.compare(Code.LT, operands[0], operands[1]);
      case "le" -> graph.compare(Code.LE, operands[0], operands[1]);
      case "gt" -> graph.compare(Code.GT, operands[0], operands[1]);
      case "ge" -> graph.compare(Code.GE, operands[0], operands[1]);
      case "eq" -> graph.compare(Code.EQ, operands[0], operands[1]);
      case "ne" -> graph.compare(Code.NE, operands[0], operands[1]);
      case "and" -> graph.like(Code.AND, operands);
      case "or" -> graph.like(Code.OR, operands);
      case "not" -> graph.like(Code.NOT, operands);
      case "select" -> graph.select(operands[0], operands[1], operands[2]);
      case "sqrt" -> graph.like(Code.SQRT, operands);
      default -> -1;
    };
  }

  private static int math(Graph graph, String name, int... operands) {
    boolean floating = graph.lane(operands[0]).isFloating();
    return switch (name) {
      case "fma" -> graph.like(Code.FMA, operands);
      case "abs" -> floating ? graph.like(Code.ABS, operands) : -1;
      case "sqrt" -> graph.like(Code.SQRT, operands);
      default -> -1;
    };
  }

  private static int bits(Graph graph, String name, int... operands) {
    return switch (name) {
      case "floatToRawIntBits" -> graph.node(Code.BITCAST, Lane.I32, operands);
      case "intBitsToFloat" -> graph.node(Code.BITCAST, Lane.F32, operands);
      case "doubleToRawLongBits" -> graph.node(Code.BITCAST, Lane.I64, operands);
      case "longBitsToDouble" -> graph.node(Code.BITCAST, Lane.F64, operands);
      default -> -1;
    };
  }

  /// Counts of bits; those of a `long` are `int`s.
  private static int counts(Graph graph, String owner, String name, int... operands) {
    Code code =
        switch (name) {
          case "bitCount" -> Code.BITS;
          case "numberOfLeadingZeros" -> Code.CLZ;
          default -> Code.CALL;
        };
    if (code == Code.CALL) {
      return -1;
    }
    int count = graph.like(code, operands);
    return owner.endsWith("Long") ? graph.node(Code.CONVERT, Lane.I32, count) : count;
  }
}
