package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tree with holes where leaves were selected: structure, which leaves are missing, and the
/// values of the others.
///
/// It has value equality (leaves by `equals`, Java arrays by content) and a hash that is computed
/// once, so that it can be the key under which a compiled program is kept.
///
/// @param <T> the class of the tree
@SuppressWarnings("ReferenceEquality") // HOLE is unique
public final class Skeleton<T> {
  /// Stands where a selected leaf was.
  static final Object HOLE =
      new Object() {
        @Override
        public int hashCode() {
          return 17;
        }

        @Override
        public boolean equals(@Nullable Object other) {
          return this == other;
        }

        @Override
        public String toString() {
          return "_";
        }
      };

  private final TreeDef structure;
  private final Object[] rest;
  private final int holes;
  private final int hash;

  Skeleton(TreeDef structure, Object[] rest, int holes) {
    this.structure = structure;
    this.rest = rest;
    this.holes = holes;
    int code = structure.hashCode();
    for (Object value : rest) {
      code =
          31 * code
              + (value.getClass().isArray()
                  ? Arrays.deepHashCode(new Object[] {value})
                  : value.hashCode());
    }
    this.hash = code;
  }

  /// Returns the structure of the whole tree.
  public TreeDef structure() {
    return structure;
  }

  /// Returns the number of holes.
  public int holes() {
    return holes;
  }

  /// Returns the paths of the holes, in order.
  public List<KeyPath> paths() {
    List<KeyPath> all = structure.paths();
    List<KeyPath> found = new ArrayList<>(holes);
    for (int i = 0; i < rest.length; i++) {
      if (isHole(i)) {
        found.add(all.get(i));
      }
    }
    return found;
  }

  /// Builds a tree by filling the holes.
  ///
  /// @param leaves one per hole, in order
  /// @return the tree
  /// @throws TreeException when their number is wrong, or a place does not accept its leaf
  public T combine(List<?> leaves) {
    return combine(leaves.toArray());
  }

  /// Builds a tree by filling the holes; the array is read, not kept.
  ///
  /// @param leaves one per hole, in order
  /// @return the tree
  /// @throws TreeException when their number is wrong, or a place does not accept its leaf
  public T combine(Object[] leaves) {
    return structure.build(fill("Tree.combine", leaves));
  }

  /// Finds where this skeleton first differs from another of the same structure: the answer to "why
  /// was this compiled again?".
  ///
  /// @param other the other skeleton
  /// @return the path of the first leaf that is a hole in one only, or differs in value; empty when
  ///   the skeletons are equal or the structures differ
  public Optional<KeyPath> firstDifference(Skeleton<?> other) {
    if (structure.equals(other.structure)) {
      for (int i = 0; i < rest.length; i++) {
        if (!Objects.deepEquals(rest[i], other.rest[i])) {
          return Optional.of(structure.paths().get(i));
        }
      }
    }
    return Optional.empty();
  }

  boolean isHole(int leaf) {
    return rest[leaf] == HOLE;
  }

  Object[] fill(String operation, Object[] leaves) {
    if (leaves.length != holes) {
      throw new TreeException(
          "`"
              + operation
              + "`: the partial tree "
              + this
              + " has "
              + holes
              + " holes, but "
              + leaves.length
              + " leaves were given. Give one per hole.");
    }
    Object[] all = rest.clone();
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == HOLE) {
        all[i] = leaves[next++];
      }
    }
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Skeleton<?> that)
        || hash != that.hash
        || holes != that.holes
        || !structure.equals(that.structure)) {
      return false;
    }
    for (int i = 0; i < rest.length; i++) {
      if (rest[i] != that.rest[i] && !Objects.deepEquals(rest[i], that.rest[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return new Leaves<>(structure, rest).toString();
  }
}
