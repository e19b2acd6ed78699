package org.lanewise.random;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `random-goldens.json`: what JAX 0.10.2 draws, with the IEEE bits of floats.
final class Goldens {
  private final String text;
  private int at;

  private Goldens(String text) {
    this.text = text;
  }

  /// One row: a call and what it gave.
  ///
  /// @param layout the layout of counters that was on
  /// @param wide whether JAX's 64-bit types were on
  /// @param call the call, for example `bits(key(0),(3,),uint8)`
  /// @param shape the shape of the result
  /// @param dtype its type as NumPy names it
  /// @param values the elements in decimals, `true` or `false`, row-major
  /// @param bits the IEEE bits of floats, empty for other types
  record Row(
      Threefry layout,
      boolean wide,
      String call,
      List<String> shape,
      String dtype,
      List<String> values,
      List<String> bits) {
    @Override
    public String toString() {
      return layout + (wide ? " x64 " : " x32 ") + call;
    }
  }

  static List<Row> rows() {
    try (InputStream in = Goldens.class.getResourceAsStream("random-goldens.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<?, ?> sets = (Map<?, ?>) ((Map<?, ?>) new Goldens(text).value()).get("sets");
      List<Row> rows = new ArrayList<>();
      sets.forEach((set, calls) -> addRows((String) set, (Map<?, ?>) calls, rows));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addRows(String set, Map<?, ?> calls, List<Row> rows) {
    Threefry layout = set.startsWith("original") ? Threefry.ORIGINAL : Threefry.PARTITIONABLE;
    for (Map.Entry<?, ?> entry : calls.entrySet()) {
      Map<?, ?> row = (Map<?, ?>) entry.getValue();
      rows.add(
          new Row(
              layout,
              set.endsWith("x64"),
              (String) entry.getKey(),
              strings(row.get("shape")),
              (String) row.get("dtype"),
              strings(row.get("values")),
              row.containsKey("bits") ? strings(row.get("bits")) : List.of()));
    }
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  /// Reads JSON; numbers and truth values stay text.
  private Object value() {
    skip();
    char c = text.charAt(at);
    if (c == '{') {
      Map<String, Object> map = new LinkedHashMap<>();
      at++;
      while (!closes('}')) {
        String key = (String) value();
        skip();
        at++;
        map.put(key, value());
      }
      return map;
    }
    if (c == '[') {
      List<Object> list = new ArrayList<>();
      at++;
      while (!closes(']')) {
        list.add(value());
      }
      return list;
    }
    int start = at;
    if (c == '"') {
      at = text.indexOf('"', at + 1) + 1;
      return text.substring(start + 1, at - 1);
    }
    while (",]} \n\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean closes(char bracket) {
    skip();
    if (text.charAt(at) == ',') {
      at++;
      skip();
    }
    if (text.charAt(at) != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private void skip() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
