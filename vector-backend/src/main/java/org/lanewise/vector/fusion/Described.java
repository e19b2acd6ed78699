package org.lanewise.vector.fusion;

import org.lanewise.backend.Executable;

/// An executable that holds programs of its own, as a loop does, and says how it runs them: for
/// printed programs and reports.
public interface Described extends Executable {

  /// Which form runs next, in a word or two: `scalars`.
  String form();

  /// What is run, in lines.
  String describe();
}
