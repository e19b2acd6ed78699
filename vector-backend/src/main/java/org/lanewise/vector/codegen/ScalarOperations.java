package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Count;
import org.lanewise.vector.codegen.Code.Floating;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Code.Scalar;
import org.lanewise.vector.codegen.Code.Shift;
import org.lanewise.vector.codegen.Code.Truth;

/// Emits the JVM's instructions for each operation of [Code], on one element.
///
/// Where operands come from is the caller's business: a local variable, or the stack.
public final class ScalarOperations {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder code;
  private final Graph graph;
  private final IntConsumer push;
  private final Consumer<Node> operands;

  /// @param push emits what pushes the value of a node
  /// @param operands emits what pushes an operand of the formula, or the number of the element
  public ScalarOperations(
      CodeBuilder code, Graph graph, IntConsumer push, Consumer<Node> operands) {
    this.code = code;
    this.graph = graph;
    this.push = push;
    this.operands = operands;
  }

  /// Emits the computation of a node; its value is left on the stack.
  public void compute(Node node) {
    switch (node.code()) {
      case Leaf leaf -> leaf(leaf, node);
      case Arithmetic operation -> {
        push.accept(node.a());
        push.accept(node.b());
        Instructions.arithmetic(code, node.lane(), operation);
      }
      case Bitwise operation -> {
        push.accept(node.a());
        push.accept(node.b());
        Instructions.bitwise(code, isWide(node), operation);
      }
      case Shift operation -> shift(operation, node);
      case Floating function -> floating(function, node);
      case Count count -> count(count, node);
      case Comparison comparison -> compare(comparison, node);
      case Truth function -> truth(function, node);
      case Cast cast -> cast(cast, node);
      case Scalar _ -> call(node);
    }
  }

  private static boolean isWide(Node node) {
    return node.lane() == Lane.I64;
  }

  private void leaf(Leaf leaf, Node node) {
    switch (leaf) {
      case ARG, INDEX -> operands.accept(node);
      case CONST -> constant(node);
    }
  }

  private void constant(Node node) {
    switch (node.lane()) {
      case F32 -> code.loadConstant(Float.intBitsToFloat((int) node.bits()));
      case F64 -> code.loadConstant(Double.longBitsToDouble(node.bits()));
      case I32, MASK -> code.loadConstant((int) node.bits());
      case I64 -> code.loadConstant(node.bits());
    }
  }

  private void shift(Shift operation, Node node) {
    push.accept(node.a());
    push.accept(node.b());
    if (graph.lane(node.b()) == Lane.I64) {
      code.l2i();
    }
    Instructions.shift(code, isWide(node), operation);
  }

  private void floating(Floating function, Node node) {
    switch (function) {
      case FMA -> math(node, "fma", 3);
      case ABS -> math(node, "abs", 1);
      case NEG -> {
        push.accept(node.a());
        if (node.lane() == Lane.F32) {
          code.fneg();
        } else {
          code.dneg();
        }
      }
      case SQRT -> {
        push.accept(node.a());
        code.conversion(node.lane().kind(), TypeKind.DOUBLE);
        code.invokestatic(MATH, "sqrt", MethodTypeDesc.of(CD_double, CD_double));
        code.conversion(TypeKind.DOUBLE, node.lane().kind());
      }
    }
  }

  private void math(Node node, String method, int operands) {
    ClassDesc[] types = new ClassDesc[operands];
    java.util.Arrays.fill(types, node.lane().scalar());
    push.accept(node.a());
    if (operands == 3) {
      push.accept(node.b());
      push.accept(node.c());
    }
    code.invokestatic(MATH, method, MethodTypeDesc.of(node.lane().scalar(), types));
  }

  private void count(Count count, Node node) {
    String method =
        switch (count) {
          case BITS -> "bitCount";
          case CLZ -> "numberOfLeadingZeros";
        };
    boolean wide = isWide(node);
    push.accept(node.a());
    code.invokestatic(
        wide ? CD_Long : CD_Integer, method, MethodTypeDesc.of(CD_int, node.lane().scalar()));
    if (wide) {
      code.i2l();
    }
  }

  private void compare(Comparison comparison, Node node) {
    Lane lane = graph.lane(node.a());
    push.accept(node.a());
    push.accept(node.b());
    Label yes = code.newLabel();
    if (lane == Lane.I32 || lane == Lane.MASK) {
      Instructions.jumpIfInts(code, comparison, yes);
    } else {
      Instructions.order(code, lane, comparison);
      Instructions.jumpIfSign(code, comparison, yes);
    }
    Label end = code.newLabel();
    code.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
  }

  private void truth(Truth function, Node node) {
    switch (function) {
      case NOT -> {
        push.accept(node.a());
        code.loadConstant(1).ixor();
      }
      case SELECT -> select(node);
    }
  }

  private void select(Node node) {
    Label no = code.newLabel();
    Label end = code.newLabel();
    push.accept(node.a());
    code.ifeq(no);
    push.accept(node.b());
    code.goto_(end).labelBinding(no);
    push.accept(node.c());
    code.labelBinding(end);
  }

  private void cast(Cast cast, Node node) {
    switch (cast) {
      case BITCAST -> bitcast(node);
      case CONVERT -> {
        push.accept(node.a());
        code.conversion(graph.lane(node.a()).kind(), node.lane().kind());
      }
      case EXTEND -> {
        push.accept(node.a());
        code.i2l().loadConstant(0xFFFF_FFFFL).land();
      }
    }
  }

  private void bitcast(Node node) {
    Lane from = graph.lane(node.a());
    String method =
        switch (from) {
          case F32 -> "floatToRawIntBits";
          case F64 -> "doubleToRawLongBits";
          case I32 -> "intBitsToFloat";
          case I64 -> "longBitsToDouble";
          case MASK -> throw new AssertionError("truth values have no bits");
        };
    boolean single = from == Lane.F32 || from == Lane.I32;
    push.accept(node.a());
    code.invokestatic(
        ClassDesc.of(single ? "java.lang.Float" : "java.lang.Double"),
        method,
        MethodTypeDesc.of(node.lane().scalar(), from.scalar()));
  }

  private void call(Node node) {
    Graph.Callee callee = graph.callee(node);
    push.accept(node.a());
    if (node.b() >= 0) {
      push.accept(node.b());
    }
    ClassDesc result = node.lane() == Lane.MASK ? CD_boolean : node.lane().scalar();
    ClassDesc[] operands = callee.operands().stream().map(Lane::scalar).toArray(ClassDesc[]::new);
    code.invokestatic(callee.owner(), callee.method(), MethodTypeDesc.of(result, operands));
  }
}
