package org.lanewise.ir;

/// Prints programs as JAX prints them.
public final class JaxprPrinter {
  private JaxprPrinter() {}

  /// The text of a program.
  public static String print(Jaxpr program) {
    throw new AssertionError("under construction: " + program.inputs());
  }
}
