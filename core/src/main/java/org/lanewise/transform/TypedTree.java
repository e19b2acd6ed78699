package org.lanewise.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.pytree.KeyPath;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.PathKey;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DTypeException;

/// What is known of a tree while it is traced: its structure, the types of its arrays, and its
/// other leaves, which are static.
///
/// It has value equality, so that traces can be found again by it.
///
/// @param <T> the class of the tree
final class TypedTree<T> {
  /// Stands where an array was.
  private record Hole(ArrayType type) {}

  private final TreeDef structure;
  private final Object[] leaves;
  private final List<ArrayType> types;

  private TypedTree(TreeDef structure, Object[] leaves) {
    this.structure = structure;
    this.leaves = leaves;
    List<ArrayType> found = new ArrayList<>(leaves.length);
    for (Object leaf : leaves) {
      if (leaf instanceof Hole(ArrayType type)) {
        found.add(type);
      }
    }
    this.types = List.copyOf(found);
  }

  /// A tree and its arrays.
  record Flat<T>(TypedTree<T> tree, List<Array> arrays) {}

  /// Takes a tree apart.
  static <T> Flat<T> flatten(T tree) {
    Leaves<Object> flat = Tree.flatten(tree);
    Object[] leaves = flat.toArray();
    List<Array> arrays = new ArrayList<>(leaves.length);
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof Array array) {
        arrays.add(array);
        leaves[i] = new Hole(array.type());
      }
    }
    return new Flat<>(new TypedTree<>(flat.structure(), leaves), List.copyOf(arrays));
  }

  /// Takes apart the carry that a function returned.
  ///
  /// @param operation the name for messages
  /// @param function who returned it, for messages: "the body"
  /// @throws DTypeException if there is nothing
  static <T> Flat<T> flattenCarry(String operation, String function, @Nullable T tree) {
    return flatten(present(operation, function, tree));
  }

  /// Takes apart what a function returned.
  ///
  /// @param operation the name for messages
  /// @param function who returned it, for messages: "the body"
  /// @throws DTypeException if there is nothing, or a number where an array can stand
  static <T> Flat<T> flattenResult(String operation, String function, @Nullable T tree) {
    Flat<T> flat = flatten(present(operation, function, tree));
    flat.tree.requireArrays(operation, function);
    return flat;
  }

  /// Checks that a function returned something.
  ///
  /// @param operation the name for messages
  /// @param function who returned it, for messages
  /// @throws DTypeException if it did not
  static <T> T present(String operation, String function, @Nullable T result) {
    if (result == null) {
      throw new DTypeException(
          "`%s`: %s must return arrays, got null. Return an array or a tree of arrays."
              .formatted(operation, function));
    }
    return result;
  }

  private void requireArrays(String operation, String function) {
    List<Class<?>> slots = structure.slots();
    for (int i = 0; i < leaves.length; i++) {
      boolean isNumber = leaves[i] instanceof Number || leaves[i] instanceof Boolean;
      boolean isRoot = structure.isLeaf() && !isArray(i);
      if (isRoot || isNumber && !slots.get(i).isPrimitive()) {
        throw new DTypeException(
            "`%s`: %s must return arrays, got %s%s. Make it an array, or mark it `@Static`."
                .formatted(operation, function, describe(i), at(i, 0)));
      }
    }
  }

  /// The types of the arrays, in order.
  List<ArrayType> types() {
    return types;
  }

  /// The number of arrays.
  int size() {
    return types.size();
  }

  TreeDef structure() {
    return structure;
  }

  /// The number of leaves, arrays or not.
  int leafCount() {
    return leaves.length;
  }

  boolean isArray(int leaf) {
    return leaves[leaf] instanceof Hole;
  }

  /// The leaf: the type of an array, or a static leaf.
  Object leaf(int leaf) {
    return leaves[leaf] instanceof Hole(ArrayType type) ? type : leaves[leaf];
  }

  /// A leaf in a message: `f32[3]`, or "a Double" and "an Integer".
  String describe(int leaf) {
    if (leaves[leaf] instanceof Hole(ArrayType type)) {
      return type.toString();
    }
    String name = leaves[leaf].getClass().getSimpleName();
    return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  /// Where a leaf is, for messages: " at `.weight`", or nothing for the root.
  ///
  /// @param skipped how many keys at the beginning of the path are none of the user's
  String at(int leaf, int skipped) {
    return at(leaf, skipped, Integer.MAX_VALUE);
  }

  /// Where the node is that holds a leaf at some depth, for messages.
  ///
  /// @param skipped how many keys at the beginning of the path are none of the user's
  /// @param depth how many keys lead to the node
  String at(int leaf, int skipped, int depth) {
    List<PathKey> keys = structure.paths().get(leaf).keys();
    int end = Math.min(depth, keys.size());
    return end <= skipped ? "" : " at `" + KeyPath.of(keys.subList(skipped, end)) + "`";
  }

  /// Builds a tree like this one of other arrays.
  ///
  /// @param arrays one for each array
  T build(List<? extends Array> arrays) {
    if (arrays.size() != types.size()) {
      throw new AssertionError(
          "a tree of %d arrays was given %d. Please report this."
              .formatted(types.size(), arrays.size()));
    }
    Object[] built = leaves.clone();
    int next = 0;
    for (int i = 0; i < built.length; i++) {
      if (built[i] instanceof Hole) {
        built[i] = arrays.get(next++);
      }
    }
    return structure.build(built);
  }

  /// This tree with arrays of other types.
  ///
  /// @param other one for each array
  TypedTree<T> with(List<ArrayType> other) {
    Object[] changed = leaves.clone();
    int next = 0;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] instanceof Hole) {
        changed[i] = new Hole(other.get(next++));
      }
    }
    return new TypedTree<>(structure, changed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof TypedTree<?> that
            && structure.equals(that.structure)
            && Arrays.deepEquals(leaves, that.leaves);
  }

  @Override
  public int hashCode() {
    return Objects.hash(structure, Arrays.deepHashCode(leaves));
  }
}
