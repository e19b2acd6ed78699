package org.lanewise.backend.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A list of definitions being written down, in order.
final class Table<F> {
  private final Map<String, Definition<F>> rows = new LinkedHashMap<>();

  void put(String name, F scalar, Class<?> owner, String method, Definition.Form form) {
    rows.put(name, new Definition<>(name, scalar, owner, method, form));
  }

  Map<String, Definition<F>> finished() {
    return Collections.unmodifiableMap(rows);
  }
}
