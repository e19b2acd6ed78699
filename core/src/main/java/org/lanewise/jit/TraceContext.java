package org.lanewise.jit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Diagnostics;
import org.lanewise.Interpreter;
import org.lanewise.NamedAxis;

/// What a trace depends on beside the function and its arguments.
///
/// @param recordsSources whether the program is to know the user's lines
/// @param axes the mapped axes around, which collectives inside the function mean
record TraceContext(boolean recordsSources, List<NamedAxis> axes) {
  /// Copies the list.
  TraceContext {
    axes = List.copyOf(axes);
  }

  /// The context of this thread now.
  static TraceContext now() {
    List<NamedAxis> axes = new ArrayList<>(0);
    Interpreter interpreter = CurrentInterpreter.get();
    while (!interpreter.equals(interpreter.parent())) {
      Optional<NamedAxis> axis = interpreter.namedAxis();
      axis.ifPresent(axes::add);
      interpreter = interpreter.parent();
    }
    return new TraceContext(Diagnostics.recordsSources(), axes);
  }
}
