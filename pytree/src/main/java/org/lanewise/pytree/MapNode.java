package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.collections.api.map.ImmutableMapIterable;
import org.eclipse.collections.api.map.MutableMapIterable;
import org.eclipse.collections.api.map.OrderedMap;
import org.eclipse.collections.api.map.sorted.SortedMapIterable;
import org.eclipse.collections.impl.factory.Maps;
import org.eclipse.collections.impl.factory.OrderedMaps;
import org.eclipse.collections.impl.factory.SortedMaps;
import org.jspecify.annotations.Nullable;

/// A map with its keys in the order of the leaves: their own order for a sequenced map, else
/// sorted, so that equal maps have equal structures whatever their hashing.
final class MapNode implements Node {
  /// What is built, and how it is printed.
  enum Kind {
    SORTED("TreeMap"),
    ORDERED("LinkedHashMap"),
    IMMUTABLE("ImmutableMap"),
    MUTABLE("MutableMap"),
    IMMUTABLE_SORTED("ImmutableSortedMap"),
    MUTABLE_SORTED("MutableSortedMap"),
    IMMUTABLE_ORDERED("ImmutableOrderedMap"),
    MUTABLE_ORDERED("MutableOrderedMap");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    static Kind of(Class<?> type) {
      boolean immutable = ImmutableMapIterable.class.isAssignableFrom(type);
      boolean mutable = MutableMapIterable.class.isAssignableFrom(type);
      if (immutable || mutable) {
        if (SortedMapIterable.class.isAssignableFrom(type)) {
          return immutable ? IMMUTABLE_SORTED : MUTABLE_SORTED;
        }
        if (OrderedMap.class.isAssignableFrom(type)) {
          return immutable ? IMMUTABLE_ORDERED : MUTABLE_ORDERED;
        }
        return immutable ? IMMUTABLE : MUTABLE;
      }
      return SequencedMap.class.isAssignableFrom(type) && !SortedMap.class.isAssignableFrom(type)
          ? ORDERED
          : SORTED;
    }

    /// Whether a map of this kind must be sorted by us.
    private boolean hashed() {
      return switch (this) {
        case SORTED, IMMUTABLE, MUTABLE -> true;
        case ORDERED, IMMUTABLE_SORTED, MUTABLE_SORTED, IMMUTABLE_ORDERED, MUTABLE_ORDERED -> false;
      };
    }
  }

  private final Kind kind;
  private final Object[] keys;
  private final @Nullable Comparator<Object> comparator;

  private MapNode(Kind kind, Object[] keys, @Nullable Comparator<Object> comparator) {
    this.kind = kind;
    this.keys = keys;
    this.comparator = comparator;
  }

  static MapNode of(Kind kind, Object value) {
    Map<?, ?> map = asMap(value);
    Object[] keys = map.keySet().toArray();
    boolean sorted = map instanceof SortedMap;
    if (kind.hashed() && !sorted) {
      sort(keys);
    }
    return new MapNode(kind, keys, sorted ? comparator((SortedMap<?, ?>) map) : null);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Comparator<Object> comparator(SortedMap<?, ?> map) {
    return (Comparator<Object>) map.comparator();
  }

  private static void sort(Object[] keys) {
    try {
      if (keys.length == 1 && !(keys[0] instanceof Comparable)) {
        throw new ClassCastException("one key that is not Comparable");
      }
      Arrays.sort(keys);
    } catch (ClassCastException | NullPointerException e) {
      String shown = Arrays.toString(keys);
      throw new PathFailure(
          place ->
              "the keys of the map "
                  + place
                  + " cannot be sorted: "
                  + shown
                  + ". Use keys of one Comparable class, such as String, or a LinkedHashMap, whose"
                  + " order is kept.",
          e);
    }
  }

  private static Map<?, ?> asMap(Object value) {
    return value instanceof ImmutableMapIterable<?, ?> immutable
        ? immutable.castToMap()
        : (Map<?, ?>) value;
  }

  Object[] keys() {
    return keys.clone();
  }

  @Override
  public @Nullable Object[] children(Object value) {
    Map<?, ?> map = asMap(value);
    @Nullable Object[] children = new @Nullable Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      // A null is found, and its path named, by whoever walks the children.
      children[i] = map.get(keys[i]);
    }
    return children;
  }

  @Override
  public Object build(@Nullable Object[] children) {
    return switch (kind) {
      case SORTED ->
          Collections.unmodifiableNavigableMap(fill(new TreeMap<>(comparator), children));
      case ORDERED -> Collections.unmodifiableSequencedMap(linked(children));
      case IMMUTABLE -> Maps.mutable.withMap(linked(children)).toImmutable();
      case MUTABLE -> Maps.mutable.withMap(linked(children));
      case IMMUTABLE_SORTED -> fill(SortedMaps.mutable.with(comparator), children).toImmutable();
      case MUTABLE_SORTED -> fill(SortedMaps.mutable.with(comparator), children);
      case IMMUTABLE_ORDERED -> OrderedMaps.adapt(linked(children)).toImmutable();
      case MUTABLE_ORDERED -> OrderedMaps.adapt(linked(children));
    };
  }

  @SuppressWarnings("NonApiType") // unmodifiableSequencedMap and adapt want different interfaces
  private LinkedHashMap<Object, @Nullable Object> linked(@Nullable Object[] children) {
    LinkedHashMap<Object, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(keys.length);
    return fill(map, children);
  }

  private <M extends Map<Object, @Nullable Object>> M fill(M map, @Nullable Object[] children) {
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], children[i]);
    }
    return map;
  }

  @Override
  public PathKey key(int child) {
    return new PathKey.MapKey(keys[child]);
  }

  @Override
  public Doc structure(List<Doc> children) {
    if (kind == Kind.SORTED) {
      return value(children);
    }
    List<Doc> names = new ArrayList<>();
    for (Object key : keys) {
      names.add(Doc.text(Doc.literal(key)));
    }
    Doc tuple = new Doc.Group("(", names, keys.length == 1 ? ",)" : ")");
    return Printer.custom(kind.title + "[" + tuple.flat() + "]", children);
  }

  @Override
  public Doc value(List<Doc> children) {
    List<Doc> items = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      items.add(new Doc.Labelled(Doc.literal(keys[i]) + ": ", children.get(i)));
    }
    return new Doc.Group("{", items, "}");
  }

  @Override
  public String words() {
    String of = " with the keys " + Arrays.toString(keys);
    return switch (kind) {
      case SORTED -> "a map (sorted by key)" + of;
      case ORDERED -> "a map (in insertion order)" + of;
      case IMMUTABLE, IMMUTABLE_SORTED, IMMUTABLE_ORDERED -> "an " + kind.title + of;
      case MUTABLE, MUTABLE_SORTED, MUTABLE_ORDERED -> "a " + kind.title + of;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MapNode that
        && kind == that.kind
        && Arrays.equals(keys, that.keys)
        && Objects.equals(comparator, that.comparator);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(keys);
  }
}
