package org.lanewise.vector.fusion;

import org.lanewise.ir.Callback;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;

/// What must happen once and in the order of the program, whoever reads its results.
final class Effects {
  private Effects() {}

  /// Whether a primitive has an effect, or holds a program that has one.
  static boolean has(Primitive primitive) {
    return primitive instanceof Callback callback && callback.effect()
        || primitive instanceof Structured structured
            && structured.programs().stream().anyMatch(Effects::has);
  }

  private static boolean has(Jaxpr program) {
    for (Equation equation : program.equations()) {
      if (has(equation.primitive())) {
        return true;
      }
    }
    return false;
  }
}
