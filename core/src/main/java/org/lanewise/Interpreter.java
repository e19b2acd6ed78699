package org.lanewise;

import java.util.List;
import java.util.Optional;
import org.lanewise.ir.Primitive;

/// Gives meaning to primitives: evaluates them, differentiates them, records them.
///
/// A transformation creates an interpreter whose parent is the current one and makes itself current
/// while the user's function runs; while one of its rules runs, it makes its parent current (see
/// [CurrentInterpreter]). Operands are values of this interpreter, or constants: concrete arrays
/// and tracers of its ancestors.
public interface Interpreter {

  /// The interpreter that was current when this one was made; the eager one is its own parent.
  Interpreter parent();

  /// Applies a primitive.
  ///
  /// @param primitive what to apply
  /// @param operands its operands
  /// @return one array per result
  List<Array> interpret(Primitive primitive, List<Array> operands);

  /// Where the transformation was started, for messages: `Main.java:12`, or an empty string.
  default String startedAt() {
    return "";
  }

  /// The mapped axis that this interpreter binds by name, if it does.
  default Optional<NamedAxis> namedAxis() {
    return Optional.empty();
  }
}
