package org.lanewise.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.lanewise.Array;
import org.lanewise.ItemArray;
import org.lanewise.pytree.KeyPath;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeException;
import org.lanewise.type.ShapeException;

/// An argument or a result of a mapped function: its leaves, and the axis of each array that is
/// mapped.
///
/// Axes are counted as the user sees them: without those that run inside an item of an [ItemArray].
final class MappedTree {
  private final String role;
  private final Leaves<Object> leaves;
  private final int[] itemRanks;
  private final List<OptionalInt> axes;

  private MappedTree(String role, Leaves<Object> leaves, int[] itemRanks, List<OptionalInt> axes) {
    this.role = role;
    this.leaves = leaves;
    this.itemRanks = itemRanks;
    this.axes = axes;
  }

  /// Takes a tree apart.
  ///
  /// @param role what the tree is, for messages: `argument 0`
  /// @param tree the tree
  /// @param axes the mapped axes
  static MappedTree of(String role, Object tree, MapAxes axes) {
    Leaves<Object> leaves = Tree.flatten(tree);
    try {
      return new MappedTree(
          role, leaves, itemRanks(tree, leaves.size()), axes.spread(leaves.structure()));
    } catch (TreeException e) {
      throw new TreeException(
          "`vmap`: the axes %s do not fit %s: %s".formatted(axes, role, e.getMessage()), e);
    }
  }

  /// For each leaf how many of its last axes run inside an item.
  private static int[] itemRanks(Object tree, int size) {
    int[] ranks = new int[size];
    if (tree instanceof Array) {
      return ranks;
    }
    int next = 0;
    for (Object leaf : Tree.leaves(tree, ItemArray.class::isInstance)) {
      if (leaf instanceof ItemArray items) {
        int n = Tree.structure(items).numLeaves();
        Arrays.fill(ranks, next, next + n, items.itemRank());
        next += n;
      } else {
        next++;
      }
    }
    return ranks;
  }

  int size() {
    return leaves.size();
  }

  /// A leaf, which may be no array.
  Object leaf(int i) {
    return leaves.get(i);
  }

  /// Whether a leaf is an array with a mapped axis.
  boolean isMapped(int i) {
    return leaves.get(i) instanceof Array && axes.get(i).isPresent();
  }

  /// The mapped axis of an array.
  ///
  /// @param array the array
  /// @param added how many axes it gets beside those that it has
  /// @throws ShapeException if there is no such axis
  int axis(int i, Array array, int added) {
    int axis = axes.get(i).getAsInt();
    int rank = array.rank() - itemRanks[i] + added;
    int normal = axis < 0 ? axis + rank : axis;
    if (normal >= 0 && normal < rank) {
      return normal;
    }
    throw new ShapeException(
        rank == 0
            ? ("`vmap`: %s is a scalar, which has no axis to map. Give it an axis, or pass"
                    + " `MapAxes.none()` for it.")
                .formatted(place(i, array))
            : ("`vmap`: axis %d is out of range for %s, which has rank %d%s. Use an axis from %d to"
                    + " %d.")
                .formatted(
                    axis,
                    place(i, array),
                    rank,
                    added > 0 ? " with the lanes" : "",
                    -rank,
                    rank - 1));
  }

  /// Where an array stands and what it is, for messages: "argument 1 at `.weight` f32[3]".
  String place(int i, Array array) {
    KeyPath path = leaves.structure().paths().get(i);
    String at = path.keys().isEmpty() ? "" : " at `" + path + "`";
    String type =
        itemRanks[i] == 0
            ? array.type().toString()
            : "(items of shape " + array.shape().subshape(0, array.rank() - itemRanks[i]) + ")";
    return role + at + " " + type;
  }

  /// The tree with other leaves.
  Object with(List<Object> replaced) {
    return leaves.structure().build(new ArrayList<>(replaced).toArray());
  }
}
