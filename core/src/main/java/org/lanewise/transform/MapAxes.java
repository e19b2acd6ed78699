package org.lanewise.transform;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;

/// Which axis of an argument or of a result `vmap` maps: one axis for all of its arrays, none, or a
/// tree that says it part by part.
///
/// ```java
/// MapAxes.of(0)                                         // the first axis of every array
/// MapAxes.of(-1)                                        // the last one
/// MapAxes.none()                                        // the same in all lanes
/// MapAxes.tree(List.of(0, MapAxes.none()))              // of a list of two
/// MapAxes.tree(Map.of("weight", 0, "bias", 1))          // of a map, or of a record of two
/// ```
public final class MapAxes {
  private static final MapAxes NONE = new MapAxes(Optional.empty());

  private final Optional<Object> prefix; // an Integer, a tree of axes, or nothing

  private MapAxes(Optional<Object> prefix) {
    this.prefix = prefix;
  }

  /// One axis of every array; negative ones count from the end.
  public static MapAxes of(int axis) {
    return new MapAxes(Optional.of(axis));
  }

  /// No axis: the arrays are the same in all lanes.
  public static MapAxes none() {
    return NONE;
  }

  /// Axes part by part.
  ///
  /// @param prefix a tree that ends where the mapped tree does or above, with integers and
  ///   [#none()] as leaves: each says the axis of everything below its place. A map with the names
  ///   of its components may stand for a record
  /// @throws IllegalArgumentException if a leaf is something else
  public static MapAxes tree(Object prefix) {
    for (Object leaf : Tree.leaves(prefix)) {
      if (!(leaf instanceof Integer || leaf instanceof MapAxes axes && !axes.isTree())) {
        throw new IllegalArgumentException(
            ("`MapAxes.tree`: leaves must be integers or `MapAxes.none()`, got %s of class %s. Write"
                    + " an axis for each part of the tree.")
                .formatted(leaf, leaf.getClass().getSimpleName()));
      }
    }
    return new MapAxes(Optional.of(prefix));
  }

  private boolean isTree() {
    return prefix.isPresent() && !(prefix.get() instanceof Integer);
  }

  /// The axis of each leaf of a structure, as it was given.
  ///
  /// @throws org.lanewise.pytree.TreeException if the tree of axes does not fit
  List<OptionalInt> spread(TreeDef structure) {
    Object tree = prefix.orElse(NONE);
    return structure.broadcastPrefix(tree).stream().map(MapAxes::axis).toList();
  }

  private static OptionalInt axis(Object leaf) {
    if (leaf instanceof MapAxes axes) {
      return axes.prefix.map(MapAxes::axis).orElse(OptionalInt.empty());
    }
    return OptionalInt.of((Integer) leaf);
  }

  /// The axes as they were written: `0`, `none`, `[0, none]`.
  @Override
  public String toString() {
    return prefix.map(Object::toString).orElse("none");
  }
}
