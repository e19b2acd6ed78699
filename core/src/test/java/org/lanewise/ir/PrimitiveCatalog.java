package org.lanewise.ir;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every primitive, found by reflection in the sealed hierarchy.
final class PrimitiveCatalog {
  /// The families in the order of declaration.
  static final List<Class<?>> FAMILIES =
      List.of(
          Elementwise.class,
          Shaping.class,
          Indexing.class,
          Reducing.class,
          Combining.class,
          Windowing.class,
          Collective.class,
          Structured.class,
          Callback.class);

  /// A primitive: its record and, where several share one, the constant that tells it apart.
  record Entry(Class<?> record, Optional<Enum<?>> op) {
    static Entry of(Primitive primitive) {
      return entries(primitive.getClass()).stream()
          .filter(entry -> entry.op.isEmpty() || entry.op.get().equals(opOf(primitive)))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public String toString() {
      return record.getSimpleName() + op.map(constant -> "." + constant.name()).orElse("");
    }
  }

  private PrimitiveCatalog() {}

  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Class<?> family : FAMILIES) {
      List<Class<?>> records =
          family.isRecord() ? List.of(family) : List.of(family.getPermittedSubclasses());
      records.forEach(record -> entries.addAll(entries(record)));
    }
    return entries;
  }

  private static List<Entry> entries(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getType().isEnum() && component.getName().equals("op")) {
        List<Entry> entries = new ArrayList<>();
        for (Object constant : component.getType().getEnumConstants()) {
          entries.add(new Entry(record, Optional.of((Enum<?>) constant)));
        }
        return entries;
      }
    }
    return List.of(new Entry(record, Optional.empty()));
  }

  private static Object opOf(Primitive primitive) {
    try {
      return primitive.getClass().getMethod("op").invoke(primitive);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
