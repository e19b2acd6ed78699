package org.lanewise.jit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.TreeDef;
import org.lanewise.type.ArrayType;

/// The key under which a program is kept: what kind of arguments it is for.
///
/// That is the structure of the arguments, the type of each array leaf (with its weakness), and the
/// value of every other leaf, compared by `equals`; and the [TraceContext].
final class Signature {
  private final TreeDef structure;
  private final Object[] leaves; // an ArrayType for an array, else Fixed
  private final TraceContext context;
  private final int hash;

  /// The value of a static leaf; wrapped, since it may be an [ArrayType] itself.
  record Fixed(Object value) {}

  private Signature(TreeDef structure, Object[] leaves, TraceContext context) {
    this.structure = structure;
    this.leaves = leaves;
    this.context = context;
    this.hash = 31 * structure.hashCode() + Arrays.hashCode(leaves);
  }

  /// The signature of arguments.
  ///
  /// @param context what else the program depends on
  static Signature of(Leaves<Object> arguments, TraceContext context) {
    Object[] leaves = arguments.toArray();
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = leaves[i] instanceof Array array ? array.type() : new Fixed(leaves[i]);
    }
    return new Signature(arguments.structure(), leaves, context);
  }

  /// Whether concrete arguments have this signature; makes no garbage.
  boolean fits(Leaves<Object> arguments) {
    if (!structure.equals(arguments.structure())) {
      return false;
    }
    for (int i = 0; i < leaves.length; i++) {
      if (!fits(i, arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a leaf, if it is an array a concrete one, is as this signature says.
  boolean fits(int index, Object leaf) {
    Object own = leaves[index];
    if (leaf instanceof Array array) {
      return array instanceof ConcreteArray && own.equals(array.type());
    }
    return own instanceof Fixed(Object value) && value.equals(leaf);
  }

  TreeDef structure() {
    return structure;
  }

  /// The number of leaves.
  int size() {
    return leaves.length;
  }

  /// The type of a leaf, or null if it is static.
  @Nullable ArrayType type(int index) {
    return leaves[index] instanceof ArrayType type ? type : null;
  }

  /// What stands at a leaf: a type, or [Fixed].
  Object leaf(int index) {
    return leaves[index];
  }

  /// What the program depends on beside the arguments.
  TraceContext context() {
    return context;
  }

  /// The types of the array leaves.
  List<ArrayType> types() {
    return Arrays.stream(leaves)
        .filter(ArrayType.class::isInstance)
        .map(ArrayType.class::cast)
        .toList();
  }

  /// Whether each of the arguments is an array.
  boolean isFlat() {
    return structure.children().stream().allMatch(TreeDef::isLeaf)
        && Arrays.stream(leaves).allMatch(ArrayType.class::isInstance);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Signature that
        && hash == that.hash
        && context.equals(that.context)
        && structure.equals(that.structure)
        && Arrays.equals(leaves, that.leaves);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
