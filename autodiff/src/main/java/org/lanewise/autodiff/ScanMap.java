package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.type.ArrayType;

/// The linear part of a scan.
///
/// @param scan the scan, linearized
/// @param values the residuals: what is the same in each step, and stacks
record ScanMap(ScanLinearization scan, Map<Residual, Array> values) implements LinearMap {

  @Override
  public List<ArrayType> results() {
    List<ArrayType> types = new ArrayList<>();
    for (int result : scan.linearResults()) {
      ArrayType type = scan.step().outputTypes().get(result);
      types.add(result < scan.scan().carries() ? type : stack(type));
    }
    return types;
  }

  private ArrayType stack(ArrayType row) {
    return new ArrayType(row.dtype(), row.shape().insert(0, scan.scan().length()), row.weak());
  }

  @Override
  public List<Array> residuals() {
    return List.copyOf(values.values());
  }

  /// The tangents run along: a scan in the direction of the first.
  @Override
  public List<Tangent> push(List<Tangent> tangents) {
    ScanLinearization.Body push = ScanPush.of(scan);
    List<ArrayType> types = scan.step().graph().inputs();
    int leading = scan.linearArguments(0) + scan.linearArguments(1);
    List<Array> operands = new ArrayList<>(LinearProgram.resolved(push.once(), values));
    for (int i = 0; i < leading; i++) {
      operands.add(tangents.get(i).orZeros(types.get(i), Lax::zeros));
    }
    operands.addAll(LinearProgram.resolved(push.rows(), values));
    for (int i = leading; i < types.size(); i++) {
      operands.add(tangents.get(i).orZeros(stack(types.get(i)), Lax::zeros));
    }
    Scan pushed =
        new Scan(
            push.body(),
            push.once().size() + scan.linearArguments(0),
            scan.linearArguments(1),
            scan.scan().length(),
            scan.scan().reverse(),
            scan.scan().unroll());
    return CurrentInterpreter.bind(pushed, operands).stream().map(Tangent::of).toList();
  }

  /// The cotangents run back: a scan in the other direction, which carries the cotangents of the
  /// carry and the sums of those of the constants.
  @Override
  public void pull(List<Tangent> cotangents, List<Place> operands) {
    ScanPull pull = ScanPull.of(scan, Masks.of(cotangents), wanted(operands));
    List<ArrayType> types = scan.step().graph().inputs();
    List<Array> arrays = new ArrayList<>(LinearProgram.resolved(pull.body().once(), values));
    for (int constant : pull.constants()) {
      // of operands that share a sum the first takes it along, the others are added to it
      boolean isFirst = first(operands, constant) == constant;
      arrays.add(isFirst ? operands.get(constant).sum() : Lax.zeros(types.get(constant)));
    }
    List<Integer> results = scan.linearResults();
    for (int carry : pull.carries()) {
      ArrayType type = types.get(scan.linearArguments(0) + carry);
      arrays.add(cotangents.get(carry).orZeros(type, Lax::zeros));
    }
    arrays.addAll(LinearProgram.resolved(pull.body().rows(), values));
    for (int i = scan.linearArguments(1); i < results.size(); i++) {
      if (cotangents.get(i) instanceof Tangent.Of(Array rows)) {
        arrays.add(rows);
      }
    }
    give(pull, CurrentInterpreter.bind(pull.scan(), arrays), operands);
  }

  private void give(ScanPull pull, List<Array> given, List<Place> operands) {
    int next = 0;
    for (int constant : pull.constants()) {
      Array sum = given.get(next++);
      if (first(operands, constant) == constant) {
        operands.get(constant).resume(sum);
      } else {
        operands.get(constant).give(() -> sum);
      }
    }
    for (int carry : pull.carries()) {
      Array cotangent = given.get(next++);
      operands.get(scan.linearArguments(0) + carry).give(() -> cotangent);
    }
    for (int row : pull.rows()) {
      Array cotangent = given.get(next++);
      operands.get(row).give(() -> cotangent);
    }
  }

  private static int first(List<Place> operands, int index) {
    for (int i = 0; i < index; i++) {
      if (operands.get(i).equals(operands.get(index))) {
        return i;
      }
    }
    return index;
  }

  private static List<Boolean> wanted(List<Place> operands) {
    return operands.stream().map(Place.Linear.class::isInstance).toList();
  }
}
