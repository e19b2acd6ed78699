package org.lanewise.pytree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.map.ImmutableMapIterable;
import org.eclipse.collections.api.map.MutableMapIterable;

/// Decides for each class, once, which node its values are; what a user registered goes first.
final class Nodes {
  /// A cell per class, so that a class and what is known of it are forgotten together.
  private static final ClassValue<Rule> RULES =
      new ClassValue<>() {
        @Override
        protected Rule computeValue(Class<?> type) {
          return new Rule(automatic(type));
        }
      };

  private static final class Rule {
    private volatile Function<Object, Node> opener;
    private boolean registered;

    Rule(Function<Object, Node> opener) {
      this.opener = opener;
    }
  }

  private Nodes() {}

  static Node of(Object value) {
    return RULES.get(value.getClass()).opener.apply(value);
  }

  static void register(Class<?> type, Function<Object, Node> opener) {
    Rule rule = RULES.get(type);
    synchronized (rule) {
      if (rule.registered) {
        throw new TreeException(
            "`Tree.register`: the class "
                + typeName(type)
                + " is registered already. Register a class once, in a static initializer of its"
                + " own.");
      }
      rule.registered = true;
      rule.opener = opener;
    }
  }

  private static Function<Object, Node> automatic(Class<?> type) {
    if (type.isRecord()) {
      // Deferred, so that a record that cannot be opened may still be registered.
      return new RecordOpener(type);
    }
    if (type.isArray()) {
      Class<?> component = type.getComponentType();
      return always(component.isPrimitive() ? LeafNode.LEAF : new ObjectArrayNode(component));
    }
    if (ImmutableList.class.isAssignableFrom(type)) {
      return always(ListNode.IMMUTABLE);
    }
    if (MutableList.class.isAssignableFrom(type)) {
      return always(ListNode.MUTABLE);
    }
    if (List.class.isAssignableFrom(type)) {
      return always(ListNode.JAVA);
    }
    if (Map.class.isAssignableFrom(type)
        || ImmutableMapIterable.class.isAssignableFrom(type)
        || MutableMapIterable.class.isAssignableFrom(type)) {
      MapNode.Kind kind = MapNode.Kind.of(type);
      return value -> MapNode.of(kind, value);
    }
    if (type == Optional.class) {
      return value -> ((Optional<?>) value).isPresent() ? OptionalNode.PRESENT : OptionalNode.EMPTY;
    }
    if (type == Leaves.class) {
      return value -> new LeavesNode(((Leaves<?>) value).structure());
    }
    return always(LeafNode.LEAF);
  }

  static Function<Object, Node> always(Node node) {
    return _ -> node;
  }

  /// The name with its article: `a String`, `an Integer`.
  static String aType(Class<?> type) {
    String name = typeName(type);
    return ("AEIOUaeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }

  /// The name as a programmer writes it: `Params`, `Outer.Params`, `int[]`.
  static String typeName(Class<?> type) {
    if (type.isArray()) {
      return typeName(type.getComponentType()) + "[]";
    }
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : typeName(outer) + "." + type.getSimpleName();
  }
}
