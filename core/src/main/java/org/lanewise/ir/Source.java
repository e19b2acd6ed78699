package org.lanewise.ir;

/// Where in the user's program an equation comes from; for messages only.
///
/// @param line file and line, `Main.java:12`, or an empty string if that was not recorded
/// @param scope the names of the scopes around it, `layer1/attention`, or an empty string
/// @param backward whether the equation belongs to the pull of a derivative; the line is then that
///   of what is differentiated
public record Source(String line, String scope, boolean backward) {
  /// Nothing is known.
  public static final Source UNKNOWN = new Source("", "", false);

  /// A place in the forward pass.
  public Source(String line, String scope) {
    this(line, scope, false);
  }

  /// `Main.java:12 in layer1`, as far as it is known.
  @Override
  public String toString() {
    return scope.isEmpty() ? line : line.isEmpty() ? scope : line + " in " + scope;
  }
}
