package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the path of the part that a locator function picks out.
///
/// The part is first sought by identity. That does not decide where an object stands at several
/// places, or where an accessor boxes a primitive anew. Then each candidate is replaced by a
/// stand-in and the locator is run again: the candidate is the one whose stand-in comes back.
@SuppressWarnings("ReferenceEquality") // the very object is sought
final class Locator<T> {
  private static final int SHOWN = 8;

  private final String operation;
  private final T tree;
  private final Function<? super T, ? extends @Nullable Object> where;
  private final List<KeyPath> everywhere = new ArrayList<>();
  private final List<Object> parts = new ArrayList<>();

  Locator(String operation, T tree, Function<? super T, ? extends @Nullable Object> where) {
    this.operation = operation;
    this.tree = tree;
    this.where = where;
  }

  KeyPath find() {
    Object found = where.apply(tree);
    if (found == null) {
      throw new TreeException(
          "`" + operation + "`: the locator returned null. Return a part of the tree.");
    }
    List<KeyPath> statics = new ArrayList<>();
    try {
      walk(tree, KeyPath.root(), found, statics);
    } catch (PathFailure failure) {
      throw failure.named(operation);
    }
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Object part = parts.get(i);
      if (part == found || (isBox(found) && found.equals(part))) {
        candidates.add(i);
      }
    }
    if (candidates.size() == 1 && statics.isEmpty() && !isShared(found)) {
      return everywhere.get(candidates.getFirst());
    }
    return decide(found, candidates, statics);
  }

  private KeyPath decide(Object found, List<Integer> candidates, List<KeyPath> statics) {
    boolean undecided = false;
    for (int candidate : candidates) {
      switch (probe(candidate, found)) {
        case FOLLOWS -> {
          return everywhere.get(candidate);
        }
        case STAYS -> {}
        case UNKNOWN -> undecided = true;
      }
    }
    if (undecided) {
      throw ambiguous(found, candidates);
    }
    throw statics.isEmpty() ? missing(found) : isStatic(statics);
  }

  private void walk(Object value, KeyPath path, Object found, List<KeyPath> statics) {
    everywhere.add(path);
    parts.add(value);
    Node node = Nodes.of(value);
    if (node instanceof RecordNode shape && shape.fixedHolding(found) >= 0) {
      statics.add(path.then(shape.fixedKey(shape.fixedHolding(found))));
    }
    @Nullable Object[] children = node.children(value);
    for (int i = 0; i < children.length; i++) {
      Object child = children[i];
      if (child == null) {
        throw Flattener.missing().under(node.key(i));
      }
      walk(child, path.then(node.key(i)), found, statics);
    }
  }

  /// What the locator does when a candidate is replaced.
  private enum Answer {
    FOLLOWS,
    STAYS,
    UNKNOWN
  }

  private Answer probe(int candidate, Object found) {
    for (Object standIn : standIns(parts.get(candidate))) {
      Answer answer = probe(everywhere.get(candidate), standIn, found);
      if (answer != Answer.UNKNOWN) {
        return answer;
      }
    }
    // Components of records take null unless their constructor objects.
    return probe(everywhere.get(candidate), null, found);
  }

  @SuppressWarnings("unchecked")
  private Answer probe(KeyPath path, @Nullable Object standIn, Object found) {
    Object result;
    try {
      T changed = (T) Surgery.replace(operation, tree, path, _ -> standIn);
      if (changed == null) {
        return Answer.UNKNOWN;
      }
      result = where.apply(changed);
    } catch (RuntimeException _) {
      // A constructor that validates, or a locator that cannot go through the stand-in: this
      // stand-in
      // says nothing, and the next is tried.
      return Answer.UNKNOWN;
    }
    if (result == standIn || (isBox(found) && result != null && result.equals(standIn))) {
      return Answer.FOLLOWS;
    }
    return result == found || found.equals(result) ? Answer.STAYS : Answer.UNKNOWN;
  }

  /// Values other than the part that may stand in its place: a copy, else another leaf of its
  /// class.
  private List<Object> standIns(Object part) {
    List<Object> found = new ArrayList<>();
    Object copy = copy(part);
    if (copy != part) {
      found.add(copy);
    }
    if (part instanceof Enum<?> constant) {
      for (Object other : constant.getDeclaringClass().getEnumConstants()) {
        if (other != part) {
          found.add(other);
        }
      }
      return found;
    }
    for (Object other : parts) {
      if (other != part && other.getClass() == part.getClass() && !isBox(part)) {
        found.add(other);
      }
    }
    return found;
  }

  private static Object copy(Object part) {
    return switch (part) {
      case Boolean b -> !b;
      case Character c -> (char) (c + 1);
      case Byte b -> (byte) (b + 1);
      case Short s -> (short) (s + 1);
      case Integer i -> i + 1;
      case Long l -> l + 1;
      case Float f -> Float.isFinite(f) ? Math.nextDown(f) : 1f;
      case Double d -> Double.isFinite(d) ? Math.nextDown(d) : 1d;
      case String s -> String.valueOf(s.toCharArray());
      case Object other -> {
        Node node = Nodes.of(other);
        yield node.isLeaf() ? other : node.build(node.children(other));
      }
    };
  }

  private static boolean isBox(Object value) {
    return switch (value) {
      case Boolean _, Character _, Byte _, Short _, Integer _, Long _, Float _, Double _ -> true;
      case Object _ -> false;
    };
  }

  /// Values that may be the same object without being the same part.
  private static boolean isShared(Object value) {
    return isBox(value) || value instanceof String || value instanceof Enum<?>;
  }

  private TreeException isStatic(List<KeyPath> paths) {
    String places = paths.stream().map(path -> "`" + path + "`").collect(Collectors.joining(", "));
    return new TreeException(
        "`"
            + operation
            + "`: the locator picks out a @Static component ("
            + places
            + "), which belongs to the structure. Construct a new record in its place.");
  }

  private TreeException ambiguous(Object found, List<Integer> candidates) {
    List<String> places = new ArrayList<>();
    for (int candidate : candidates) {
      places.add("`" + everywhere.get(candidate) + "`");
    }
    return new TreeException(
        "`"
            + operation
            + "`: the locator picks out "
            + shown(found)
            + ", which stands at several places that cannot be told apart: "
            + String.join(", ", places)
            + ". Give the path instead of a locator: Tree.at(tree, \""
            + everywhere.get(candidates.getFirst())
            + "\", ...).");
  }

  private TreeException missing(Object found) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < everywhere.size() && i <= SHOWN; i++) {
      if (!everywhere.get(i).keys().isEmpty()) {
        places.add("`" + everywhere.get(i) + "`");
      }
    }
    String more = everywhere.size() > SHOWN + 1 ? ", ..." : "";
    return new TreeException(
        "`"
            + operation
            + "`: the locator returned "
            + shown(found)
            + ", which is not a part of the tree. Return a part as it is; there are "
            + String.join(", ", places)
            + more
            + ".");
  }

  private static String shown(Object found) {
    String text = Nodes.of(found).isLeaf() ? Printer.describe(found) : Doc.value(found).flat();
    return "the " + Nodes.typeName(found.getClass()) + " " + text;
  }
}
