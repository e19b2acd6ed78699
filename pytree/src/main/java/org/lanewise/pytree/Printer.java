package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Trees and structures as text.
final class Printer {
  private Printer() {}

  /// JAX's form for every node that has no brackets of its own.
  static Doc custom(String title, List<Doc> children) {
    return new Doc.Group("CustomNode(" + title + ", [", children, "])");
  }

  static Doc structure(TreeDef def) {
    Doc star = Doc.text("*");
    return render(def, Collections.nCopies(def.numLeaves(), star), true);
  }

  static Doc values(Object tree) {
    return leaves(Flattener.flatten("Tree.toString", tree), Doc::literal);
  }

  static Doc leaves(Leaves<?> leaves, Function<Object, String> text) {
    List<Doc> docs = new ArrayList<>();
    for (Object leaf : leaves.list()) {
      docs.add(Doc.text(text.apply(leaf)));
    }
    return render(leaves.structure(), docs, false);
  }

  /// The short text of a leaf.
  static String describe(Object leaf) {
    return leaf instanceof Described described ? described.describe() : Doc.literal(leaf);
  }

  static Doc render(TreeDef def, List<Doc> leaves, boolean structure) {
    return render(def, leaves.iterator(), structure);
  }

  private static Doc render(TreeDef def, Iterator<Doc> leaves, boolean structure) {
    if (def.isLeaf()) {
      return leaves.next();
    }
    List<Doc> children = new ArrayList<>();
    for (TreeDef child : def.children()) {
      children.add(render(child, leaves, structure));
    }
    return structure ? def.node().structure(children) : def.node().value(children);
  }
}
