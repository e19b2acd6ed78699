package org.lanewise.examples;

/// Trains a small network on handwritten digits.
public final class Digits {
  private Digits() {}

  /// Prints what the program runs on.
  public static void main(String[] args) {
    System.out.println("Lanewise on Java " + Runtime.version());
  }
}
