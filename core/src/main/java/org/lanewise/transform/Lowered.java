package org.lanewise.transform;

import java.util.List;
import org.lanewise.ir.Jaxpr;
import org.lanewise.jit.CompiledFunction;

/// The programs of a function for one kind of arguments.
///
/// @param traced what the function did, as transformations see it
/// @param simplified what the backend is given: the same results, by the bit
public record Lowered(Jaxpr traced, Jaxpr simplified) {

  static Lowered of(CompiledFunction function, Object... arguments) {
    List<Jaxpr> programs = function.lower(arguments);
    return new Lowered(programs.get(0), programs.get(1));
  }

  /// Both programs.
  @Override
  public String toString() {
    return "traced:\n" + traced + "\nsimplified:\n" + simplified;
  }
}
