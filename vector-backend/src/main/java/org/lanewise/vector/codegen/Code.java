package org.lanewise.vector.codegen;

/// The operations of a formula: what both a scalar instruction and a vector instruction can do.
///
/// They come in kinds, by what they take and give, so that an emitter that knows the kind has an
/// instruction for each operation of it.
public sealed interface Code {
  /// What is there before anything is computed.
  enum Leaf implements Code {
    /// An element of operand number `bits`, loaded and widened.
    ARG,
    /// The constant whose bits are `bits`.
    CONST,
    /// The number of the element, its low 32 bits.
    INDEX
  }

  /// Java's operators on two numbers of any lane type.
  enum Arithmetic implements Code {
    /// a + b; integers wrap.
    ADD,
    /// a − b.
    SUB,
    /// a · b.
    MUL,
    /// a / b; integers truncate, and b is not 0.
    DIV,
    /// Java's a % b, for which the Vector API has no operation; of integers b is not 0.
    REM
  }

  /// Functions of floating numbers alone.
  enum Floating implements Code {
    /// a · b + c with one rounding.
    FMA,
    /// −a.
    NEG,
    /// |a|.
    ABS,
    /// √a, correctly rounded.
    SQRT
  }

  /// Operators on the bits of two integers, or on two truth values.
  enum Bitwise implements Code {
    /// Bitwise or logical and.
    AND,
    /// Bitwise or logical or.
    OR,
    /// Bitwise exclusive or.
    XOR
  }

  /// Moves of the bits of an integer by b places, modulo the width.
  enum Shift implements Code {
    /// a shifted left.
    SHL,
    /// a shifted right, copies of the sign coming in.
    SHR,
    /// a shifted right, zeros coming in.
    USHR,
    /// a rotated left by the constant b.
    ROL
  }

  /// Counts of the bits of an integer.
  enum Count implements Code {
    /// The number of one bits.
    BITS,
    /// The number of leading zeros.
    CLZ
  }

  /// Comparisons of two numbers; the result is a truth value, and but for `NE` false for NaN.
  enum Comparison implements Code {
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
    GE
  }

  /// Functions whose first operand is a truth value.
  enum Truth implements Code {
    /// The negation of a.
    NOT,
    /// b where a holds, else c.
    SELECT
  }

  /// Changes of the lane type.
  enum Cast implements Code {
    /// The same bits as another lane type of the same width.
    BITCAST,
    /// Java's cast to another lane type.
    CONVERT,
    /// The zero-extension of 32 bits to 64.
    EXTEND
  }

  /// What scalar code alone can do.
  enum Scalar implements Code {
    /// A call of a definition's scalar method, number `bits` of the graph.
    CALL
  }
}
