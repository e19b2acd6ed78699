package org.lanewise.ir;

import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// An operand of an equation or a result of a program: a variable or a scalar constant.
public sealed interface Atom {

  /// The type of the value.
  ArrayType type();

  /// A variable: bound once, by its program's parameters or by one equation. Equality is identity;
  /// names are given when a program is printed.
  final class Var implements Atom {
    private final ArrayType type;

    /// Makes a fresh variable.
    public Var(ArrayType type) {
      this.type = type;
    }

    @Override
    public ArrayType type() {
      return type;
    }

    /// The type; the name depends on the program.
    @Override
    public String toString() {
      return "_:" + type;
    }
  }

  /// A scalar constant written into the program.
  ///
  /// @param dtype the element type
  /// @param weak whether the type is weak
  /// @param bits the value's bits in the low end: IEEE bits, two's complement, 0 or 1
  record Literal(DType dtype, boolean weak, long bits) implements Atom {
    @Override
    public ArrayType type() {
      return new ArrayType(dtype, Shape.scalar(), weak);
    }
  }
}
