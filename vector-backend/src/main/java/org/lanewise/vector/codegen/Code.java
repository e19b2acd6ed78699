package org.lanewise.vector.codegen;

/// The operations of a formula: what both a scalar instruction and a vector instruction can do.
enum Code {
  /// An element of operand number `bits`, loaded and widened.
  ARG,
  /// The constant whose bits are `bits`.
  CONST,
  /// a + b; integers wrap.
  ADD,
  /// a − b.
  SUB,
  /// a · b.
  MUL,
  /// a / b; integers truncate, and b is not 0.
  DIV,
  /// The remainder that belongs to [#DIV] (integers).
  REM,
  /// a · b + c with one rounding.
  FMA,
  /// −a.
  NEG,
  /// |a| (floating).
  ABS,
  /// √a, correctly rounded.
  SQRT,
  /// Bitwise or logical and.
  AND,
  /// Bitwise or logical or.
  OR,
  /// Bitwise exclusive or.
  XOR,
  /// Logical negation (truth values).
  NOT,
  /// a shifted left by b, modulo the width.
  SHL,
  /// a shifted right by b, modulo the width, copies of the sign coming in.
  SHR,
  /// a shifted right by b, modulo the width, zeros coming in.
  USHR,
  /// a rotated left by the constant b.
  ROL,
  /// The number of one bits.
  BITS,
  /// The number of leading zeros.
  CLZ,
  /// a = b.
  EQ,
  /// a ≠ b, true for NaN.
  NE,
  /// a < b.
  LT,
  /// a ≤ b.
  LE,
  /// a > b.
  GT,
  /// a ≥ b.
  GE,
  /// b where a holds, else c.
  SELECT,
  /// The same bits as another lane type of the same width.
  BITCAST,
  /// Java's cast to another lane type.
  CONVERT,
  /// The zero-extension of 32 bits to 64.
  EXTEND,
  /// A call of a definition's scalar method, number `bits` of the graph; in scalar code only.
  CALL;

  /// Whether the result is a truth value.
  boolean isComparison() {
    return switch (this) {
      case EQ, NE, LT, LE, GT, GE -> true;
      case ARG,
          CONST,
          ADD,
          SUB,
          MUL,
          DIV,
          REM,
          FMA,
          NEG,
          ABS,
          SQRT,
          AND,
          OR,
          XOR,
          NOT,
          SHL,
          SHR,
          USHR,
          ROL,
          BITS,
          CLZ,
          SELECT,
          BITCAST,
          CONVERT,
          EXTEND,
          CALL ->
          false;
    };
  }
}
