package org.lanewise.examples;

import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.pytree.Tree;

/// What the tours print: headings, values as a notebook shows them, and lines of text.
final class Page {
  private Page() {}

  /// Prints the heading of a section.
  static void heading(String text) {
    System.out.println();
    System.out.println("## " + text);
  }

  /// Prints a value as a notebook does: containers as in Python, arrays with their type.
  static void show(Object value) {
    System.out.println(Tree.toString(value));
  }

  /// Prints a line of text.
  static void print(String text) {
    System.out.println(text);
  }

  /// Prints an array as Python's `print` does: its elements alone.
  static void print(Array array) {
    System.out.println(Numpy.arrayStr(array));
  }
}
