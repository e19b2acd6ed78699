package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// A loop with a condition: `whileLoop`, and `foriLoop` with bounds that are traced.
///
/// @param operation the name for messages
/// @param skipped how many keys at the beginning of a path in the carry are none of the user's
/// @param identities the user's function objects
/// @param condition whether to go on
/// @param body one step
/// @param maxSteps after how many steps the loop ends at the latest; −1 for never
/// @param <C> the class of the carry
record WhileCall<C>(
    String operation,
    int skipped,
    List<?> identities,
    Function<C, Array> condition,
    UnaryOperator<C> body,
    long maxSteps) {

  private record Signature(String operation, TypedTree<?> carry) {}

  private record Trace(TracedFunction condition, TracedFunction body, TypedTree<?> carry)
      implements TraceCache.Trace {
    @Override
    public List<Array> constants() {
      List<Array> all = new ArrayList<>(condition.constants());
      all.addAll(body.constants());
      return all;
    }
  }

  /// Runs the loop.
  @SuppressWarnings("unchecked") // the result is a tree like the carry
  C apply(C init) {
    TypedTree.Flat<C> flat = TypedTree.flatten(init);
    Trace trace =
        TraceCache.get(identities, new Signature(operation, flat.tree()), () -> trace(flat.tree()));
    Jaxpr body = trace.body.program();
    Structured.While loop =
        new Structured.While(
            trace.condition.program(),
            trace.condition.constants().size(),
            body,
            trace.body.constants().size(),
            maxSteps);
    List<Array> operands = trace.constants();
    operands.addAll(Carry.convert(flat.arrays(), trace.carry.types()));
    return (C) trace.carry.build(CurrentInterpreter.bind(loop, operands));
  }

  private Trace trace(TypedTree<C> first) {
    TypedTree<C> carry = first;
    while (true) {
      TypedTree<C> taken = carry;
      TracedFunction step =
          TracedFunction.of(
              arrays ->
                  List.of(
                      TypedTree.flattenCarry(
                          operation, "the body", body.apply(taken.build(arrays)))),
              taken.types());
      TypedTree<?> given = step.results().getFirst();
      List<ArrayType> promoted =
          given.size() == taken.size()
              ? Carry.promoted(taken.types(), given.types())
              : taken.types();
      if (promoted.equals(taken.types())) {
        Agreement.requireCarry(operation, given, taken, skipped);
        return new Trace(condition(taken), step, taken);
      }
      carry = taken.with(promoted);
    }
  }

  private TracedFunction condition(TypedTree<C> carry) {
    TracedFunction traced =
        TracedFunction.of(
            arrays ->
                List.of(
                    TypedTree.flattenResult(
                        operation, "the condition", condition.apply(carry.build(arrays)))),
            carry.types());
    ArrayType type = traced.results().getFirst().types().getFirst();
    String rule =
        "`%s`: the condition must return a scalar of type bool, got %s.".formatted(operation, type);
    if (type.rank() != 0) {
      throw new ShapeException(rule + " Reduce it with `all` or `any`.");
    }
    if (type.dtype() != DType.BOOL) {
      throw new DTypeException(rule + " Compare it with something, as in `x.ne(0)`.");
    }
    return traced;
  }
}
