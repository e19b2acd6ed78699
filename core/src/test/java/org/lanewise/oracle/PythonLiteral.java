package org.lanewise.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the Python values that stand in the `call` lines of the oracle: numbers, text, truth
/// values, tuples, lists and names.
///
/// A number becomes a `Long` or `Double`, a truth value a `Boolean`, `None` an empty `Optional`,
/// text a `String`, a tuple or list a `List`, and a bare name a [Name].
public final class PythonLiteral {
  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /// A bare word: an operand or an element type.
  ///
  /// @param text the word
  public record Name(String text) {}

  /// Parses one value.
  ///
  /// @param text the Python source
  /// @return the value; empty if it is an expression of another kind
  public static Optional<Object> parse(String text) {
    PythonLiteral parser = new PythonLiteral(text);
    Optional<Object> value = parser.value();
    parser.blanks();
    return parser.at == text.length() ? value : Optional.empty();
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private Optional<Object> value() {
    blanks();
    if (at == text.length()) {
      return Optional.empty();
    }
    char c = text.charAt(at);
    if (c == '(' || c == '[') {
      return list(c == '(' ? ')' : ']');
    }
    if (c == '\'') {
      int end = text.indexOf('\'', at + 1);
      String quoted = text.substring(at + 1, end);
      at = end + 1;
      return Optional.of(quoted);
    }
    int start = at;
    while (at < text.length() && "()[], ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return word(text.substring(start, at));
  }

  private Optional<Object> list(char close) {
    at++;
    List<Object> items = new ArrayList<>();
    blanks();
    while (at < text.length() && text.charAt(at) != close) {
      Optional<Object> item = value();
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
      blanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        blanks();
      }
    }
    if (at == text.length()) {
      return Optional.empty();
    }
    at++;
    return Optional.of(items);
  }

  private static Optional<Object> word(String word) {
    return switch (word) {
      case "" -> Optional.empty();
      case "True" -> Optional.of(true);
      case "False" -> Optional.of(false);
      case "None" -> Optional.of(Optional.empty());
      default -> number(word);
    };
  }

  private static Optional<Object> number(String word) {
    if (word.matches("-?\\d+")) {
      return Optional.of(Long.valueOf(word));
    }
    if (word.matches("-?\\d*\\.?\\d*([eE]-?\\d+)?")) {
      return Optional.of(Double.valueOf(word));
    }
    return word.matches("\\w+") ? Optional.of(new Name(word)) : Optional.empty();
  }
}
