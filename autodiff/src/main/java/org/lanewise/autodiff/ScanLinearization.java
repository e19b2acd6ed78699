package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.staging.JaxprEvaluator;

/// A scan, linearized: one scan computes and stacks what the linear part of each step is closed
/// over; [ScanMap] pushes and pulls by scans over these stacks.
///
/// Nothing is kept twice, or computed twice. What a step reads of the rows or gives as rows is a
/// stack already. What does not change from step to step, because it depends on constants alone, is
/// computed once, before the loop.
final class ScanLinearization {
  private final Scan scan;
  private final Partition partition;
  private final LinearizedProgram step;
  private final List<Boolean> linearResults;
  private final List<Integer> knownResults;
  private final List<Residual> invariant = new ArrayList<>();
  private final List<Residual> stacked = new ArrayList<>();
  private final Jaxpr before;
  private final Scan known;

  private record Key(Scan scan, Partition partition, List<Boolean> linear) {}

  static ScanLinearization of(Scan scan, Partition partition, List<Boolean> linear) {
    return scan.body()
        .derived(
            new Key(scan, partition, linear), _ -> new ScanLinearization(scan, partition, linear));
  }

  private ScanLinearization(Scan scan, Partition partition, List<Boolean> linear) {
    this.scan = scan;
    this.partition = partition;
    List<Boolean> arguments =
        Carry.fixedPoint(
            linear,
            scan.constants(),
            scan.carries(),
            mask -> LinearizedProgram.of(scan.body(), partition, mask).linearOutputs());
    this.step = LinearizedProgram.of(scan.body(), partition, arguments);
    List<Boolean> results = new ArrayList<>(step.linearOutputs());
    for (int i = 0; i < scan.carries(); i++) {
      results.set(i, arguments.get(scan.constants() + i));
    }
    this.linearResults = List.copyOf(results);
    this.knownResults = partition.known(results);
    sortResiduals();
    this.before =
        ProgramSlice.of(
            step.known(), constantsOfKnown(), invariant.stream().map(step::atom).toList(), false);
    this.known = known();
  }

  /// Which residuals are computed before the loop, and which are stacked by it.
  private void sortResiduals() {
    Set<Atom.Var> unchanging = ProgramSlice.dependents(step.known(), constantsOfKnown());
    for (Residual residual : step.residuals()) {
      switch (residual) {
        case Residual.Argument(int index) -> {
          if (isCarry(index)) {
            stacked.add(residual);
          }
        }
        case Residual.Output(int index) -> {
          if (index < scan.carries() || !knownResults.contains(index)) {
            stacked.add(residual);
          }
        }
        case Residual.Saved _ -> {
          boolean isInvariant =
              step.atom(residual) instanceof Atom.Var variable && unchanging.contains(variable);
          (isInvariant ? invariant : stacked).add(residual);
        }
        case Residual.Fixed _ -> {}
      }
    }
  }

  private boolean isCarry(int argument) {
    return argument >= scan.constants() && argument < scan.constants() + scan.carries();
  }

  /// The arguments of the known step that are the same in each step.
  private List<Atom.Var> constantsOfKnown() {
    return step.known().inputs().subList(0, step.fixed().size() + knownArguments(0));
  }

  /// How many arguments of a group (constants, carry, rows) are known.
  private int knownArguments(int group) {
    int[] ends = {
      0, scan.constants(), scan.constants() + scan.carries(), step.linearArguments().size()
    };
    return partition.known(step.linearArguments().subList(ends[group], ends[group + 1])).size();
  }

  private Scan known() {
    List<Atom> wanted = new ArrayList<>();
    for (int result : knownResults) {
      wanted.add(step.known().outputs().get(step.knownOutputs().indexOf(result)));
    }
    stacked.forEach(residual -> wanted.add(step.atom(residual)));
    List<Atom.Var> inputs = new ArrayList<>(step.known().inputs());
    int constants = constantsOfKnown().size();
    inputs.addAll(constants, before.outputs().stream().map(Atom.Var.class::cast).toList());
    return new Scan(
        ProgramSlice.of(step.known(), inputs, wanted, true),
        constants + before.outputs().size(),
        knownArguments(1),
        scan.length(),
        scan.reverse(),
        scan.unroll());
  }

