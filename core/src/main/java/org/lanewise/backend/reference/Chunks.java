package org.lanewise.backend.reference;

/// Cuts a long walk over elements into chunks that fit into small Java arrays.
final class Chunks {
  private static final int SIZE = 1024;

  private Chunks() {}

  /// What is done with the next `count` elements.
  @FunctionalInterface
  interface Step {
    void run(int count);
  }

  /// The length that a Java array for chunks of `size` elements needs.
  static int length(long size) {
    return (int) Math.min(size, SIZE);
  }

  /// Runs the step for chunk after chunk until `size` elements are done.
  static void forEach(long size, Step step) {
    for (long rest = size; rest > 0; rest -= SIZE) {
      step.run(length(rest));
    }
  }
}
