package org.lanewise.jit;

import org.lanewise.ir.Callback;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;

/// Which equations must stay although nobody reads their results.
final class Effects {
  private record Key() {}

  private Effects() {}

  /// Whether an equation calls a Java function for its effect, itself or in a program it holds.
  static boolean in(Equation equation) {
    return in(equation.primitive());
  }

  /// Whether a primitive has an effect.
  static boolean in(Primitive primitive) {
    if (primitive instanceof Structured structured) {
      return structured.programs().stream().anyMatch(Effects::in);
    }
    return primitive instanceof Callback callback && callback.effect();
  }

  /// Whether a program has an effect.
  static boolean in(Jaxpr program) {
    return program.derived(new Key(), p -> p.equations().stream().anyMatch(Effects::in));
  }
}
