package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Shape;

/// Reads indices in NumPy's syntax.
///
/// ```
/// index  = entry { "," entry } [","]
/// entry  = "..." | "None" | "newaxis" | "np.newaxis" | "True" | "False" | list | slice | integer
/// slice  = [integer] ":" [integer] [":" [integer]]
/// list   = "[" [ item { "," item } ] "]",  item = integer | "True" | "False" | list
/// ```
///
/// What was read is remembered, since the same text is usually read in a loop.
final class IndexParser {
  static final Index.Slice ALL = new Index.Slice(OptionalLong.empty(), OptionalLong.empty(), 1);

  private static final int REMEMBERED = 1024;
  private static final ConcurrentHashMap<String, List<Index>> KNOWN = new ConcurrentHashMap<>();

  private final String text;
  private int at;

  private IndexParser(String text) {
    this.text = text;
  }

  static List<Index> parse(String text) {
    List<Index> known = KNOWN.get(text);
    if (known != null) {
      return known;
    }
    List<Index> parsed = List.copyOf(new IndexParser(text).index());
    if (KNOWN.size() >= REMEMBERED) {
      KNOWN.clear();
    }
    KNOWN.put(text, parsed);
    return parsed;
  }

  private List<Index> index() {
    List<Index> entries = new ArrayList<>();
    skipBlanks();
    while (at < text.length()) {
      entries.add(entry());
      if (!accept(",") && at < text.length()) {
        throw wrong("expected a comma");
      }
    }
    return entries;
  }

  private Index entry() {
    if (accept("...")) {
      return Index.Marker.ELLIPSIS;
    }
    if (accept("None") || accept("np.newaxis") || accept("newaxis")) {
      return Index.Marker.NEW_AXIS;
    }
    if (accept("True")) {
      return flag(true);
    }
    if (accept("False")) {
      return flag(false);
    }
    if (peek() == '[') {
      return list();
    }
    OptionalLong first = integer();
    if (!accept(":")) {
      return new Index.At(first.orElseThrow(() -> wrong("expected an index")));
    }
    OptionalLong stop = integer();
    OptionalLong step = accept(":") ? integer() : OptionalLong.empty();
    return new Index.Slice(first, stop, step.orElse(1));
  }

  private static Index flag(boolean value) {
    Array flags = new ConcreteArray(Transfer.copyOf(new boolean[] {value}));
    return Index.mask(Lax.reshape(flags, Shape.scalar()));
  }

  private Index list() {
    List<Long> sizes = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    int first = skipBrackets();
    boolean truths = text.startsWith("True", first) || text.startsWith("False", first);
    item(0, sizes, values);
    Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    int[] flat = values.stream().mapToInt(Integer::intValue).toArray();
    if (shape.size() != flat.length) {
      throw wrong("the rows of a list must have equal lengths");
    }
    if (!truths) {
      return Index.of(Lax.reshape(new ConcreteArray(Transfer.copyOf(flat)), shape));
    }
    boolean[] flags = new boolean[flat.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = flat[i] != 0;
    }
    return Index.mask(Lax.reshape(new ConcreteArray(Transfer.copyOf(flags)), shape));
  }

  private int skipBrackets() {
    int i = at;
    while (i < text.length() && (text.charAt(i) == '[' || text.charAt(i) == ' ')) {
      i++;
    }
    return i;
  }

  /// Reads a list at a depth or a single value, and notes the length of the first list of each
  /// depth.
  private void item(int depth, List<Long> sizes, List<Integer> values) {
    if (!accept("[")) {
      values.add(value());
      return;
    }
    long length = 0;
    boolean first = sizes.size() == depth;
    if (first) {
      sizes.add(0L);
    }
    while (!accept("]")) {
      item(depth + 1, sizes, values);
      length++;
      if (!accept(",") && peek() != ']') {
        throw wrong("expected a comma or a closing bracket");
      }
    }
    if (first) {
      sizes.set(depth, length);
    } else if (sizes.get(depth) != length) {
      throw wrong("the rows of a list must have equal lengths");
    }
  }

  private int value() {
    if (accept("True")) {
      return 1;
    }
    if (accept("False")) {
      return 0;
    }
    long value = integer().orElseThrow(() -> wrong("expected an integer, True or False"));
    return Math.toIntExact(value);
  }

  private OptionalLong integer() {
    int start = at;
    int end = at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    if (end == start) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text, start, end, 10);
      at = end;
      skipBlanks();
      return OptionalLong.of(value);
    } catch (NumberFormatException e) {
      throw wrong("not a number");
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean accept(String token) {
    if (!text.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    skipBlanks();
    return true;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "`Index.parse`: "
            + why
            + " at position "
            + at
            + " of \""
            + text
            + "\". Use NumPy's syntax, for example \"..., 1:3, [0, 2]\".");
  }
}
