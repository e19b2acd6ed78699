package org.lanewise.jit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;

/// Takes results and arguments that nobody needs out of a program.
final class Pruning {
  private Pruning() {}

  /// The program with some of its results, and only the equations that they need; all arguments
  /// stay.
  static Jaxpr results(Jaxpr program, boolean[] wanted) {
    List<Atom> outputs = picked(program.outputs(), wanted);
    Set<Atom.Var> read = new HashSet<>();
    DeadCode.collect(outputs, read);
    return new Jaxpr(List.of(), program.inputs(), DeadCode.needed(program, read), outputs);
  }

  /// Which arguments of a program its equations and results read.
  static boolean[] readArguments(Jaxpr program) {
    Set<Atom.Var> read = new HashSet<>();
    DeadCode.collect(program.outputs(), read);
    program.equations().forEach(equation -> DeadCode.collect(equation.inputs(), read));
    boolean[] flags = new boolean[program.inputs().size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = read.contains(program.inputs().get(i));
    }
    return flags;
  }

  /// The program with some of its arguments; it reads no other.
  static Jaxpr arguments(Jaxpr program, boolean[] wanted) {
    return new Jaxpr(
        List.of(), picked(program.inputs(), wanted), program.equations(), program.outputs());
  }

  /// The elements of a list that are wanted.
  static <T> List<T> picked(List<? extends T> all, boolean[] wanted) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        some.add(all.get(i));
      }
    }
    return some;
  }

  /// How many of a range are wanted.
  static int count(boolean[] wanted, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      n += wanted[i] ? 1 : 0;
    }
    return n;
  }

  /// Whether all are wanted.
  static boolean all(boolean[] wanted) {
    return count(wanted, 0, wanted.length) == wanted.length;
  }
}