  /// Runs the known part and makes the nodes of the linear one.
  SplitResult apply(SplitOperands operands) {
    List<Array> arguments = step.knownOperands(operands.x());
    List<Array> once =
        JaxprEvaluator.evaluate(before, List.of(), arguments.subList(0, constantsOfKnown().size()));
    boolean idle = known.body().outputs().isEmpty() && known.body().equations().isEmpty();
    List<Array> all = new ArrayList<>(arguments);
    all.addAll(constantsOfKnown().size(), once);
    List<Array> results = idle ? List.of() : CurrentInterpreter.bind(known, all);
    Map<Residual, Array> values = values(operands.x(), once, results);
    List<LinearNode> made =
        Masks.count(linearResults) == 0
            ? List.of()
            : operands
                .linear()
                .map(new ScanMap(this, values), operands.nodes(step.linearArguments()));
    return new SplitResult(
        results.subList(0, knownResults.size()),
        Masks.spread(made.stream().map(Optional::of).toList(), linearResults, Optional.empty()));
  }

  private Map<Residual, Array> values(List<Array> x, List<Array> once, List<Array> results) {
    Map<Residual, Array> values = new HashMap<>();
    for (int i = 0; i < invariant.size(); i++) {
      values.put(invariant.get(i), once.get(i));
    }
    for (int i = 0; i < stacked.size(); i++) {
      values.put(stacked.get(i), results.get(knownResults.size() + i));
    }
    for (Residual residual : step.residuals()) {
      if (!values.containsKey(residual)) {
        values.put(
            residual,
            switch (residual) {
              case Residual.Argument(int index) -> x.get(index);
              case Residual.Output(int index) -> results.get(knownResults.indexOf(index));
              case Residual.Fixed(Array array) -> array;
              case Residual.Saved _ -> throw new AssertionError("not saved: " + residual);
            });
      }
    }
    return values;
  }

  /// The scan.
  Scan scan() {
    return scan;
  }

  /// One step.
  LinearizedProgram step() {
    return step;
  }

  /// The positions of the results that have a linear part: carries, then stacks.
  List<Integer> linearResults() {
    return IntStream.range(0, linearResults.size()).filter(linearResults::get).boxed().toList();
  }

  /// How many linear arguments of a step are in a group: constants, carry, rows.
  int linearArguments(int group) {
    List<Boolean> mask = step.linearArguments();
    int carry = scan.constants();
    int rows = carry + scan.carries();
    return Masks.count(
        switch (group) {
          case 0 -> mask.subList(0, carry);
          case 1 -> mask.subList(carry, rows);
          default -> mask.subList(rows, mask.size());
        });
  }

  /// Whether a residual is the same array in each step, and not a row of a stack.
  boolean isOnce(Residual residual) {
    return switch (residual) {
      case Residual.Argument(int index) -> index < scan.constants();
      case Residual.Output _ -> false;
      case Residual.Saved _ -> invariant.contains(residual);
      case Residual.Fixed _ -> true;
    };
  }

  /// A step of a scan over residuals.
  ///
  /// @param body the step
  /// @param once residuals that are constants
  /// @param rows residuals that are rows
  record Body(Jaxpr body, List<Residual> once, List<Residual> rows) {}

  /// Brings the arguments of a program that works with the linear part of a step in the order of a
  /// scan: constants, carry, rows.
  ///
  /// @param program the program
  /// @param leading how many of the arguments behind the residuals are constants or carried
  Body arranged(LinearProgram program, int leading) {
    List<Atom.Var> inputs = program.program().inputs();
    int count = program.residuals().size();
    List<Atom.Var> first = new ArrayList<>();
    List<Atom.Var> last = new ArrayList<>();
    List<Residual> once = new ArrayList<>();
    List<Residual> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Residual residual = program.residuals().get(i);
      boolean isOnce = isOnce(residual);
      (isOnce ? once : rows).add(residual);
      (isOnce ? first : last).add(inputs.get(i));
    }
    first.addAll(inputs.subList(count, count + leading));
    first.addAll(last);
    first.addAll(inputs.subList(count + leading, inputs.size()));
    Jaxpr body =
        new Jaxpr(List.of(), first, program.program().equations(), program.program().outputs());
    return new Body(body, once, rows);
  }
}
