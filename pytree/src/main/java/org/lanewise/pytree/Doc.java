package org.lanewise.pytree;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be printed, before it is known whether it fits on a line.
sealed interface Doc {
  /// A piece that is never broken.
  record Text(String text) implements Doc {}

  /// Items between brackets, separated by commas; on one line if they fit, else one per line.
  record Group(String open, List<Doc> items, String close) implements Doc {}

  /// An item with its label in front: `'a': *`, `weight=*`.
  record Labelled(String label, Doc item) implements Doc {}

  static Doc text(String text) {
    return new Text(text);
  }

  /// Everything on one line.
  default String flat() {
    StringBuilder out = new StringBuilder();
    appendFlat(this, out);
    return out.toString();
  }

  /// At most `width` columns where possible; a group that does not fit has an item per line.
  default String pretty(int width) {
    StringBuilder out = new StringBuilder();
    appendPretty(this, 0, 0, width, out);
    return out.toString();
  }

  private static void appendFlat(Doc doc, StringBuilder out) {
    switch (doc) {
      case Text(String text) -> out.append(text);
      case Group(String open, List<Doc> items, String close) -> {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          appendFlat(items.get(i), out);
        }
        out.append(close);
      }
      case Labelled(String label, Doc item) -> {
        out.append(label);
        appendFlat(item, out);
      }
    }
  }

  /// @param after columns that follow the document on its last line
  private static void appendPretty(Doc doc, int indent, int after, int width, StringBuilder out) {
    int column = out.length() - (out.lastIndexOf("\n") + 1);
    String flat = doc.flat();
    if (column + flat.length() + after <= width && flat.indexOf('\n') < 0) {
      out.append(flat);
      return;
    }
    switch (doc) {
      case Text(String text) -> out.append(text.replace("\n", "\n" + " ".repeat(column)));
      case Group(String open, List<Doc> items, String close) -> {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
          out.append('\n').append(" ".repeat(indent + 2));
          appendPretty(items.get(i), indent + 2, 1, width, out);
          out.append(i + 1 < items.size() ? "," : "");
        }
        out.append('\n').append(" ".repeat(indent)).append(close);
      }
      case Labelled(String label, Doc item) -> {
        out.append(label);
        appendPretty(item, indent, after, width, out);
      }
    }
  }

  /// The text of a value inside a tree: strings are quoted as in Python, all else prints itself.
  static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String s -> "'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case boolean[] a -> Arrays.toString(a);
      case byte[] a -> Arrays.toString(a);
      case short[] a -> Arrays.toString(a);
      case char[] a -> Arrays.toString(a);
      case int[] a -> Arrays.toString(a);
      case long[] a -> Arrays.toString(a);
      case float[] a -> Arrays.toString(a);
      case double[] a -> Arrays.toString(a);
      case Object o -> String.valueOf(o);
    };
  }

  /// The text of what a structure holds besides leaves: a tree is printed as one, so that a list
  /// gives `[4, 'foo']` and an empty optional `None`.
  static Doc value(@Nullable Object value) {
    try {
      return value == null || Nodes.of(value).isLeaf()
          ? text(literal(value))
          : Printer.values(value);
    } catch (TreeException | PathFailure _) {
      // A value that is no tree (it holds a null, say) may still be part of a structure.
      return text(literal(value));
    }
  }
}
