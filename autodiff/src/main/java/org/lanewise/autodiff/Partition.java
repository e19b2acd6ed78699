package org.lanewise.autodiff;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.Interpreter;

/// How the values of a program fall into what is known and what is linear.
enum Partition {
  /// Linearization: everything is known, and some values have a tangent beside.
  DUAL,
  /// A linear function that a derivative rule computes: some values are tangents and not known.
  RULE,
  /// A function that its author calls linear: the same, but a mistake is the user's.
  USER,
  /// A rule that was given to `customJvp`: the same.
  CUSTOM;

  /// Whether values are known that are, or have, a linear part.
  boolean knows(boolean linear) {
    return this == DUAL || !linear;
  }

  /// The positions that are known, of a mask of linear ones.
  List<Integer> known(List<Boolean> linear) {
    return IntStream.range(0, linear.size()).filter(i -> knows(linear.get(i))).boxed().toList();
  }

  /// An interpreter for the linear part.
  LinearInterpreter interpreter(Interpreter parent) {
    return switch (this) {
      case DUAL, RULE -> LinearInterpreter.forRules(parent, "");
      case USER -> LinearInterpreter.forUser(parent, "");
      case CUSTOM -> LinearInterpreter.forRules(parent, "").forRule("customJvp");
    };
  }
}
