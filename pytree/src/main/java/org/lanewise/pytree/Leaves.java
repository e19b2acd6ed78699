package org.lanewise.pytree;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The leaves of a tree with its structure: a tree whose leaves may be of any class, also where the
/// tree is made of records that fix theirs.
///
/// Prints, zips and maps like the tree; where [Tree#map] takes further trees, it stands for the
/// tree.
///
/// ```java
/// Leaves<String> shapes = Tree.flatten(params).map(leaf -> leaf.getClass().getSimpleName());
/// ```
///
/// @param <L> the class of the leaves
public final class Leaves<L> implements Iterable<L> {
  private final TreeDef structure;
  private final Object[] leaves;

  Leaves(TreeDef structure, Object[] leaves) {
    this.structure = structure;
    this.leaves = leaves;
  }

  /// Returns leaves of the given structure.
  ///
  /// @param structure the structure
  /// @param leaves one per leaf, in order
  /// @param <L> the class of the leaves
  /// @throws TreeException when the number of leaves is not the structure's
  public static <L> Leaves<L> of(TreeDef structure, List<? extends L> leaves) {
    Object[] array = leaves.toArray();
    if (array.length != structure.numLeaves()) {
      throw new TreeException(
          "`Leaves.of`: the structure "
              + structure
              + " has "
              + structure.numLeaves()
              + " leaves, but "
              + array.length
              + " were given. Give one per leaf.");
    }
    for (int i = 0; i < array.length; i++) {
      present("Leaves.of", structure, i, array[i]);
    }
    return new Leaves<>(structure, array);
  }

  /// Returns the structure.
  public TreeDef structure() {
    return structure;
  }

  /// Returns the number of leaves.
  public int size() {
    return leaves.length;
  }

  /// Returns one leaf.
  ///
  /// @param index its position, from 0
  @SuppressWarnings("unchecked")
  public L get(int index) {
    return (L) leaves[index];
  }

  /// Returns the leaf at a path.
  ///
  /// @param path the path of a leaf, as [KeyPath#parse(String)] reads it
  /// @throws TreeException when no leaf has that path
  public L get(String path) {
    return get(Surgery.leafAt("Leaves.get", structure, KeyPath.parse(path)));
  }

  /// Returns the leaves in order, as an unmodifiable list.
  @SuppressWarnings("unchecked")
  public List<L> list() {
    return (List<L>) Collections.unmodifiableList(Arrays.asList(leaves));
  }

  /// Returns the leaves in order, in an array of the caller's own.
  public Object[] toArray() {
    return leaves.clone();
  }

  /// Applies a function to every leaf, in order.
  ///
  /// @param function from leaf to leaf
  /// @param <M> the class of the new leaves
  /// @return the same structure over the results
  public <M> Leaves<M> map(Function<? super L, ? extends M> function) {
    Object[] mapped = new Object[leaves.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = present("Leaves.map", structure, i, function.apply(get(i)));
    }
    return new Leaves<>(structure, mapped);
  }

  /// Applies a function to every pair of leaves, in order.
  ///
  /// @param other leaves of the same structure
  /// @param function from a leaf of each to a leaf
  /// @param <M> the class of the other leaves
  /// @param <N> the class of the new leaves
  /// @throws TreeException when the structures differ; the message names the path
  public <M, N> Leaves<N> zip(
      Leaves<M> other, BiFunction<? super L, ? super M, ? extends N> function) {
    Object[] others =
        structure.equals(other.structure)
            ? other.leaves
            : Matching.upTo("Leaves.zip", structure, other);
    Object[] zipped = new Object[leaves.length];
    for (int i = 0; i < zipped.length; i++) {
      @SuppressWarnings("unchecked")
      M second = (M) others[i];
      zipped[i] = present("Leaves.zip", structure, i, function.apply(get(i), second));
    }
    return new Leaves<>(structure, zipped);
  }

  /// Builds the tree; see [Tree#unflatten(TreeDef, List)].
  ///
  /// @param <T> the tree's class, which the caller knows
  /// @throws TreeException when a place does not accept its leaf
  @SuppressWarnings("TypeParameterUnusedInFormals") // only the caller knows the class of the tree
  public <T> T tree() {
    return structure.build(leaves);
  }

  @Override
  public Iterator<L> iterator() {
    return list().iterator();
  }

  Object[] array() {
    return leaves;
  }

  Leaves<L> part(TreeDef part, int from) {
    return new Leaves<>(part, Matching.slice(leaves, from, part.numLeaves()));
  }

  static Object present(String operation, TreeDef structure, int index, @Nullable Object leaf) {
    if (leaf == null) {
      throw new TreeException(
          "`"
              + operation
              + "`: the new leaf "
              + structure.paths().get(index).place()
              + " is null. A tree holds no nulls: return a value, or an Optional.");
    }
    return leaf;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Leaves<?> that
        && structure.equals(that.structure)
        && Arrays.equals(leaves, that.leaves);
  }

  @Override
  public int hashCode() {
    return Objects.hash(structure, Arrays.hashCode(leaves));
  }

  @Override
  public String toString() {
    return Printer.leaves(this, Doc::literal).flat();
  }
}
