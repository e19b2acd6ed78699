package org.lanewise.backend.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list of definitions, each made when it is asked for.
final class Table<F> {
  private final List<String> names;
  private final Function<String, @Nullable Definition<F>> maker;
  private final ConcurrentHashMap<String, Definition<F>> made = new ConcurrentHashMap<>();

  /// Makes a list.
  ///
  /// @param names the names, in order, with spaces between
  /// @param maker makes the definition of a name; null for any other name
  Table(String names, Function<String, @Nullable Definition<F>> maker) {
    this.names = List.of(names.split(" "));
    this.maker = maker;
  }

  /// The definition with this name, or null.
  @Nullable Definition<F> get(String name) {
    Definition<F> known = made.get(name);
    if (known == null) {
      known = maker.apply(name);
      if (known != null) {
        made.put(name, known);
      }
    }
    return known;
  }

  /// All definitions by name, in order.
  Map<String, Definition<F>> all() {
    Map<String, Definition<F>> rows = new LinkedHashMap<>();
    for (String name : names) {
      Definition<F> row = get(name);
      if (row == null) {
        throw new AssertionError("`" + name + "` is listed but not defined");
      }
      rows.put(name, row);
    }
    return Collections.unmodifiableMap(rows);
  }

  List<String> names() {
    return names;
  }
}
