package org.lanewise.vector.move;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.elementwise.ElementwiseExecutable;

/// A conversion between the type of an operand or a result and the type in which a kernel computes.
///
/// Widening is exact; narrowing rounds once, and integers wrap.
public final class Conversion {
  private final DType to;
  private final @Nullable Executable program;

  private Conversion(DType to, @Nullable Executable program) {
    this.to = to;
    this.program = program;
  }

  /// The conversion of arrays of one type.
  public static Conversion of(ArrayType from, DType to) {
    if (isSame(from.dtype(), to)) {
      return new Conversion(to, null);
    }
    Jaxpr convert = Jaxpr.of(new Elementwise.Convert(to, false), List.of(from));
    return new Conversion(to, ElementwiseExecutable.of(convert).orElseThrow());
  }

  /// Integers of one size have the same bits, signed or not.
  private static boolean isSame(DType a, DType b) {
    return a == b || (a.isInteger() && b.isInteger() && a.byteSize() == b.byteSize());
  }

  /// The converted elements: those of the operand, in its layout, where nothing is to be done.
  public Strided apply(Strided operand) {
    return program == null
        ? new Strided(to, operand.buffer(), operand.layout())
        : program.execute(operand)[0];
  }
}
