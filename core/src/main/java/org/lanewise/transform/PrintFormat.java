package org.lanewise.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import org.lanewise.Array;
import org.lanewise.Numpy;

/// The format of [Callbacks#debugPrint]: text with places for arguments, as in Python.
///
/// @param parts text and places, in order
record PrintFormat(List<Part> parts) {

  /// A piece of a format.
  sealed interface Part {}

  /// Text that is printed as it is.
  record Text(String text) implements Part {}

  /// A place for an argument.
  ///
  /// @param index the argument
  /// @param conversion how a number is printed, `.3f`, or an empty string
  record Place(int index, String conversion) implements Part {}

  /// Reads a format.
  ///
  /// @param format the format
  /// @param arguments how many arguments there are
  /// @throws IllegalArgumentException if braces do not match, or if a place has no argument or an
  ///   argument no place
  static PrintFormat of(String format, int arguments) {
    List<Part> parts = new ArrayList<>();
    BitSet used = new BitSet();
    StringBuilder text = new StringBuilder();
    int next = 0;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if ((c == '{' || c == '}') && i + 1 < format.length() && format.charAt(i + 1) == c) {
        text.append(c);
        i += 2;
      } else if (c == '}') {
        throw error(format, "a `}` without `{` at position " + i + ". Write `}}` for a brace");
      } else if (c == '{') {
        int end = format.indexOf('}', i);
        if (end < 0) {
          throw error(format, "a `{` without `}` at position " + i + ". Write `{{` for a brace");
        }
        parts.add(new Text(text.toString()));
        text.setLength(0);
        Place place = place(format, format.substring(i + 1, end), next);
        next += place.index == next ? 1 : 0;
        parts.add(place);
        used.set(place.index);
        i = end + 1;
      } else {
        text.append(c);
        i++;
      }
    }
    parts.add(new Text(text.toString()));
    if (used.length() > arguments || used.cardinality() < arguments) {
      int wanted = used.length();
      throw error(
          format,
          "places for " + wanted + " arguments, got " + arguments + ". Give one for each place");
    }
    return new PrintFormat(List.copyOf(parts));
  }

  private static Place place(String format, String inside, int next) {
    int colon = inside.indexOf(':');
    String index = colon < 0 ? inside : inside.substring(0, colon);
    String conversion = colon < 0 ? "" : inside.substring(colon + 1);
    if (!index.chars().allMatch(Character::isDigit) || index.length() > 4) {
      throw error(
          format, "the place `{" + inside + "}`. Write `{}`, `{0}` or `{:.3f}`; names are unknown");
    }
    return new Place(index.isEmpty() ? next : Integer.parseInt(index), conversion);
  }

  private static IllegalArgumentException error(String format, String problem) {
    return new IllegalArgumentException(
        "`debugPrint`: the format \"" + format + "\" has " + problem + ".");
  }

  /// The text with arguments in their places.
  ///
  /// @throws IllegalArgumentException if an argument cannot be printed as its place asks
  String text(Object[] arguments) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          switch (part) {
            case Text(String same) -> same;
            case Place(int index, String conversion) -> printed(arguments[index], conversion);
          });
    }
    return text.toString();
  }

  private static String printed(Object argument, String conversion) {
    if (conversion.isEmpty()) {
      return argument instanceof Array array ? Numpy.arrayStr(array) : argument.toString();
    }
    try {
      return String.format(Locale.ROOT, "%" + conversion, number(argument, conversion));
    } catch (IllegalFormatException e) {
      throw new IllegalArgumentException(
          "`debugPrint`: `{:"
              + conversion
              + "}` does not fit "
              + argument
              + ": "
              + e.getMessage()
              + ". Print it with `{}`.",
          e);
    }
  }

  /// The number that an argument holds.
  private static Object number(Object argument, String conversion) {
    if (!(argument instanceof Array array)) {
      return argument;
    }
    if (array.size() != 1) {
      throw new IllegalArgumentException(
          "`debugPrint`: `{:"
              + conversion
              + "}` prints one number, got "
              + array.type()
              + ". Print it with `{}`.");
    }
    if (array.dtype().isFloating()) {
      return array.item();
    }
    return array.longItem();
  }
}
