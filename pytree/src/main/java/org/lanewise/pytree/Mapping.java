package org.lanewise.pytree;

import java.util.List;
import java.util.function.Function;

/// Applies a function to the leaves of one tree and what stands at the same places in others.
final class Mapping {
  private Mapping() {}

  /// @param function from the leaves at one place, one per tree, to the new leaf
  static Leaves<Object> map(
      String operation, Function<Object[], ?> function, Leaves<Object> first, List<?> rest) {
    TreeDef structure = first.structure();
    Object[][] columns = new Object[1 + rest.size()][];
    columns[0] = first.array();
    for (int t = 1; t < columns.length; t++) {
      columns[t] = Matching.upTo(operation, structure, rest.get(t - 1));
    }
    Object[] mapped = new Object[first.size()];
    for (int i = 0; i < mapped.length; i++) {
      Object[] row = new Object[columns.length];
      for (int t = 0; t < columns.length; t++) {
        row[t] = columns[t][i];
      }
      mapped[i] =
          Leaves.present(operation, structure, i, call(operation, function, row, structure, i));
    }
    return new Leaves<>(structure, mapped);
  }

  private static Object call(
      String operation, Function<Object[], ?> function, Object[] row, TreeDef structure, int leaf) {
    try {
      return function.apply(row);
    } catch (ClassCastException e) {
      // Nearly always the parameter type of a lambda; the leaf's class says what to write instead.
      StringBuilder classes = new StringBuilder();
      for (Object value : row) {
        classes.append(classes.isEmpty() ? "" : ", ").append(Nodes.typeName(value.getClass()));
      }
      throw new TreeException(
          "`"
              + operation
              + "`: the function does not take the leaf "
              + structure.paths().get(leaf).place()
              + ", of class "
              + classes
              + ": "
              + e.getMessage()
              + ". Declare its parameter with a class of all leaves, or use"
              + " `Tree.mapOnly(Type.class, ...)`.",
          e);
    }
  }

  // Only the caller knows the class of the tree.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T> T tree(String operation, Leaves<Object> mapped) {
    return (T) Building.build(operation, mapped.structure(), mapped.array());
  }
}
