package org.lanewise.pytree;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The part of [Tree] that gives trees other parts: at one place, or for all leaves that are
/// selected.
abstract sealed class TreeEditing extends TreeMapping permits Tree {
  TreeEditing() {}

  /// Returns the part of a tree at a path.
  ///
  /// @param tree the tree
  /// @param path the path, as [KeyPath#parse(String)] reads it
  /// @throws TreeException when nothing has that path; the message names what is there
  public static Object get(Object tree, String path) {
    return Surgery.get("Tree.get", tree, KeyPath.parse(path));
  }

  /// Replaces one part of a tree; the tree itself is not changed.
  ///
  /// ```java
  /// Tree.at(model, m -> m.step().plant().skeleton(), new PointMass(5.0))
  /// ```
  ///
  /// @param tree the tree
  /// @param where returns the part to replace, a leaf or a whole subtree, as it is in the tree
  /// @param value what to put there
  /// @param <T> the tree's class
  /// @param <V> the part's class
  /// @throws TreeException when the part is found nowhere, or at several places that cannot be told
  ///   apart (the message names their paths), or the place does not accept the value
  public static <T, V> T at(T tree, Function<? super T, ? extends @Nullable V> where, V value) {
    return replace(tree, new Locator<>("Tree.at", tree, where).find(), _ -> value);
  }

  /// Changes one part of a tree by a function.
  ///
  /// @param tree the tree
  /// @param where returns the part to change, as it is in the tree
  /// @param change from the part to what takes its place
  /// @param <T> the tree's class
  /// @param <V> the part's class
  public static <T, V> T at(
      T tree, Function<? super T, ? extends @Nullable V> where, UnaryOperator<V> change) {
    return replace(tree, new Locator<>("Tree.at", tree, where).find(), change);
  }

  /// Replaces the part of a tree at a path.
  ///
  /// @param tree the tree
  /// @param path the path
  /// @param value what to put there
  /// @param <T> the tree's class
  /// @throws TreeException when nothing has that path, or the place does not accept the value
  public static <T> T at(T tree, KeyPath path, Object value) {
    return replace(tree, path, _ -> value);
  }

  /// Replaces the part of a tree at a path: `Tree.at(model, "layers[0].weight", w)`.
  ///
  /// @param tree the tree
  /// @param path the path, as [KeyPath#parse(String)] reads it
  /// @param value what to put there
  /// @param <T> the tree's class
  /// @throws TreeException when nothing has that path, or the place does not accept the value
  public static <T> T at(T tree, String path, Object value) {
    return replace(tree, KeyPath.parse(path), _ -> value);
  }

  /// Changes the part of a tree at a path by a function.
  ///
  /// @param tree the tree
  /// @param path the path
  /// @param change from the part to what takes its place
  /// @param <T> the tree's class
  /// @param <V> the part's class
  public static <T, V> T at(T tree, KeyPath path, UnaryOperator<V> change) {
    return replace(tree, path, change);
  }

  /// Changes the part of a tree at a path by a function.
  ///
  /// @param tree the tree
  /// @param path the path, as [KeyPath#parse(String)] reads it
  /// @param change from the part to what takes its place
  /// @param <T> the tree's class
  /// @param <V> the part's class
  public static <T, V> T at(T tree, String path, UnaryOperator<V> change) {
    return replace(tree, KeyPath.parse(path), change);
  }

  @SuppressWarnings("unchecked")
  private static <T, V> T replace(T tree, KeyPath path, UnaryOperator<V> change) {
    Object replaced =
        Surgery.replace(
            "Tree.at",
            tree,
            path,
            part -> {
              Object changed = part == null ? null : change.apply((V) part);
              if (changed == null) {
                throw Flattener.missing();
              }
              return changed;
            });
    return (T) Objects.requireNonNull(replaced);
  }

  /// Takes a tree in two: the leaves that the predicate holds for, and the rest.
  ///
  /// @param tree the tree
  /// @param select asked for every leaf
  /// @param <T> the tree's class
  public static <T> Partial<T> partition(T tree, Predicate<Object> select) {
    Leaves<Object> flat = Flattener.flatten("Tree.partition", tree);
    return Partial.of(flat, i -> select.test(flat.get(i)));
  }

  /// Takes a tree in two: the predicate sees each leaf and the declared type of its place, which is
  /// `int.class` for a component that cannot hold anything but an `int`; see [TreeDef#slots()].
  ///
  /// @param tree the tree
  /// @param select asked for every leaf
  /// @param <T> the tree's class
  public static <T> Partial<T> partition(T tree, BiPredicate<Object, Class<?>> select) {
    Leaves<Object> flat = Flattener.flatten("Tree.partition", tree);
    List<Class<?>> slots = flat.structure().slots();
    return Partial.of(flat, i -> select.test(flat.get(i), slots.get(i)));
  }

  /// Builds the tree that was taken in two, with other leaves in the place of the selected.
  ///
  /// @param partial what [#partition(Object, Predicate)] gave
  /// @param leaves one per selected leaf, in order
  /// @param <T> the tree's class
  /// @throws TreeException when their number is wrong, or a place does not accept its leaf
  public static <T> T combine(Partial<T> partial, List<?> leaves) {
    return partial.combine(leaves);
  }

  /// Builds the tree from two halves; see [Partial#combine(Partial)].
  ///
  /// @param one a half
  /// @param other the other half
  /// @param <T> the tree's class
  public static <T> T combine(Partial<T> one, Partial<T> other) {
    return one.combine(other);
  }
}
