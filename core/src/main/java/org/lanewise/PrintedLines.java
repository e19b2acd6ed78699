package org.lanewise;

/// Arranges formatted elements in nested brackets and lines, by the rules of NumPy's
/// `array2string`.
///
/// Rows are separated by one line break per level of nesting that ends; within a row a line breaks
/// where the next element would leave no room for what follows it (a separator, or as many closing
/// brackets as there are levels).
final class PrintedLines {
  private final PrintedElements elements;
  private final PrintedElement format;
  private final String separator;
  private final int rank;

  PrintedLines(PrintedElements elements, PrintedElement format, String separator) {
    this.elements = elements;
    this.format = format;
    this.separator = separator;
    this.rank = elements.shape().rank();
  }

  /// The text.
  ///
  /// @param width the room on a line
  /// @param prefix how far later lines are indented beyond the first bracket
  String print(int width, int prefix) {
    return nested(0, 0, " ".repeat(prefix + 1), width);
  }

  private String nested(int axis, long offset, String indent, int width) {
    if (axis == rank) {
      return format.format(elements.bits(offset));
    }
    String text = axis == rank - 1 ? row(offset, indent, width) : rows(axis, offset, indent, width);
    return "[" + text.substring(indent.length()) + "]";
  }

  private String rows(int axis, long offset, String indent, int width) {
    StringBuilder text = new StringBuilder();
    String lineEnd = separator.stripTrailing() + "\n".repeat(rank - axis - 1);
    long n = elements.shape().get(axis);
    for (long i = 0; i < n; i++) {
      if (elements.isCut(axis) && i == PrintedElements.EDGE) {
        text.append(indent).append("...").append(lineEnd);
        i = n - PrintedElements.EDGE;
      }
      long at = offset + i * elements.stride(axis);
      text.append(indent).append(nested(axis + 1, at, indent + " ", width - 1));
      text.append(i < n - 1 ? lineEnd : "");
    }
    return text.toString();
  }

  private String row(long offset, String indent, int width) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    int room = width - Math.max(separator.stripTrailing().length(), 1);
    int axis = rank - 1;
    long n = elements.shape().get(axis);
    for (long i = 0; i < n; i++) {
      if (elements.isCut(axis) && i == PrintedElements.EDGE) {
        extend(text, line, "...", room, indent);
        line.append(separator);
        i = n - PrintedElements.EDGE;
      }
      long at = offset + i * elements.stride(axis);
      extend(text, line, format.format(elements.bits(at)), room, indent);
      line.append(i < n - 1 ? separator : "");
    }
    return text.append(line).toString();
  }

  /// Appends a word to the line, on a new line if it does not fit and the line holds something.
  private static void extend(
      StringBuilder text, StringBuilder line, String word, int room, String indent) {
    if (line.length() + word.length() > room && line.length() > indent.length()) {
      text.append(line.toString().stripTrailing()).append('\n');
      line.setLength(0);
      line.append(indent);
    }
    line.append(word);
  }
}
