package org.lanewise.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// The JVM's instructions for the operations of [Code] on two operands.
final class Arithmetic {
  private Arithmetic() {}

  static void floats(CodeBuilder code, Code operation) {
    switch (operation) {
      case ADD -> code.fadd();
      case SUB -> code.fsub();
      case MUL -> code.fmul();
      case DIV -> code.fdiv();
      default -> throw impossible(operation);
    }
  }

  static void doubles(CodeBuilder code, Code operation) {
    switch (operation) {
      case ADD -> code.dadd();
      case SUB -> code.dsub();
      case MUL -> code.dmul();
      case DIV -> code.ddiv();
      default -> throw impossible(operation);
    }
  }

  static void ints(CodeBuilder code, Code operation) {
    switch (operation) {
      case ADD -> code.iadd();
      case SUB -> code.isub();
      case MUL -> code.imul();
      case DIV -> code.idiv();
      case REM -> code.irem();
      case AND -> code.iand();
      case OR -> code.ior();
      case XOR -> code.ixor();
      case SHL -> code.ishl();
      case SHR -> code.ishr();
      case USHR -> code.iushr();
      default -> throw impossible(operation);
    }
  }

  static void longs(CodeBuilder code, Code operation) {
    switch (operation) {
      case ADD -> code.ladd();
      case SUB -> code.lsub();
      case MUL -> code.lmul();
      case DIV -> code.ldiv();
      case REM -> code.lrem();
      case AND -> code.land();
      case OR -> code.lor();
      case XOR -> code.lxor();
      case SHL -> code.lshl();
      case SHR -> code.lshr();
      case USHR -> code.lushr();
      default -> throw impossible(operation);
    }
  }

  /// Jumps if the comparison of the two `int`s on the stack holds.
  static void jumpIfInts(CodeBuilder code, Code comparison, Label target) {
    switch (comparison) {
      case EQ -> code.if_icmpeq(target);
      case NE -> code.if_icmpne(target);
      case LT -> code.if_icmplt(target);
      case LE -> code.if_icmple(target);
      case GT -> code.if_icmpgt(target);
      case GE -> code.if_icmpge(target);
      default -> throw impossible(comparison);
    }
  }

  /// Replaces two wide or floating values by the sign of their order; NaN makes `comparison` false.
  static void order(CodeBuilder code, Lane lane, Code comparison) {
    boolean less = comparison == Code.LT || comparison == Code.LE;
    switch (lane) {
      case F32 -> {
        if (less) {
          code.fcmpg();
        } else {
          code.fcmpl();
        }
      }
      case F64 -> {
        if (less) {
          code.dcmpg();
        } else {
          code.dcmpl();
        }
      }
      case I64 -> code.lcmp();
      case I32, MASK -> throw new AssertionError("`int`s are compared by a jump");
    }
  }

  /// Jumps if the sign of an order fits the comparison.
  static void jumpIfSign(CodeBuilder code, Code comparison, Label target) {
    switch (comparison) {
      case EQ -> code.ifeq(target);
      case NE -> code.ifne(target);
      case LT -> code.iflt(target);
      case LE -> code.ifle(target);
      case GT -> code.ifgt(target);
      case GE -> code.ifge(target);
      default -> throw impossible(comparison);
    }
  }

  private static AssertionError impossible(Code code) {
    return new AssertionError("no instruction for " + code);
  }
}
