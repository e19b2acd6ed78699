package org.lanewise.pytree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// A tree taken in two: the leaves that were selected, and the [Skeleton], which is all the rest.
///
/// ```java
/// Partial<Model> parts = Tree.partition(model, leaf -> leaf instanceof Array);
/// Model moved = parts.combine(parts.selected().stream().map(...).toList());
/// ```
///
/// @param <T> the class of the tree
public final class Partial<T> {
  private final Skeleton<T> skeleton;
  private final Object[] selected;

  private Partial(Skeleton<T> skeleton, Object[] selected) {
    this.skeleton = skeleton;
    this.selected = selected;
  }

  static <T> Partial<T> of(Leaves<Object> leaves, IntPredicate selects) {
    Object[] rest = leaves.toArray();
    Object[] selected = new Object[rest.length];
    int count = 0;
    for (int i = 0; i < rest.length; i++) {
      if (selects.test(i)) {
        selected[count++] = rest[i];
        rest[i] = Skeleton.HOLE;
      }
    }
    Object[] exact = count == selected.length ? selected : Arrays.copyOf(selected, count);
    return new Partial<>(new Skeleton<>(leaves.structure(), rest, count), exact);
  }

  /// Returns the tree without the selected leaves.
  public Skeleton<T> skeleton() {
    return skeleton;
  }

  /// Returns the number of selected leaves.
  public int size() {
    return selected.length;
  }

  /// Returns one selected leaf.
  ///
  /// @param index its position among the selected, from 0
  public Object get(int index) {
    return selected[index];
  }

  /// Returns the selected leaves in order, as an unmodifiable list.
  public List<Object> selected() {
    return Collections.unmodifiableList(Arrays.asList(selected));
  }

  /// Returns the selected leaves in order, in an array of the caller's own.
  public Object[] toArray() {
    return selected.clone();
  }

  /// Applies a function to every selected leaf; the rest stays.
  ///
  /// @param function from leaf to leaf
  public Partial<T> map(Function<Object, ?> function) {
    Object[] mapped = new Object[selected.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = function.apply(selected[i]);
      if (mapped[i] == null) {
        throw new TreeException(
            "`Partial.map`: the new leaf "
                + skeleton.paths().get(i).place()
                + " is null. A tree holds no nulls: return a value.");
      }
    }
    return new Partial<>(skeleton, mapped);
  }

  /// Returns the same tree with the other leaves selected.
  public Partial<T> complement() {
    Object[] all = skeleton.fill("Partial.complement", selected);
    Object[] rest = new Object[all.length];
    Object[] others = new Object[all.length - selected.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (skeleton.isHole(i)) {
        rest[i] = all[i];
      } else {
        others[count++] = all[i];
        rest[i] = Skeleton.HOLE;
      }
    }
    return new Partial<>(new Skeleton<>(skeleton.structure(), rest, count), others);
  }

  /// Builds the whole tree again.
  public T combine() {
    return skeleton.combine(selected);
  }

  /// Builds the tree with other leaves in the place of the selected.
  ///
  /// @param leaves one per selected leaf, in order
  /// @throws TreeException when their number is wrong, or a place does not accept its leaf
  public T combine(List<?> leaves) {
    return skeleton.combine(leaves);
  }

  /// Builds the tree from this half and the half that is missing: the selected leaves of both, one
  /// for each place.
  ///
  /// @param other a partial of the same structure that selects just the leaves that this does not
  /// @throws TreeException when both select a leaf or neither does; the message names the path
  public T combine(Partial<T> other) {
    Skeleton<T> theirs = other.skeleton;
    if (!skeleton.structure().equals(theirs.structure())) {
      Matching.upTo(
          "Partial.combine",
          skeleton.structure(),
          new Leaves<>(theirs.structure(), theirs.fill("Partial.combine", other.selected)));
    }
    Object[] leaves = new Object[skeleton.structure().numLeaves()];
    int mine = 0;
    int others = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (skeleton.isHole(i) == theirs.isHole(i)) {
        throw new TreeException(
            "`Partial.combine`: the leaf "
                + skeleton.structure().paths().get(i).place()
                + (skeleton.isHole(i) ? " is selected by both" : " is selected by neither")
                + ". Combine two halves of one tree, such as a partial and its `complement()`.");
      }
      leaves[i] = skeleton.isHole(i) ? selected[mine++] : other.selected[others++];
    }
    return skeleton.structure().build(leaves);
  }

  @Override
  public String toString() {
    return "Partial(" + skeleton + ", " + Doc.value(selected()).flat() + ")";
  }
}
