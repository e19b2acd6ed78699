package org.lanewise.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Structured;
import org.lanewise.type.ArrayType;

/// Loops on lists of arrays.
public final class Loops {
  private Loops() {}

  /// Runs a body on a carry for as long as a condition holds.
  public static List<Array> whileLoop(
      Function<List<Array>, Array> condition, UnaryOperator<List<Array>> body, List<Array> init) {
    List<ArrayType> types = init.stream().map(Array::type).toList();
    StagedProgram test = Staging.stage(x -> List.of(condition.apply(x)), types);
    StagedProgram step = Staging.stage(body, types);
    List<Array> operands = new ArrayList<>(test.constants());
    operands.addAll(step.constants());
    operands.addAll(init);
    return CurrentInterpreter.bind(
        new Structured.While(
            test.jaxpr().withoutConstants(),
            test.constants().size(),
            step.jaxpr().withoutConstants(),
            step.constants().size(),
            -1),
        operands);
  }

  /// Runs a body on a carry and the rows of some arrays; the results are those after the carry,
  /// stacked.
  public static List<Array> scan(
      Function<List<Array>, List<Array>> body, List<Array> carry, List<Array> rows) {
    List<ArrayType> types = new ArrayList<>(carry.stream().map(Array::type).toList());
    for (Array row : rows) {
      types.add(new ArrayType(row.dtype(), row.shape().subshape(1, row.rank())));
    }
    StagedProgram step = Staging.stage(body, types);
    List<Array> operands = new ArrayList<>(step.constants());
    operands.addAll(carry);
    operands.addAll(rows);
    return CurrentInterpreter.bind(
        new Structured.Scan(
            step.jaxpr().withoutConstants(),
            step.constants().size(),
            carry.size(),
            rows.get(0).shape().get(0),
            false,
            1),
        operands);
  }
}
