package org.lanewise.autodiff;

import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;

/// Which primitives must run although nobody reads their results: callbacks with an effect, and
/// programs that hold one.
final class Effects {
  private Effects() {}

  private record Key() {}

  /// Whether a primitive has an effect.
  static boolean has(Primitive primitive) {
    return switch (primitive) {
      case Elementwise _,
          Shaping _,
          Indexing _,
          Reducing _,
          Combining _,
          Windowing _,
          Collective _ ->
          false;
      case Structured structured -> structured.programs().stream().anyMatch(Effects::has);
      case Callback callback -> callback.effect();
    };
  }

  private static boolean has(Jaxpr program) {
    return program.derived(
        new Key(),
        each -> each.equations().stream().anyMatch(equation -> has(equation.primitive())));
  }
}
