package org.lanewise.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.ir.Jaxpr;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.type.ArrayType;

/// A function of trees as a program, for arguments of one structure and type.
///
/// @param program the program: its arguments are the constants, then the array leaves of the
///   arguments
/// @param constants the arrays that the function closes over
/// @param arguments the arguments, with the type in the place of each array
/// @param result the result, with the type in the place of each array
public record FunctionTrace(
    Jaxpr program, List<Array> constants, Leaves<Object> arguments, Leaves<Object> result) {
  /// Copies the list.
  public FunctionTrace {
    constants = List.copyOf(constants);
  }

  /// Traces a function for arguments.
  ///
  /// @param operation the name for messages
  /// @param function from the list of arguments to the result
  /// @param arguments the arguments
  public static FunctionTrace of(
      String operation, Function<Object[], ?> function, Object... arguments) {
    return of(operation, function, abstracted(Tree.flatten(arguments)));
  }

  /// Traces a function for arguments with the type in the place of each array.
  static FunctionTrace of(
      String operation, Function<Object[], ?> function, Leaves<Object> arguments) {
    List<ArrayType> types = new ArrayList<>();
    for (Object leaf : arguments) {
      if (leaf instanceof ArrayType type) {
        types.add(type);
      }
    }
    List<Leaves<Object>> results = new ArrayList<>(1); // known once the function has run
    StagedProgram staged =
        Staging.stage(
            tracers -> {
              Object[] given = rebuilt(arguments, tracers);
              Leaves<Object> result = Tree.flatten(function.apply(given));
              results.add(abstracted(result));
              return arrays(result);
            },
            types);
    return new FunctionTrace(
        staged.jaxpr().withoutConstants(), staged.constants(), arguments, results.getFirst());
  }

  /// The arguments, with arrays in the places of their types.
  ///
  /// @param arrays one per array leaf of the arguments
  public Object[] arguments(List<Array> arrays) {
    return rebuilt(arguments, arrays);
  }

  /// The arrays of other arguments of the same kind.
  ///
  /// @throws IllegalArgumentException if structure, types or static leaves differ
  public List<Array> arrays(String operation, Object... others) {
    Leaves<Object> flat = Tree.flatten(others);
    if (!flat.structure().equals(arguments.structure())
        || !abstracted(flat).list().equals(arguments.list())) {
      throw new IllegalArgumentException(
          "`%s`: the function was traced for %s, but is applied to %s. Trace it for these arguments."
              .formatted(operation, arguments, abstracted(flat)));
    }
    return arrays(flat);
  }

  /// The array leaves.
  static List<Array> arrays(Leaves<Object> flat) {
    List<Array> arrays = new ArrayList<>(flat.size());
    for (Object leaf : flat) {
      if (leaf instanceof Array array) {
        arrays.add(array);
      }
    }
    return arrays;
  }

  /// The leaves with the type in the place of each array.
  static Leaves<Object> abstracted(Leaves<Object> flat) {
    return flat.map(leaf -> leaf instanceof Array array ? array.type() : leaf);
  }

  /// The result, with arrays in the places of their types.
  ///
  /// @param arrays one per array leaf of the result
  /// @param <R> the class of the result
  @SuppressWarnings("TypeParameterUnusedInFormals") // only the caller knows the class of the tree
  public <R> R result(List<Array> arrays) {
    return rebuilt(result, arrays);
  }

  /// Whether the trace depends on nothing but structure, types and static leaves.
  boolean isReusable() {
    return constants.stream().allMatch(array -> array instanceof ConcreteArray);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // as above
  private static <T> T rebuilt(Leaves<Object> frame, List<Array> arrays) {
    Object[] leaves = frame.toArray();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof ArrayType) {
        leaves[i] = arrays.get(next++);
      }
    }
    return frame.structure().build(leaves);
  }
}
