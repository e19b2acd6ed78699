package org.lanewise.staging;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.pytree.KeyPath;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.TreeException;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// What a function that the user gave must return: a tree of a known structure, with arrays of
/// known types. Weakness is not compared. What stands in the place of other leaves is ignored.
///
/// @param operation the operation that asked for the function, for messages
/// @param what what the tree is: "the value that the rule returns"
/// @param like what it must be like: "the function's result"
/// @param types the structure, with the type in the place of each array
public record ExpectedTree(String operation, String what, String like, Leaves<?> types) {

  /// The arrays of a tree that are expected, in order.
  ///
  /// @throws TreeException if the structure is another one
  /// @throws DTypeException if a leaf is no array, or of another element type
  /// @throws ShapeException if an array has another shape
  public List<Array> arrays(Object tree) {
    List<Object> leaves;
    try {
      leaves = types.structure().flattenUpTo(tree);
    } catch (TreeException e) {
      throw new IllegalArgumentException(
          "`%s`: %s must have the structure of %s, %s, but %s. Return a tree of that structure."
              .formatted(operation, what, like, types.structure(), reason(e)),
          e);
    }
    List<Array> arrays = new ArrayList<>(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      if (types.get(i) instanceof ArrayType type) {
        arrays.add(array(type, leaves.get(i), i));
      }
    }
    return arrays;
  }

  /// What the error says between its rule and its repair: where, and what stands there.
  private static String reason(TreeException e) {
    String message = String.valueOf(e.getMessage());
    int from = message.indexOf(", but ");
    int to = message.indexOf(". Give trees of one structure");
    return from < 0 || to < from
        ? message
        : message
            .substring(from + ", but ".length(), to)
            .replace("the first has", "that has")
            .replace("the other has", "it has");
  }

  private Array array(ArrayType type, Object leaf, int index) {
    if (!(leaf instanceof Array array)) {
      throw new DTypeException(
          message(index, type, "a " + leaf.getClass().getSimpleName(), "Return an array."));
    }
    if (array.dtype() != type.dtype()) {
      String repair = "Convert it with `astype(DType." + type.dtype().name() + ")`.";
      throw new DTypeException(message(index, type, array.type().toString(), repair));
    }
    if (!array.shape().equals(type.shape())) {
      String repair = "Return one of shape " + type.shape() + ".";
      throw new ShapeException(message(index, type, array.type().toString(), repair));
    }
    return array;
  }

  private String message(int index, ArrayType wanted, String given, String repair) {
    KeyPath path = types.structure().paths().get(index);
    String place = path.keys().isEmpty() ? "" : "at `" + path + "` ";
    return "`%s`: %s must have the types of %s, but %sit is %s where %s is needed. %s"
        .formatted(operation, what, like, place, given, wanted, repair);
  }
}
