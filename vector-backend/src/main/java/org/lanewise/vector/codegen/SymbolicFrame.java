package org.lanewise.vector.codegen;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Floating;
import org.lanewise.vector.codegen.Code.Shift;

/// The locals and the operand stack of a method that is followed symbolically: numbers of nodes.
///
/// Methods return whether the instruction can stand in a straight line.
final class SymbolicFrame {
  private final Graph graph;
  private final Map<Integer, Integer> locals = new HashMap<>();
  private final Deque<Integer> stack = new ArrayDeque<>();

  SymbolicFrame(Graph graph, int... operands) {
    this.graph = graph;
    int slot = 0;
    for (int operand : operands) {
      locals.put(slot, operand);
      slot += graph.lane(operand).bits() == 64 ? 2 : 1;
    }
  }

  void push(int node) {
    stack.push(node);
  }

  int pop() {
    return stack.pop();
  }

  int[] pop(int count) {
    int[] operands = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      operands[i] = pop();
    }
    return operands;
  }

  boolean load(int slot) {
    Integer value = locals.get(slot);
    if (value == null) {
      return false;
    }
    push(value);
    return true;
  }

  boolean store(int slot) {
    locals.put(slot, pop());
    return true;
  }

  boolean constant(ConstantDesc value) {
    switch (value) {
      case Float x -> push(graph.constant(Lane.F32, Float.floatToRawIntBits(x)));
      case Double x -> push(graph.constant(Lane.F64, Double.doubleToRawLongBits(x)));
      case Integer x -> push(graph.constant(Lane.I32, x));
      case Long x -> push(graph.constant(Lane.I64, x));
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean increment(int slot, int amount) {
    Integer value = locals.get(slot);
    if (value == null) {
      return false;
    }
    locals.put(slot, graph.bitsWith(Arithmetic.ADD, value, amount));
    return true;
  }

  boolean shuffle(Opcode opcode) {
    if (opcode == Opcode.DUP || opcode == Opcode.DUP2 && isWide()) {
      push(stack.element());
      return true;
    }
    return false;
  }

  private boolean isWide() {
    return graph.lane(stack.element()).bits() == 64;
  }

  boolean operate(Opcode opcode) {
    switch (opcode) {
      case FADD, DADD, IADD, LADD -> binary(Arithmetic.ADD);
      case FSUB, DSUB, ISUB, LSUB -> binary(Arithmetic.SUB);
      case FMUL, DMUL, IMUL, LMUL -> binary(Arithmetic.MUL);
      case FDIV, DDIV, LDIV -> binary(Arithmetic.DIV);
      case LREM -> binary(Arithmetic.REM);
      case IDIV -> divide(false);
      case IREM -> divide(true);
      case IAND, LAND -> binary(Bitwise.AND);
      case IOR, LOR -> binary(Bitwise.OR);
      case IXOR, LXOR -> binary(Bitwise.XOR);
      case ISHL, LSHL -> binary(Shift.SHL);
      case ISHR, LSHR -> binary(Shift.SHR);
      case IUSHR, LUSHR -> binary(Shift.USHR);
      case FNEG, DNEG -> push(graph.like(Floating.NEG, pop()));
      case INEG, LNEG -> negate(pop());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void binary(Code code) {
    int b = pop();
    int a = pop();
    push(graph.like(code, a, b));
  }

  /// a / b of `int`s by way of `double`, in which it is exact; a / −1 is −a, which wraps.
  private void divide(boolean remainder) {
    int b = pop();
    int a = pop();
    int real =
        graph.node(
            Arithmetic.DIV,
            Lane.F64,
            graph.node(Cast.CONVERT, Lane.F64, a),
            graph.node(Cast.CONVERT, Lane.F64, b));
    int minusOne = graph.compare(Comparison.EQ, b, graph.number(Lane.I32, -1));
    int negated = graph.like(Arithmetic.SUB, graph.number(Lane.I32, 0), a);
    int quotient = graph.select(minusOne, negated, graph.node(Cast.CONVERT, Lane.I32, real));
    push(
        remainder
            ? graph.like(Arithmetic.SUB, a, graph.like(Arithmetic.MUL, quotient, b))
            : quotient);
  }

  private void negate(int a) {
    push(graph.like(Arithmetic.SUB, graph.number(graph.lane(a), 0), a));
  }

  boolean convert(TypeKind from, TypeKind to) {
    if (from == TypeKind.INT && (to == TypeKind.BYTE || to == TypeKind.SHORT)) {
      int count = to == TypeKind.BYTE ? 24 : 16;
      push(graph.shift(Shift.SHR, graph.shift(Shift.SHL, pop(), count), count));
      return true;
    }
    for (Lane lane : Lane.values()) {
      if (lane != Lane.MASK && lane.kind() == to) {
        push(graph.node(Cast.CONVERT, lane, pop()));
        return true;
      }
    }
    return false;
  }
}
