package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The structure of a tree: the tree with its leaves taken out.
///
/// Immutable, with value equality and a hash that is computed once; structures that follow from
/// classes alone are shared, so comparing them is mostly comparing references. Printed as JAX
/// prints it: `PyTreeDef([{'p': [*, *], 'x': *}, *])`.
@SuppressWarnings({
  "ReferenceEquality", // LEAF is unique, and shared structures are worth recognising at once
  "TypeParameterUnusedInFormals" // only the caller knows the class of the tree
})
public final class TreeDef {
  private static final TreeDef[] NO_CHILDREN = {};

  /// The structure of a single leaf, `PyTreeDef(*)`.
  static final TreeDef LEAF = new TreeDef(Node.leaf(), NO_CHILDREN);

  private final Node node;
  private final TreeDef[] children;
  private final int numLeaves;
  private final int hash;
  private final boolean pure;
  private @Nullable List<KeyPath> paths;
  private @Nullable List<Class<?>> slots;

  TreeDef(Node node, TreeDef[] children) {
    this.node = node;
    this.children = children;
    int leaves = node.isLeaf() ? 1 : 0;
    int code = node.hashCode();
    boolean allPure = node.pure();
    for (TreeDef child : children) {
      leaves += child.numLeaves;
      code = 31 * code + child.hash;
      allPure &= child.pure;
    }
    this.numLeaves = leaves;
    this.hash = code;
    this.pure = allPure;
  }

  /// Returns the structure of a single leaf.
  public static TreeDef leaf() {
    return LEAF;
  }

  /// Returns the number of leaves.
  public int numLeaves() {
    return numLeaves;
  }

  /// Whether this is the structure of a single leaf.
  public boolean isLeaf() {
    return this == LEAF;
  }

  /// Returns the structures of the root's children, in order.
  public List<TreeDef> children() {
    return Collections.unmodifiableList(Arrays.asList(children));
  }

  /// Returns the path of each leaf, in order.
  public List<KeyPath> paths() {
    List<KeyPath> known = paths;
    if (known == null) {
      List<KeyPath> found = new ArrayList<>(numLeaves);
      collectPaths(new ArrayList<>(), found);
      known = Collections.unmodifiableList(found);
      paths = known;
    }
    return known;
  }

  private void collectPaths(List<PathKey> prefix, List<KeyPath> found) {
    if (isLeaf()) {
      found.add(KeyPath.of(List.copyOf(prefix)));
      return;
    }
    for (int i = 0; i < children.length; i++) {
      prefix.add(node.key(i));
      children[i].collectPaths(prefix, found);
      prefix.removeLast();
    }
  }

  /// Returns for each leaf the declared type of the place that holds it: a record component's raw
  /// type (`int.class` for a primitive one), an array's component type, else `Object.class`.
  public List<Class<?>> slots() {
    List<Class<?>> known = slots;
    if (known == null) {
      List<Class<?>> found = new ArrayList<>(numLeaves);
      collectSlots(Object.class, found);
      known = Collections.unmodifiableList(found);
      slots = known;
    }
    return known;
  }

  private void collectSlots(Class<?> own, List<Class<?>> found) {
    if (isLeaf()) {
      found.add(own);
      return;
    }
    for (int i = 0; i < children.length; i++) {
      children[i].collectSlots(node.slot(i), found);
    }
  }

  /// Builds a tree of this structure from its leaves; see [Tree#unflatten(TreeDef, List)].
  ///
  /// This is the form without a list for hot paths; the array is read, not kept.
  ///
  /// @param leaves one per leaf, in order
  /// @param <T> the tree's class, which the caller knows
  /// @return the tree
  /// @throws TreeException when the number of leaves is wrong, or a place does not accept its leaf
  @SuppressWarnings("unchecked")
  public <T> T build(Object[] leaves) {
    return (T) Building.build("Tree.unflatten", this, leaves);
  }

  /// Takes a tree apart down to the leaves of this structure, and no further: this structure must
  /// be a prefix of the tree's.
  ///
  /// For the structure of `([(1, 2)], 3)` the tree `([({"foo": 7}, (3, 4))], 5)` gives `[{"foo":
  /// 7}, (3, 4), 5]`. [Leaves] whose structure fits stand for their tree.
  ///
  /// @param tree the tree
  /// @return the subtrees at the leaves of this structure, in order
  /// @throws TreeException when the tree does not fit; the message names the path
  public List<Object> flattenUpTo(Object tree) {
    return Arrays.asList(Matching.upTo("TreeDef.flattenUpTo", this, tree));
  }

  /// Gives every leaf of this structure its value from a prefix tree: see
  /// [Tree#broadcastPrefix(Object, Object)].
  ///
  /// @param prefix a tree whose structure is a prefix of this one
  /// @return a value per leaf, in order
  /// @throws TreeException when the prefix does not fit; the message names the path
  public List<Object> broadcastPrefix(Object prefix) {
    return Arrays.asList(Prefixes.broadcast("TreeDef.broadcastPrefix", prefix, this));
  }

  /// Returns this structure with each leaf replaced by the inner structure.
  ///
  /// @param inner what stands at each leaf
  public TreeDef compose(TreeDef inner) {
    if (isLeaf()) {
      return inner;
    }
    TreeDef[] composed = new TreeDef[children.length];
    for (int i = 0; i < composed.length; i++) {
      composed[i] = children[i].compose(inner);
    }
    return node.over(composed);
  }

  Node node() {
    return node;
  }

  int arity() {
    return children.length;
  }

  TreeDef child(int index) {
    return children[index];
  }

  boolean pure() {
    return pure;
  }

  boolean hasChildren(TreeDef[] others) {
    if (children.length != others.length) {
      return false;
    }
    for (int i = 0; i < others.length; i++) {
      if (children[i] != others[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean allLeaves(TreeDef[] defs) {
    for (TreeDef def : defs) {
      if (def != LEAF) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof TreeDef that
            && hash == that.hash
            && numLeaves == that.numLeaves
            && node.equals(that.node)
            && Arrays.equals(children, that.children));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "PyTreeDef(" + Printer.structure(this).flat() + ")";
  }
}
