package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.pytree.KeyPath;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// An argument or a result of a function that is differentiated: a tree, some of whose leaves are
/// arrays of floating type.
///
/// Only these have derivatives. Integer arrays are constants, with zeros of their own type where a
/// tree of derivatives needs something in their place. All other leaves (numbers, strings) are
/// static and stand unchanged in every tree that is built like this one.
final class ArrayTree<T> {
  private final String operation;
  private final TreeDef structure;
  private final Object[] leaves;

  private ArrayTree(String operation, TreeDef structure, Object[] leaves) {
    this.operation = operation;
    this.structure = structure;
    this.leaves = leaves;
  }

  /// Takes a tree apart.
  ///
  /// @param operation the name for messages
  static <T> ArrayTree<T> of(String operation, T tree) {
    Leaves<Object> flat = Tree.flatten(tree);
    return new ArrayTree<>(operation, flat.structure(), flat.toArray());
  }

  /// The structure.
  TreeDef structure() {
    return structure;
  }

  /// The leaves, of which there may be any kind.
  List<Object> leaves() {
    return List.of(leaves);
  }

  /// Whether a leaf has derivatives.
  static boolean isDifferentiable(Object leaf) {
    return leaf instanceof Array array && array.dtype().isDifferentiable();
  }

  /// The leaves that have derivatives, in order.
  List<Array> arrays() {
    List<Array> arrays = new ArrayList<>(leaves.length);
    for (Object leaf : leaves) {
      if (leaf instanceof Array array && array.dtype().isDifferentiable()) {
        arrays.add(array);
      }
    }
    return arrays;
  }

  /// The types of [#arrays()].
  List<ArrayType> types() {
    return arrays().stream().map(Array::type).toList();
  }

  /// Returns this tree with an operator applied to all its arrays, whatever their type.
  T mapArrays(UnaryOperator<Array> operator) {
    Object[] mapped = leaves.clone();
    for (int i = 0; i < mapped.length; i++) {
      if (mapped[i] instanceof Array array) {
        mapped[i] = operator.apply(array);
      }
    }
    return structure.build(mapped);
  }

  /// Builds the tree with other arrays in the place of [#arrays()].
  T with(List<? extends Array> arrays) {
    return build(arrays, false);
  }

  /// Builds a tree of derivatives: arrays in the place of [#arrays()], zeros for integer arrays.
  T derivatives(List<? extends Array> arrays) {
    return build(arrays, true);
  }

  private T build(List<? extends Array> arrays, boolean zeros) {
    Object[] replaced = leaves.clone();
    int next = 0;
    for (int i = 0; i < replaced.length; i++) {
      if (isDifferentiable(replaced[i])) {
        replaced[i] = arrays.get(next++);
      } else if (zeros && replaced[i] instanceof Array array) {
        replaced[i] = Lax.zeros(array.type());
      }
    }
    return structure.build(replaced);
  }

  /// The arrays of a tree of tangents or cotangents of this one, in the order of [#arrays()].
  ///
  /// What stands in the place of other leaves is ignored.
  ///
  /// @param kind "tangent" or "cotangent", for messages
  /// @throws org.lanewise.pytree.TreeException if the structures differ
  /// @throws DTypeException if element types differ, or there is no array
  /// @throws ShapeException if shapes differ
  List<Array> matching(String kind, Object tree) {
    List<Object> given = structure.flattenUpTo(tree);
    List<Array> matched = new ArrayList<>(leaves.length);
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof Array leaf && leaf.dtype().isDifferentiable()) {
        matched.add(matching(kind, leaf.type(), given.get(i), i));
      }
    }
    return matched;
  }

  private Array matching(String kind, ArrayType type, Object given, int index) {
    String rule = "`" + operation + "`: a " + kind + " must have the type of its value, but ";
    if (!(given instanceof Array array)) {
      throw new DTypeException(
          rule
              + place(index)
              + "the value is "
              + type
              + " and the "
              + kind
              + " "
              + described(given)
              + ". Give an array of type "
              + type
              + ".");
    }
    String difference =
        place(index) + "the value is " + type + " and the " + kind + " " + array.type() + ". ";
    if (array.dtype() != type.dtype()) {
      throw new DTypeException(
          rule
              + difference
              + "Convert the "
              + kind
              + " with `astype(DType."
              + type.dtype().name()
              + ")`.");
    }
    if (!array.shape().equals(type.shape())) {
      throw new ShapeException(rule + difference + "Give one of shape " + type.shape() + ".");
    }
    return array;
  }

  /// Checks that every array leaf has derivatives, and that there is something to differentiate.
  ///
  /// @throws DTypeException otherwise; the message names the path
  void requireDifferentiable() {
    for (int i = 0; i < leaves.length; i++) {
      boolean isArray = leaves[i] instanceof Array;
      if (isArray && !isDifferentiable(leaves[i]) || structure.isLeaf() && !isArray) {
        throw new DTypeException(
            "`"
                + operation
                + "`: requires inputs of floating type, but "
                + place(i)
                + "the input is "
                + described(leaves[i])
                + ". Convert it to a floating type, pass it as an argument that is not"
                + " differentiated, or mark it `@Static`; `jvp` and `vjp` accept it as a"
                + " constant.");
      }
    }
  }

  /// Checks that every leaf of a result has derivatives.
  ///
  /// @throws DTypeException otherwise; the message names the path
  void requireFloatingOutputs() {
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof Array && !isDifferentiable(leaves[i])) {
        throw new DTypeException(
            "`"
                + operation
                + "`: requires outputs of floating type, but "
                + place(i)
                + "the output is "
                + described(leaves[i])
                + ". Convert it to a floating type, or leave it out.");
      }
    }
  }

  private static String described(Object leaf) {
    if (leaf instanceof Array array) {
      return array.type().toString();
    }
    String name = leaf.getClass().getSimpleName();
    return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  private String place(int index) {
    KeyPath path = structure.paths().get(index);
    return path.keys().isEmpty() ? "" : "at `" + path + "` ";
  }
}
