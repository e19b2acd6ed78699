package org.lanewise.memory;

import java.util.Locale;

/// How much off-heap memory the process may reserve.
final class Budget {
  private static final String PROPERTY = "lanewise.memory.budget";

  private Budget() {}

  /// `-Dlanewise.memory.budget` in bytes or with a suffix k, m, g; by default twice the maximal
  /// heap, which the JVM sizes as a quarter of the machine's or container's memory.
  static long fromProperties() {
    String text = System.getProperty(PROPERTY, "");
    return text.isEmpty() ? 2 * Runtime.getRuntime().maxMemory() : parse(text);
  }

  static long parse(String text) {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    int shift =
        switch (digits.isEmpty() ? ' ' : digits.charAt(digits.length() - 1)) {
          case 'k' -> 10;
          case 'm' -> 20;
          case 'g' -> 30;
          default -> 0;
        };
    try {
      String number = shift == 0 ? digits : digits.substring(0, digits.length() - 1);
      return Math.multiplyExact(Long.parseLong(number), 1L << shift);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "`-D"
              + PROPERTY
              + "`: expected bytes with an optional suffix k, m or g, got \""
              + text
              + "\". Use for example 512m.",
          e);
    }
  }
}
