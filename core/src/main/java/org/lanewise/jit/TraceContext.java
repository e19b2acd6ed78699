package org.lanewise.jit;

import java.util.List;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Diagnostics;
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
    return new TraceContext(Diagnostics.recordsSources(), CurrentInterpreter.namedAxes());
  }
}
