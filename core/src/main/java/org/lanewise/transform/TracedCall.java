package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.pytree.KeyPath;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DTypeException;

/// One tracing of a function of trees: its program, and the structure of its result.
///
/// @param program the program of the array leaves
/// @param result the result's structure, with the type of each leaf
record TracedCall(StagedProgram program, Leaves<ArrayType> result) {

  /// Traces a function of several trees.
  ///
  /// @param operation the transformation's name, for messages
  /// @param arguments the trees; arrays, and types that stand for arrays, are traced
  /// @throws DTypeException if a leaf of the result is not an array
  static TracedCall of(String operation, Function<Object[], Object> function, Object... arguments) {
    Leaves<Object> flat = Tree.flatten(arguments, leaf -> leaf instanceof ArrayType);
    List<ArrayType> types = new ArrayList<>();
    for (Object leaf : flat) {
      if (isTraced(leaf)) {
        types.add(type(leaf));
      }
    }
    List<TreeDef> structure = new ArrayList<>(); // of the result, known once the function has run
    StagedProgram program =
        Staging.stage(
            tracers -> {
              Leaves<Object> result = Tree.flatten(function.apply(rebuilt(flat, tracers)));
              structure.add(result.structure());
              return arrays(operation, result);
            },
            types);
    return new TracedCall(program, Leaves.of(structure.getFirst(), program.jaxpr().outputTypes()));
  }

  private static boolean isTraced(Object leaf) {
    return leaf instanceof Array || leaf instanceof ArrayType;
  }

  private static ArrayType type(Object leaf) {
    return leaf instanceof Array array ? array.type() : (ArrayType) leaf;
  }

  private static Object[] rebuilt(Leaves<Object> flat, List<Array> tracers) {
    Object[] leaves = flat.toArray();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (isTraced(leaves[i])) {
        leaves[i] = tracers.get(next++);
      }
    }
    return flat.structure().build(leaves);
  }

  private static List<Array> arrays(String operation, Leaves<Object> result) {
    List<Array> arrays = new ArrayList<>(result.size());
    for (int i = 0; i < result.size(); i++) {
      if (!(result.get(i) instanceof Array array)) {
        KeyPath path = result.structure().paths().get(i);
        throw new DTypeException(
            ("`%s`: the function must return arrays, got a %s%s. Make it an array, or "
                    + "mark it `@Static`.")
                .formatted(
                    operation,
                    result.get(i).getClass().getSimpleName(),
                    path.keys().isEmpty() ? "" : " at `" + path + "`"));
      }
      arrays.add(array);
    }
    return arrays;
  }
}
