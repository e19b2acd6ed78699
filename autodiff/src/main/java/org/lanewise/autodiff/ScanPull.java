package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.type.ArrayType;

/// A scan that pulls cotangents back through another one.
///
/// Its carry: the sums of the cotangents of the constants, and the cotangents of the carry. Its
/// rows: the residuals, and the cotangents of the stacks. What it gives: the sums, the cotangents
/// of the first carry, and those of the rows.
///
/// @param scan the scan
/// @param body its step, with the residuals that it takes
/// @param constants which linear arguments are constants whose cotangents it sums
/// @param carries which linear carries have cotangents in it, counted among the carries
/// @param rows which linear arguments are rows whose cotangents it gives
record ScanPull(
    Scan scan,
    ScanLinearization.Body body,
    List<Integer> constants,
    List<Integer> carries,
    List<Integer> rows) {

  private record Key(ScanLinearization scan, List<Boolean> cotangents, List<Boolean> wanted) {}

  /// The scan for cotangents of some results, where the cotangents of some operands are wanted.
  static ScanPull of(ScanLinearization scan, List<Boolean> cotangents, List<Boolean> wanted) {
    return scan.scan()
        .body()
        .derived(new Key(scan, cotangents, wanted), _ -> derive(scan, cotangents, wanted));
  }

  private static ScanPull derive(
      ScanLinearization scan, List<Boolean> cotangents, List<Boolean> wanted) {
    List<Boolean> results = new ArrayList<>(cotangents);
    List<Boolean> reached = reached(scan, results);
    int constants = scan.linearArguments(0);
    int carries = scan.linearArguments(1);
    List<Integer> summed = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      boolean isCarry = i >= constants && i < constants + carries;
      if (!isCarry && wanted.get(i) && reached.get(i)) {
        (i < constants ? summed : rows).add(i);
      }
    }
    List<Integer> carried = IntStream.range(0, carries).filter(results::get).boxed().toList();
    int leading = summed.size() + carried.size();
    ScanLinearization.Body body =
        scan.arranged(program(scan, results, summed, carried, rows), leading);
    Scan pull =
        new Scan(
            body.body(),
            body.once().size(),
            leading,
            scan.scan().length(),
            !scan.scan().reverse(),
            scan.scan().unroll());
    return new ScanPull(pull, body, summed, carried, rows);
  }

  /// Extends a mask of results by the carries that a step back gives cotangents, to a fixed point;
  /// returns which linear arguments a step back reaches.
  private static List<Boolean> reached(ScanLinearization scan, List<Boolean> results) {
    int constants = scan.linearArguments(0);
    while (true) {
      List<Boolean> reached = scan.step().graph().pulled(spread(scan, results));
      boolean grows = false;
      for (int i = 0; i < scan.linearArguments(1); i++) {
        if (reached.get(constants + i) && !results.get(i)) {
          results.set(i, true);
          grows = true;
        }
      }
      if (!grows) {
        return reached;
      }
    }
  }

  /// A mask of the linear results as one of all results of a step.
  private static List<Boolean> spread(ScanLinearization scan, List<Boolean> results) {
    List<Boolean> all = new ArrayList<>(Masks.none(scan.step().outputTypes().size()));
    for (int i = 0; i < results.size(); i++) {
      all.set(scan.linearResults().get(i), results.get(i));
    }
    return all;
  }

  private static LinearProgram program(
      ScanLinearization scan,
      List<Boolean> results,
      List<Integer> summed,
      List<Integer> carried,
      List<Integer> rows) {
    LinearGraph graph = scan.step().graph();
    List<Boolean> all = spread(scan, results);
    List<ArrayType> sumTypes = summed.stream().map(graph.inputs()::get).toList();
    return scan.step()
        .stage(
            operands -> {
              List<Place> into = new ArrayList<>();
              for (int i = 0; i < graph.inputs().size(); i++) {
                ArrayType type = graph.inputs().get(i);
                int constant = summed.indexOf(i);
                boolean isCarry =
                    i >= scan.linearArguments(0)
                        && i < scan.linearArguments(0) + scan.linearArguments(1);
                into.add(
                    constant >= 0
                        ? new Place.Linear(Accumulator.of(type, operands.get(constant)))
                        : isCarry || rows.contains(i)
                            ? new Place.Linear(new Accumulator(type))
                            : new Place.Unwanted(type));
              }
              graph.pull(
                  LinearizedProgram.tangents(operands.subList(summed.size(), operands.size()), all),
                  into);
              List<Array> sums = new ArrayList<>();
              summed.forEach(i -> sums.add(into.get(i).sum()));
              carried.forEach(i -> sums.add(into.get(scan.linearArguments(0) + i).sum()));
              rows.forEach(i -> sums.add(into.get(i).sum()));
              return sums;
            },
            Masks.joined(sumTypes, Masks.chosen(scan.step().outputTypes(), all)));
  }
}
