package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.List;

/// Reads the printed form of a path: `name`, `.name`, `[0]`, `['key']`, `["key"]`, `[<flat index
/// 0>]`.
final class KeyPathParser {
  private static final String FLAT = "<flat index ";

  private final String text;
  private int position;

  KeyPathParser(String text) {
    this.text = text;
  }

  KeyPath parse() {
    List<PathKey> keys = new ArrayList<>();
    while (position < text.length()) {
      keys.add(step(keys.isEmpty()));
    }
    return KeyPath.of(keys);
  }

  private PathKey step(boolean first) {
    char c = text.charAt(position);
    if (c == '[') {
      position++;
      return bracketed();
    }
    if (c == '.') {
      position++;
      return new PathKey.Field(name());
    }
    if (first) {
      return new PathKey.Field(name());
    }
    throw wrong("expected `.` or `[`");
  }

  private String name() {
    int start = position;
    while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw wrong("expected a name");
    }
    return text.substring(start, position);
  }

  private PathKey bracketed() {
    if (position < text.length() && "'\"".indexOf(text.charAt(position)) >= 0) {
      char quote = text.charAt(position);
      int end = text.indexOf(quote + "]", position + 1);
      if (end < 0) {
        throw wrong("the quote is not closed");
      }
      String key = text.substring(position + 1, end);
      position = end + 2;
      return new PathKey.MapKey(key);
    }
    int end = text.indexOf(']', position);
    if (end < 0) {
      throw wrong("expected `]`");
    }
    String inside = text.substring(position, end);
    try {
      PathKey key =
          inside.startsWith(FLAT) && inside.endsWith(">")
              ? new PathKey.FlatIndex(
                  Integer.parseInt(inside.substring(FLAT.length(), inside.length() - 1)))
              : new PathKey.Index(Integer.parseInt(inside));
      position = end + 1;
      return key;
    } catch (NumberFormatException _) {
      // A number, or the text of an enum constant or another object that is the key of a map.
      if (inside.isEmpty()) {
        throw wrong("expected a number or a quoted key");
      }
      position = end + 1;
      return new PathKey.MapKey(inside);
    }
  }

  private TreeException wrong(String rule) {
    return new TreeException(
        "`KeyPath.parse`: "
            + rule
            + " at position "
            + position
            + " of \""
            + text
            + "\". Write a path as `layers[0].weight` or `[0]['key']`.");
  }
}
