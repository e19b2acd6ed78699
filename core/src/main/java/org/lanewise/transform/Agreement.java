package org.lanewise.transform;

import java.util.Objects;
import java.util.Optional;
import org.lanewise.pytree.TreeDef;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// The first place where two trees differ that should be of the same structure and types; weakness
/// does not count.
///
/// @param where the place, as " at `.weight`", empty at the root
/// @param first what the first tree has there
/// @param second what the second tree has there
/// @param kind in what they differ
record Agreement(String where, String first, String second, Kind kind) {
  /// In what two trees differ.
  enum Kind {
    STRUCTURE,
    STATIC,
    DTYPE,
    SHAPE
  }

  /// Compares two trees.
  ///
  /// @param skipped how many keys at the beginning of paths are none of the user's
  static Optional<Agreement> difference(TypedTree<?> first, TypedTree<?> second, int skipped) {
    if (!first.structure().equals(second.structure())) {
      return Optional.of(
          new Structures(first, second, skipped)
              .difference(first.structure(), second.structure(), 0, 0, 0));
    }
    for (int i = 0; i < first.leafCount(); i++) {
      Optional<Agreement> found = difference(first, second, i, skipped);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Two trees of different structures.
  private record Structures(TypedTree<?> first, TypedTree<?> second, int skipped) {

    /// The innermost place where they differ, going down from two nodes that do.
    ///
    /// @param a the number of leaves before the first node
    /// @param b the number of leaves before the second
    Agreement difference(TreeDef one, TreeDef other, int a, int b, int depth) {
      int nextA = a;
      int nextB = b;
      boolean isAlike = one.children().size() == other.children().size();
      for (int i = 0; isAlike && i < one.children().size(); i++) {
        TreeDef child = one.children().get(i);
        TreeDef match = other.children().get(i);
        if (!child.equals(match)) {
          return difference(child, match, nextA, nextB, depth + 1);
        }
        nextA += child.numLeaves();
        nextB += match.numLeaves();
      }
      String where =
          one.numLeaves() > 0
              ? first.at(a, skipped, depth)
              : other.numLeaves() > 0 ? second.at(b, skipped, depth) : "";
      return new Agreement(
          where,
          one.isLeaf() ? first.describe(a) : one.toString(),
          other.isLeaf() ? second.describe(b) : other.toString(),
          Kind.STRUCTURE);
    }
  }

  private static Optional<Agreement> difference(
      TypedTree<?> first, TypedTree<?> second, int leaf, int skipped) {
    String where = first.at(leaf, skipped);
    if (first.isArray(leaf) && second.isArray(leaf)) {
      ArrayType a = (ArrayType) first.leaf(leaf);
      ArrayType b = (ArrayType) second.leaf(leaf);
      if (a.dtype() == b.dtype() && a.shape().equals(b.shape())) {
        return Optional.empty();
      }
      Kind kind = a.shape().equals(b.shape()) ? Kind.DTYPE : Kind.SHAPE;
      return Optional.of(new Agreement(where, a.toString(), b.toString(), kind));
    }
    if (first.isArray(leaf) || second.isArray(leaf)) {
      return Optional.of(
          new Agreement(where, first.describe(leaf), second.describe(leaf), Kind.STATIC));
    }
    return Objects.deepEquals(first.leaf(leaf), second.leaf(leaf))
        ? Optional.empty()
        : Optional.of(
            new Agreement(
                where,
                String.valueOf(first.leaf(leaf)),
                String.valueOf(second.leaf(leaf)),
                Kind.STATIC));
  }

  /// Checks that a body returns a carry like the one it got.
  ///
  /// @param operation the name for messages
  /// @param skipped see [#difference(TypedTree, TypedTree, int)]
  /// @throws DTypeException if structures, static leaves or element types differ
  /// @throws ShapeException if shapes differ
  static void requireCarry(String operation, TypedTree<?> given, TypedTree<?> taken, int skipped) {
    difference(taken, given, skipped)
        .ifPresent(
            found -> {
              throw found.error(
                  "`%s`: the body must return a carry of the type that it takes, but%s it takes %s"
                          .formatted(operation, found.where, found.first)
                      + " and returns "
                      + found.second
                      + ". ",
                  "the carry that the loop starts from",
                  "what it returns");
            });
  }

  /// Checks that two branches return the same.
  ///
  /// @param firstName the name of the first branch: "the true branch"
  /// @param secondName the name of the second branch
  /// @throws DTypeException if structures, static leaves or element types differ
  /// @throws ShapeException if shapes differ
  static void requireBranches(
      String operation,
      String firstName,
      TypedTree<?> first,
      String secondName,
      TypedTree<?> second) {
    difference(first, second, 0)
        .ifPresent(
            found -> {
              throw found.error(
                  "`%s`: the branches must return the same types, but%s %s returns %s"
                          .formatted(operation, found.where, firstName, found.first)
                      + " and "
                      + secondName
                      + " "
                      + found.second
                      + ". ",
                  "one of them",
                  "one of them");
            });
  }

  /// The error of this difference.
  ///
  /// @param message the rule and the difference
  /// @param convert what may be converted
  /// @param reshape what may be reshaped
  RuntimeException error(String message, String convert, String reshape) {
    return switch (kind) {
      case STRUCTURE -> new DTypeException(message + "Return the same kind of tree.");
      case STATIC ->
          new DTypeException(
              message + "A leaf that is no array must stay as it is; make it an array.");
      case DTYPE -> new DTypeException(message + "Convert " + convert + " with `astype`.");
      case SHAPE -> new ShapeException(message + "Reshape or broadcast " + reshape + ".");
    };
  }
}
