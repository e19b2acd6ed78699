package org.lanewise.pytree;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// How the values of a registered class are opened and built.
///
/// `build(aux(t), children(t))` is an equal of `t`. Auxiliary data is part of the structure: it is
/// compared by `equals` (Java arrays by content) and printed.
///
/// @param <T> the class
/// @param <A> its auxiliary data
public interface NodeRecipe<T, A> {
  /// Returns the children, in the order of leaves.
  ///
  /// @param value the value to open
  List<?> children(T value);

  /// Returns what the value holds besides its children; `Optional.empty()`, printed `None`, for
  /// nothing.
  ///
  /// @param value the value to open
  A aux(T value);

  /// Builds a value.
  ///
  /// @param aux the auxiliary data
  /// @param children the new children, which may be of any class: transformations put their own
  /// @return the value
  T build(A aux, List<Object> children);

  /// Returns the recipe made of the given functions.
  ///
  /// @param children returns the children of a value
  /// @param aux returns the auxiliary data of a value
  /// @param build makes a value of auxiliary data and new children
  /// @param <T> the class
  /// @param <A> its auxiliary data
  static <T, A> NodeRecipe<T, A> of(
      Function<T, List<?>> children, Function<T, A> aux, BiFunction<A, List<Object>, T> build) {
    return new NodeRecipe<>() {
      @Override
      public List<?> children(T value) {
        return children.apply(value);
      }

      @Override
      public A aux(T value) {
        return aux.apply(value);
      }

      @Override
      public T build(A data, List<Object> parts) {
        return build.apply(data, parts);
      }
    };
  }

  /// Returns the step to a child; a number, unless this is overridden.
  ///
  /// @param aux the auxiliary data
  /// @param child the child's position
  default PathKey key(A aux, int child) {
    return new PathKey.FlatIndex(child);
  }
}
