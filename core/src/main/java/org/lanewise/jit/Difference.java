package org.lanewise.jit;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.pytree.KeyPath;
import org.lanewise.pytree.PathKey;
import org.lanewise.pytree.TreeDef;
import org.lanewise.type.ArrayType;

/// One reason why a program did not fit: what was expected at a path, and what stood there.
///
/// @param path the place in the arguments: `[0].rate`
/// @param what the kind of thing that changed: "type", "static value", "structure", …
/// @param from what a known program is for
/// @param to what was given
record Difference(String path, String what, Object from, Object to) {

  /// Everything in which two signatures differ, in the order of the leaves.
  static List<Difference> between(Signature known, Signature given) {
    List<Difference> found = new ArrayList<>();
    if (!known.structure().equals(given.structure())) {
      structures(known.structure(), given.structure(), "", 0, found);
      return found;
    }
    List<KeyPath> paths = given.structure().paths();
    for (int i = 0; i < given.size(); i++) {
      Object from = known.leaf(i);
      Object to = given.leaf(i);
      if (!from.equals(to)) {
        boolean fixed = from instanceof Signature.Fixed && to instanceof Signature.Fixed;
        found.add(
            new Difference(
                paths.get(i).toString(), fixed ? "static value" : "type", shown(from), shown(to)));
      }
    }
    if (found.isEmpty()) {
      contexts(known.context(), given.context(), found);
    }
    return found;
  }

  private static void contexts(TraceContext from, TraceContext to, List<Difference> found) {
    if (from.recordsSources() != to.recordsSources()) {
      found.add(
          new Difference("", "recording of lines", from.recordsSources(), to.recordsSources()));
    }
    if (!from.axes().equals(to.axes())) {
      found.add(new Difference("", "mapped axes", from.axes(), to.axes()));
    }
  }

  private static Object shown(Object leaf) {
    return leaf instanceof Signature.Fixed(Object value) ? value : leaf;
  }

  /// Descends to the smallest parts that differ.
  private static void structures(
      TreeDef from, TreeDef to, String path, int depth, List<Difference> found) {
    List<TreeDef> left = from.children();
    List<TreeDef> right = to.children();
    int before = found.size();
    if (left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        if (!left.get(i).equals(right.get(i))) {
          structures(left.get(i), right.get(i), path + key(to, i), depth + 1, found);
        }
      }
    }
    if (found.size() == before) {
      found.add(new Difference(path, "structure", from, to));
    }
  }

  /// The key of a child, which its first leaf's path begins with; its number if it has no leaf.
  private static String key(TreeDef parent, int child) {
    int leaf = 0;
    for (int i = 0; i < child; i++) {
      leaf += parent.children().get(i).numLeaves();
    }
    if (parent.children().get(child).numLeaves() == 0) {
      return "[" + child + "]";
    }
    List<PathKey> keys = parent.paths().get(leaf).keys();
    return KeyPath.of(List.of(keys.getFirst())).toString();
  }

  /// How far apart the two are: types by element type, shape and weakness.
  int weight() {
    if (from instanceof ArrayType a && to instanceof ArrayType b) {
      return (a.dtype() == b.dtype() ? 0 : 1)
          + (a.shape().equals(b.shape()) ? 0 : 1)
          + (a.weak() == b.weak() ? 0 : 1);
    }
    return 1;
  }

  /// Whether objects of the static value's class are equal only to themselves.
  boolean isByIdentity() {
    if (!what.equals("static value")) {
      return false;
    }
    if (to.getClass().isArray()) {
      return true;
    }
    try {
      return to.getClass().getMethod("equals", Object.class).getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      return false; // every class has it
    }
  }

  @Override
  public String toString() {
    String place = path.isEmpty() ? "" : " at `" + path + "`";
    return "%s%s changed from %s to %s".formatted(what, place, from, to);
  }
}
