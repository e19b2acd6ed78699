package org.lanewise.ir;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Structured.Call;
import org.lanewise.ir.Structured.Checkpoint;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.ir.Structured.CustomCall;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.ir.Structured.While;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// The type rules of [Structured]: operands fit the parameters of the programs, programs fit each
/// other.
///
/// Weakness is not compared: a program is traced for some weakness and computes the same for any.
final class StructuredTypes {
  private StructuredTypes() {}

  static List<ArrayType> infer(Structured primitive, Operands operands) {
    primitive.programs().forEach(program -> requireNoConstants(program, operands));
    return switch (primitive) {
      case Call(_, Jaxpr program) -> called(program, operands);
      case Cond cond -> cond(cond, operands);
      case While loop -> whileLoop(loop, operands);
      case Scan scan -> scan(scan, operands);
      case Checkpoint(Jaxpr program, _, _) -> called(program, operands);
      case CustomCall(_, Jaxpr program) -> called(program, operands);
    };
  }

  private static void requireNoConstants(Jaxpr program, Operands operands) {
    if (!program.constants().isEmpty()) {
      throw operands.error(
          "a program inside a primitive has no constants, but this one has %d. Make them leading"
              + " operands.",
          program.constants().size());
    }
  }

  private static List<ArrayType> called(Jaxpr program, Operands operands) {
    operands.requireCount(program.inputs().size());
    requireTypes("argument", program.inputTypes(), operands.types(), operands);
    return program.outputTypes();
  }

  private static List<ArrayType> cond(Cond cond, Operands operands) {
    operands.requireCountAtLeast(1);
    operands.requireKind(0, type -> type == DType.INT32, "type i32");
    if (operands.get(0).rank() != 0) {
      throw operands.error(
          "the index must be a scalar, got %s. Use `where` to choose element by element.",
          operands.get(0));
    }
    if (cond.branches().isEmpty()) {
      throw operands.error("there must be a branch at least.");
    }
    List<ArrayType> arguments = operands.types().subList(1, operands.count());
    List<ArrayType> results = new ArrayList<>(cond.branches().getFirst().outputTypes());
    for (Jaxpr branch : cond.branches()) {
      requireTypes("argument", branch.inputTypes(), arguments, operands);
      List<ArrayType> given = branch.outputTypes();
      requireTypes("result of a branch", results, given, operands);
      for (int i = 0; i < given.size(); i++) { // strong where any branch's is
        results.set(i, given.get(i).weak() ? results.get(i) : given.get(i));
      }
    }
    return results;
  }

  private static List<ArrayType> whileLoop(While loop, Operands operands) {
    int constants = loop.conditionConstants() + loop.bodyConstants();
    operands.requireCountAtLeast(constants);
    List<ArrayType> all = operands.types();
    List<ArrayType> carry = all.subList(constants, all.size());
    List<ArrayType> condition = new ArrayList<>(all.subList(0, loop.conditionConstants()));
    condition.addAll(carry);
    requireTypes("argument of the condition", loop.condition().inputTypes(), condition, operands);
    requireTypes(
        "result of the condition",
        List.of(ArrayType.of(DType.BOOL)),
        loop.condition().outputTypes(),
        operands);
    requireTypes(
        "argument of the body",
        loop.body().inputTypes(),
        all.subList(loop.conditionConstants(), all.size()),
        operands);
    requireTypes("carry", carry, loop.body().outputTypes(), operands);
    return loop.body().outputTypes();
  }

  private static List<ArrayType> scan(Scan scan, Operands operands) {
    int before = scan.constants() + scan.carries();
    operands.requireCountAtLeast(before);
    List<ArrayType> arguments = new ArrayList<>(operands.types().subList(0, before));
    for (int i = before; i < operands.count(); i++) {
      ArrayType stack = operands.get(i);
      if (stack.rank() == 0 || stack.shape().get(0) != scan.length()) {
        throw operands.error(
            "each array that is scanned needs a leading axis of size %d, got %s.",
            scan.length(), operands.describe(i));
      }
      arguments.add(new ArrayType(stack.dtype(), stack.shape().without(Axes.of(0)), stack.weak()));
    }
    requireTypes("argument of the body", scan.body().inputTypes(), arguments, operands);
    List<ArrayType> given = scan.body().outputTypes();
    List<ArrayType> carry = operands.types().subList(scan.constants(), before);
    if (given.size() < carry.size()) {
      throw operands.error(
          "the body must return a carry of %d values, got %s.", carry.size(), given);
    }
    requireTypes("carry", carry, given.subList(0, carry.size()), operands);
    List<ArrayType> results = new ArrayList<>(given.subList(0, carry.size()));
    for (ArrayType row : given.subList(carry.size(), given.size())) {
      results.add(new ArrayType(row.dtype(), row.shape().insert(0, scan.length()), row.weak()));
    }
    return results;
  }

  private static void requireTypes(
      String what, List<ArrayType> expected, List<ArrayType> actual, Operands operands) {
    if (expected.size() != actual.size()) {
      throw operands.error(
          "there must be %d of: %s, got %d: %s.", expected.size(), what, actual.size(), actual);
    }
    for (int i = 0; i < expected.size(); i++) {
      String message = "`%s`: %s %d must be %s, got %s. Convert or reshape it.";
      ArrayType wanted = expected.get(i);
      ArrayType given = actual.get(i);
      if (!wanted.shape().equals(given.shape())) {
        throw new ShapeException(message.formatted(operands.operation(), what, i, wanted, given));
      }
      if (wanted.dtype() != given.dtype()) {
        throw new DTypeException(message.formatted(operands.operation(), what, i, wanted, given));
      }
    }
  }
}
