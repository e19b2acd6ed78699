package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.UserFrame;
import org.lanewise.pytree.Leaves;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Computes Jacobians for one call of `jacfwd`, `jacrev` or `hessian`: runs the function once, then
/// pushes or pulls the unit vectors one by one and stacks the results.
///
/// The block of an output of shape s and an input of shape t has shape s + t.
///
/// @param operation the name for messages
/// @param startedAt the user's line, for messages
record Jacobian(String operation, String startedAt) {

  /// Jacobians for the operation that is being called.
  static Jacobian of(String operation) {
    return new Jacobian(operation, UserFrame.capture());
  }

  /// By columns: one push per element of the input.
  <T, R> Leaves<T> forward(Function<T, R> f, T x) {
    Linearization<T, R> linearization = linearized(f, x);
    List<Array> inputs = linearization.input().arrays();
    List<Array> outputs = linearization.output().arrays();
    List<List<Array>> blocks = new ArrayList<>();
    outputs.forEach(_ -> blocks.add(new ArrayList<>()));
    for (int i = 0; i < inputs.size(); i++) {
      ArrayType type = inputs.get(i).type();
      List<List<Array>> columns = new ArrayList<>();
      for (long k = 0; k < type.size(); k++) {
        columns.add(linearization.push(only(inputs.size(), i, unit(type, k))));
      }
      for (int o = 0; o < outputs.size(); o++) {
        blocks.get(o).add(columns(columns, o, outputs.get(o).type(), type.shape()));
      }
    }
    return assembled(linearization, blocks);
  }

  /// By rows: one pull per element of the output.
  <T, R> Leaves<T> reverse(Function<T, R> f, T x) {
    Linearization<T, R> linearization = linearized(f, x);
    List<Array> inputs = linearization.input().arrays();
    List<Array> outputs = linearization.output().arrays();
    List<List<Array>> blocks = new ArrayList<>(outputs.size());
    for (int o = 0; o < outputs.size(); o++) {
      ArrayType type = outputs.get(o).type();
      List<List<Array>> rows = new ArrayList<>();
      for (long k = 0; k < type.size(); k++) {
        rows.add(linearization.pull(only(outputs.size(), o, unit(type, k))));
      }
      List<Array> row = new ArrayList<>(inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        row.add(rows(rows, i, type.shape(), inputs.get(i).type()));
      }
      blocks.add(row);
    }
    return assembled(linearization, blocks);
  }

  private <T, R> Linearization<T, R> linearized(Function<T, R> f, T x) {
    ArrayTree<T> input = ArrayTree.of(operation, x);
    input.requireDifferentiable();
    Linearization<T, R> linearization = Linearization.of(operation, startedAt, f, input);
    linearization.output().requireFloatingOutputs();
    return linearization;
  }

  /// Zeros but for one array.
  private static List<Tangent> only(int count, int index, Array array) {
    List<Tangent> tangents = new ArrayList<>(Collections.nCopies(count, Tangent.ZERO));
    tangents.set(index, Tangent.of(array));
    return tangents;
  }

  /// The array that is 1 at one position in row-major order and 0 elsewhere.
  private static Array unit(ArrayType type, long position) {
    DType counter = type.size() <= Integer.MAX_VALUE ? DType.INT32 : DType.INT64;
    Array here = Lax.eq(Lax.iota(counter, type.size()), Lax.scalar(counter, position));
    return Lax.reshape(Lax.convertElementType(here, type.dtype(), type.weak()), type.shape());
  }

  private static Array columns(List<List<Array>> columns, int output, ArrayType type, Shape input) {
    Shape block = type.shape().concat(input);
    int axis = type.rank();
    return stacked(columns, output, type, block, axis, type.shape().insert(axis, 1));
  }

  private static Array rows(List<List<Array>> rows, int input, Shape output, ArrayType type) {
    Shape block = output.concat(type.shape());
    return stacked(rows, input, type, block, 0, type.shape().insert(0, 1));
  }

  private static Array stacked(
      List<List<Array>> parts, int index, ArrayType type, Shape block, int axis, Shape slice) {
    if (parts.isEmpty()) {
      return Lax.zeros(type.withShape(block));
    }
    List<Array> slices = parts.stream().map(part -> Lax.reshape(part.get(index), slice)).toList();
    return Lax.reshape(Lax.concatenate(slices, axis), block);
  }

  /// One tree like the input for each leaf of the output. A leaf that is no array has no
  /// derivative: its blocks are the zeros of a scalar.
  private static <T, R> Leaves<T> assembled(
      Linearization<T, R> linearization, List<List<Array>> blocks) {
    ArrayTree<T> input = linearization.input();
    List<T> trees = new ArrayList<>();
    int next = 0;
    for (Object leaf : linearization.output().leaves()) {
      trees.add(
          input.with(
              ArrayTree.isDifferentiable(leaf)
                  ? blocks.get(next++)
                  : input.types().stream().map(Lax::zeros).toList()));
    }
    return Leaves.of(linearization.output().structure(), trees);
  }
}
