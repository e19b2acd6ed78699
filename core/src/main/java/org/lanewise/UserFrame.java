package org.lanewise;

/// Finds the line of the user's program that called into Lanewise.
public final class UserFrame {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private UserFrame() {}

  /// The innermost stack frame outside of Lanewise and the JDK, as `Main.java:12`; an empty string
  /// if there is none.
  public static String capture() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isOurs(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse(""));
  }

  /// Our own classes and those of the JDK; examples and tests count as the user's.
  private static boolean isOurs(String name) {
    if (name.startsWith("java.") || name.startsWith("jdk.")) {
      return true;
    }
    return name.startsWith("org.lanewise.")
        && !name.startsWith("org.lanewise.examples.")
        && !name.endsWith("Test")
        && !name.contains("Test$");
  }
}
