package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.TreeDef;
import org.lanewise.staging.ExpectedTree;
import org.lanewise.staging.FunctionTrace;
import org.lanewise.type.ArrayType;

/// The trees of a function that has a rule of its author's: between them and the flat operands and
/// results of its primitive.
///
/// Operands are the arrays that the function closes over, then those of the arguments that are not
/// differentiated, which come first, then those of the others.
///
/// @param operation the name for messages: `customJvp`
/// @param trace the function's trace
/// @param fixed how many leading arguments are not differentiated
record Signature(String operation, FunctionTrace trace, int fixed) {
  /// What stands in the place of leaves without a derivative.
  private static final String NONE = "no derivative";

  /// The list of arguments.
  ///
  /// @param x all operands
  Object[] arguments(List<Array> x) {
    return trace.arguments(x.subList(trace.constants().size(), x.size()));
  }

  /// The tangents of the arguments that are differentiated: trees like them, zeros for integers.
  ///
  /// @param x all operands
  /// @param dx their tangents
  Object[] tangents(List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    List<Array> tangents = new ArrayList<>();
    for (int i = trace.constants().size(); i < x.size(); i++) {
      ArrayType type = x.get(i).type();
      tangents.add(
          type.dtype().isDifferentiable() ? dx.get(i).orZeros(type, zeros) : Lax.zeros(type));
    }
    Object[] all = trace.arguments(tangents);
    return Arrays.copyOfRange(all, fixed, all.length);
  }

  /// Checks that only arguments that are differentiated have tangents.
  ///
  /// @param hasTangent for each operand, whether it has one
  /// @throws IllegalArgumentException otherwise
  void requireNoOtherTangents(List<Boolean> hasTangent) {
    int constants = trace.constants().size();
    int rest = constants + fixedArrays();
    for (int i = 0; i < rest; i++) {
      if (hasTangent.get(i)) {
        ArrayType type = trace.program().inputs().get(i).type();
        throw new IllegalArgumentException(
            i < constants
                ? ("`%s`: the function closes over a value of type %s that is differentiated, of"
                        + " which its rule knows nothing. Make it an argument of the function and of"
                        + " the rule; `closureConvert` helps.")
                    .formatted(operation, type)
                : ("`%s`: the first argument holds a value of type %s that is differentiated, but"
                        + " the rule has no derivative in this argument. Hide it with `stopGradient`,"
                        + " or give a rule for both arguments.")
                    .formatted(operation, type));
      }
    }
  }

  private int fixedArrays() {
    int leaves = 0;
    for (int i = 0; i < fixed; i++) {
      leaves += trace.arguments().structure().children().get(i).numLeaves();
    }
    return (int)
        trace.arguments().list().subList(0, leaves).stream()
            .filter(ArrayType.class::isInstance)
            .count();
  }

  /// The arrays of a value that a rule returns.
  List<Array> values(Object value) {
    return new ExpectedTree(
            operation, "the value that the rule returns", "the function's result", trace.result())
        .arrays(value);
  }

  /// The tangents of the results that a rule returns; those of integers are zero.
  List<Tangent> resultTangents(Object tangent) {
    return derivatives(
        trace.result().structure(),
        trace.result().list(),
        "the tangent that the rule returns",
        "the function's result",
        tangent);
  }

  /// The tree of the cotangents of the results.
  Object cotangent(List<Tangent> cotangents) {
    List<Array> arrays = new ArrayList<>(cotangents.size());
    for (Object leaf : trace.result()) {
      if (leaf instanceof ArrayType type) {
        arrays.add(cotangents.get(arrays.size()).orZeros(type, Lax::zeros));
      }
    }
    return trace.result(arrays);
  }

  /// One derivative for each array leaf of a tree; zero for those of integers.
  private List<Tangent> derivatives(
      TreeDef structure, List<Object> leaves, String what, String like, Object tree) {
    List<Object> expected = leaves.stream().map(Signature::derivative).toList();
    List<Array> arrays =
        new ExpectedTree(operation, what, like, Leaves.of(structure, expected)).arrays(tree);
    List<Tangent> derivatives = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < leaves.size(); i++) {
      if (expected.get(i) instanceof ArrayType) {
        derivatives.add(Tangent.of(arrays.get(next++)));
      } else if (leaves.get(i) instanceof ArrayType) {
        derivatives.add(Tangent.ZERO);
      }
    }
    return derivatives;
  }

  private static Object derivative(Object leaf) {
    return leaf instanceof ArrayType type && !type.dtype().isDifferentiable() ? NONE : leaf;
  }

  /// The cotangents of all operands that a rule returns.
  ///
  /// @param trees for each argument that is differentiated a tree like it
  List<Tangent> operandCotangents(Object... trees) {
    List<Tangent> cotangents = new ArrayList<>();
    for (int i = trace.constants().size() + fixedArrays(); i > 0; i--) {
      cotangents.add(Tangent.ZERO);
    }
    List<TreeDef> structures = trace.arguments().structure().children();
    int from = 0;
    for (int i = 0; i < structures.size(); i++) {
      int to = from + structures.get(i).numLeaves();
      if (i >= fixed) {
        String which = trees.length > 1 || fixed > 0 ? "argument " + i : "the argument";
        cotangents.addAll(
            derivatives(
                structures.get(i),
                trace.arguments().list().subList(from, to),
                "the cotangent that the backward rule returns",
                which,
                trees[i - fixed]));
      }
      from = to;
    }
    return cotangents;
  }
}
