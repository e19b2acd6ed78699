package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Structured;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.ShapeException;

/// A loop over rows: `scan`, `map`, and `foriLoop` with constant bounds.
///
/// @param operation the name for messages
/// @param skipped how many keys at the beginning of a path in the carry are none of the user's
/// @param identity the user's function object
/// @param body one step
/// @param <C> the class of the carry
/// @param <X> the class of a row
/// @param <Y> the class of an output
record ScanCall<C, X, Y>(
    String operation, int skipped, Object identity, BiFunction<C, X, Step<C, Y>> body) {

  private record Signature(String operation, TypedTree<?> carry, TypedTree<?> row) {}

  private record Trace(TracedFunction step, ScanBody body, TypedTree<?> carry)
      implements TraceCache.Trace {
    @Override
    public List<Array> constants() {
      return step.constants();
    }
  }

  /// Runs the loop.
  @SuppressWarnings("unchecked") // carry and output are trees like those of the body
  Step<C, Y> apply(C init, X rows, ScanOptions options) {
    TypedTree.Flat<C> carry = TypedTree.flatten(init);
    TypedTree.Flat<X> stacks = TypedTree.flatten(rows);
    long length = length(operation, stacks.tree(), options.length());
    TypedTree<X> row = stacks.tree().with(rowTypes(stacks.tree().types()));
    Trace trace =
        TraceCache.get(
            List.of(identity),
            new Signature(operation, carry.tree(), row),
            () -> trace(carry.tree(), row));
    List<Array> first = Carry.convert(carry.arrays(), trace.carry.types());
    List<Array> operands = trace.body.operands(trace.constants(), first, stacks.arrays());
    Structured.Scan scan =
        new Structured.Scan(
            trace.body.program(),
            trace.body.loopConstants(),
            trace.body.carries(),
            length,
            options.reverse(),
            options.unroll());
    List<Array> loop =
        options.checkpoint()
            ? CheckpointedScan.bind(scan, operands)
            : CurrentInterpreter.bind(scan, operands);
    List<Array> results = trace.body.results(loop, first, stacks.arrays());
    int carries = first.size();
    return new Step<>(
        (C) trace.step.results().get(0).build(results.subList(0, carries)),
        (Y) trace.step.results().get(1).build(results.subList(carries, results.size())));
  }

  private static List<ArrayType> rowTypes(List<ArrayType> stacks) {
    return stacks.stream().map(t -> t.withShape(t.shape().without(Axes.of(0)))).toList();
  }

  private Trace trace(TypedTree<C> first, TypedTree<X> row) {
    TypedTree<C> carry = first;
    while (true) {
      TypedTree<C> taken = carry;
      TracedFunction step = step(taken, row);
      TypedTree<?> given = step.results().getFirst();
      List<ArrayType> promoted =
          given.size() == taken.size()
              ? Carry.promoted(taken.types(), given.types())
              : taken.types();
      if (promoted.equals(taken.types())) {
        Agreement.requireCarry(operation, given, taken, skipped);
        ScanBody whole = ScanBody.of(step.program(), step.constants().size(), taken.size());
        return new Trace(step, whole, taken);
      }
      carry = taken.with(promoted);
    }
  }

  private TracedFunction step(TypedTree<C> carry, TypedTree<X> row) {
    List<ArrayType> types = new ArrayList<>(carry.types());
    types.addAll(row.types());
    return TracedFunction.of(
        arrays -> {
          C before = carry.build(arrays.subList(0, carry.size()));
          X x = row.build(arrays.subList(carry.size(), arrays.size()));
          Step<C, Y> step = TypedTree.present(operation, "the body", body.apply(before, x));
          return List.of(
              TypedTree.flattenCarry(operation, "the body", step.carry()),
              TypedTree.flattenResult(operation, "the body", step.output()));
        },
        types);
  }

  /// The number of steps: what is given, and what all arrays have as size of their first axis.
  static long length(String operation, TypedTree<?> rows, OptionalLong given) {
    long length = given.orElse(-1);
    String from = "the length is " + length;
    for (int i = 0; i < rows.leafCount(); i++) {
      if (!rows.isArray(i)) {
        continue;
      }
      ArrayType type = (ArrayType) rows.leaf(i);
      if (type.rank() == 0) {
        throw new ShapeException(
            "`%s`: what is scanned needs a leading axis, but xs%s is the scalar %s. Close over it, or give it an axis with `broadcastTo`."
                .formatted(operation, rows.at(i, 0), type));
      }
      long size = type.shape().get(0);
      if (length >= 0 && size != length) {
        throw new ShapeException(
            "`%s`: the leading axes of all xs must have one size, but %s, and xs%s is %s. Slice or pad one of them."
                .formatted(operation, from, rows.at(i, 0), type));
      }
      if (length < 0) {
        length = size;
        from = "xs%s is %s".formatted(rows.at(i, 0), type);
      }
    }
    if (length < 0) {
      throw new ShapeException(
          "`%s`: there is no array to scan over and no length. Give an array, or the number of steps with `ScanOptions.withLength`."
              .formatted(operation));
    }
    return length;
  }
}
