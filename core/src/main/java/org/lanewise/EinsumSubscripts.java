package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.ShapeException;

/// The subscripts of `einsum`, one label per axis: letters, and for the axes under an ellipsis
/// private characters, counted from the last so that they align.
///
/// @param inputs the labels of each operand
/// @param output the labels of the result
record EinsumSubscripts(List<String> inputs, String output) {
  private static final String DOTS = "...";
  // A private-use character stands for the last axis under an ellipsis, its predecessors for those
  // before.
  private static final char LAST_DOT = '\uE100';

  static EinsumSubscripts parse(String subscripts, List<Array> operands) {
    String text = subscripts.replace(" ", "");
    int arrow = text.indexOf("->");
    String left = arrow < 0 ? text : text.substring(0, arrow);
    String[] parts = left.split(",", -1);
    if (parts.length != operands.size()) {
      throw error(
          subscripts, "names " + parts.length + " operands, but there are " + operands.size());
    }
    List<String> inputs = new ArrayList<>();
    int dots = 0;
    for (int i = 0; i < parts.length; i++) {
      int rank = operands.get(i).rank();
      boolean hasDots = parts[i].contains(DOTS);
      int covered = rank - (parts[i].length() - (hasDots ? DOTS.length() : 0));
      if (hasDots ? covered < 0 : covered != 0) {
        throw error(
            subscripts,
            "gives \"" + parts[i] + "\" to operand " + i + ", " + operands.get(i).type());
      }
      dots = Math.max(dots, covered);
      inputs.add(expand(subscripts, parts[i], covered));
    }
    String output =
        arrow < 0 ? implicit(inputs, dots) : expand(subscripts, text.substring(arrow + 2), dots);
    check(subscripts, inputs, output);
    return new EinsumSubscripts(List.copyOf(inputs), output);
  }

  private static String expand(String subscripts, String part, int covered) {
    StringBuilder axes = new StringBuilder();
    for (int i = covered - 1; i >= 0; i--) {
      axes.append((char) (LAST_DOT - i));
    }
    String labels = part.replace(DOTS, "");
    for (int i = 0; i < labels.length(); i++) {
      char c = labels.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
        throw error(subscripts, "has the character '" + c + "' where a letter must stand");
      }
    }
    return part.replace(DOTS, axes);
  }

  /// The axes under the ellipsis, then the letters that stand once, in alphabetical order.
  private static String implicit(List<String> inputs, int dots) {
    String all = String.join("", inputs);
    StringBuilder output = new StringBuilder();
    for (int i = dots - 1; i >= 0; i--) {
      output.append((char) (LAST_DOT - i));
    }
    all.chars()
        .filter(c -> c < LAST_DOT - dots && all.indexOf(c) == all.lastIndexOf(c))
        .sorted()
        .forEach(c -> output.append((char) c));
    return output.toString();
  }

  private static void check(String subscripts, List<String> inputs, String output) {
    String all = String.join("", inputs);
    for (int i = 0; i < output.length(); i++) {
      char c = output.charAt(i);
      if (output.indexOf(c) != i) {
        throw error(subscripts, "has the output letter '" + c + "' twice");
      }
      if (all.indexOf(c) < 0) {
        throw error(subscripts, "has the output letter '" + c + "', which no operand has");
      }
    }
  }

  private static ShapeException error(String subscripts, String fault) {
    return new ShapeException(
        "`einsum`: \""
            + subscripts
            + "\" "
            + fault
            + ". Write one letter for each axis of each operand, as in \"ij,jk->ik\".");
  }
}
