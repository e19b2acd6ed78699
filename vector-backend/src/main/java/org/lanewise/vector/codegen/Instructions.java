package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Shift;

/// The JVM's instructions for the operations of [Code] on two operands.
final class Instructions {
  private Instructions() {}

  static void arithmetic(CodeBuilder code, Lane lane, Arithmetic operation) {
    switch (lane) {
      case F32 -> floats(code, operation);
      case F64 -> doubles(code, operation);
      case I32, MASK -> ints(code, operation);
      case I64 -> longs(code, operation);
    }
  }

  private static void floats(CodeBuilder code, Arithmetic operation) {
    switch (operation) {
      case ADD -> code.fadd();
      case SUB -> code.fsub();
      case MUL -> code.fmul();
      case DIV -> code.fdiv();
      case REM -> code.frem();
    }
  }

  private static void doubles(CodeBuilder code, Arithmetic operation) {
    switch (operation) {
      case ADD -> code.dadd();
      case SUB -> code.dsub();
      case MUL -> code.dmul();
      case DIV -> code.ddiv();
      case REM -> code.drem();
    }
  }

  private static void ints(CodeBuilder code, Arithmetic operation) {
    switch (operation) {
      case ADD -> code.iadd();
      case SUB -> code.isub();
      case MUL -> code.imul();
      case DIV -> code.idiv();
      case REM -> code.irem();
    }
  }

  private static void longs(CodeBuilder code, Arithmetic operation) {
    switch (operation) {
      case ADD -> code.ladd();
      case SUB -> code.lsub();
      case MUL -> code.lmul();
      case DIV -> code.ldiv();
      case REM -> code.lrem();
    }
  }

  /// The operator on two `int`s, which truth values are too, or on two `long`s.
  static CodeBuilder bitwise(CodeBuilder code, boolean wide, Bitwise operation) {
    return switch (operation) {
      case AND -> wide ? code.land() : code.iand();
      case OR -> wide ? code.lor() : code.ior();
      case XOR -> wide ? code.lxor() : code.ixor();
    };
  }

  /// The shift of an `int` or a `long` by an `int`; a rotation is a call.
  static CodeBuilder shift(CodeBuilder code, boolean wide, Shift operation) {
    return switch (operation) {
      case SHL -> wide ? code.lshl() : code.ishl();
      case SHR -> wide ? code.lshr() : code.ishr();
      case USHR -> wide ? code.lushr() : code.iushr();
      case ROL -> {
        ClassDesc owner = wide ? CD_Long : CD_Integer;
        ClassDesc type = wide ? CD_long : CD_int;
        yield code.invokestatic(owner, "rotateLeft", MethodTypeDesc.of(type, type, CD_int));
      }
    };
  }

  /// Jumps if the comparison of the two `int`s on the stack holds.
  static void jumpIfInts(CodeBuilder code, Comparison comparison, Label target) {
    switch (comparison) {
      case EQ -> code.if_icmpeq(target);
      case NE -> code.if_icmpne(target);
      case LT -> code.if_icmplt(target);
      case LE -> code.if_icmple(target);
      case GT -> code.if_icmpgt(target);
      case GE -> code.if_icmpge(target);
    }
  }

  /// Replaces two wide or floating values by the sign of their order; NaN makes `comparison` false.
  static void order(CodeBuilder code, Lane lane, Comparison comparison) {
    boolean less = comparison == Comparison.LT || comparison == Comparison.LE;
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
  static void jumpIfSign(CodeBuilder code, Comparison comparison, Label target) {
    switch (comparison) {
      case EQ -> code.ifeq(target);
      case NE -> code.ifne(target);
      case LT -> code.iflt(target);
      case LE -> code.ifle(target);
      case GT -> code.ifgt(target);
      case GE -> code.ifge(target);
    }
  }
}
