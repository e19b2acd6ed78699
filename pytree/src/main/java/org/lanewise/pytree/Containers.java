package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Fits a rebuilt container into a component that is declared with a class instead of an interface
/// (`ArrayList`, `HashMap`), and knows what a component accepts.
final class Containers {
  private Containers() {}

  /// Whether values of the declared type may need [#fit].
  static boolean isConcrete(Class<?> declared) {
    return (Collection.class.isAssignableFrom(declared) || Map.class.isAssignableFrom(declared))
        && declared != Collection.class
        && declared != List.class
        && declared != Map.class;
  }

  /// The same container in a class that fits, where there is one; else the container as it is.
  @SuppressWarnings("JdkObsolete") // a component may be declared LinkedList
  static @Nullable Object fit(Class<?> declared, @Nullable Object container) {
    if (container == null || declared.isInstance(container)) {
      return container;
    }
    List<Object> candidates =
        switch (container) {
          case List<?> list ->
              List.of(
                  new ArrayList<>(list), new LinkedList<>(list), new CopyOnWriteArrayList<>(list));
          case Map<?, ?> map -> maps(map);
          case Object _ -> List.of();
        };
    for (Object candidate : candidates) {
      if (declared.isInstance(candidate)) {
        return candidate;
      }
    }
    return container;
  }

  private static List<Object> maps(Map<?, ?> map) {
    return List.of(
        new HashMap<>(map),
        new LinkedHashMap<>(map),
        new TreeMap<>(map),
        new ConcurrentHashMap<>(map),
        new ConcurrentSkipListMap<>(map));
  }

  /// Whether a value can be stored where the type is declared: by instance, unboxing and widening,
  /// as `MethodHandle.asType` does.
  static boolean accepts(Class<?> declared, Object value) {
    if (!declared.isPrimitive()) {
      return declared.isInstance(value);
    }
    return switch (value) {
      case Boolean _ -> declared == boolean.class;
      case Character _ -> declared == char.class || wide(declared) >= wide(int.class);
      case Byte _ -> wide(declared) >= wide(byte.class);
      case Short _ -> wide(declared) >= wide(short.class);
      case Integer _ -> wide(declared) >= wide(int.class);
      case Long _ -> wide(declared) >= wide(long.class);
      case Float _ -> wide(declared) >= wide(float.class);
      case Double _ -> declared == double.class;
      case Object _ -> false;
    };
  }

  /// The place of a number's type in the chain of widening conversions; -1 for the others.
  private static int wide(Class<?> primitive) {
    return List.of(byte.class, short.class, int.class, long.class, float.class, double.class)
        .indexOf(primitive);
  }
}
