package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.staging.StagedProgram;
import org.lanewise.type.ArrayType;

/// A `cond` whose index is traced, linearized: one `cond` computes, and one on the same index
/// pushes or pulls.
///
/// Only one branch runs, so the branches share the memory of their residuals: a slot holds arrays
/// of one type, each branch fills its own and leaves zeros in the others. A result has a linear
/// part if it has one in some branch.
final class CondLinearization {
  private final Cond cond;
  private final Partition partition;
  private final List<LinearizedProgram> branches;
  private final List<Boolean> linearArguments;
  private final List<Boolean> linearOutputs;
  private final List<Integer> knownOutputs;
  private final List<ArrayType> slots = new ArrayList<>();
  private final List<Map<Residual, Residual>> places = new ArrayList<>();
  private final List<Residual> shared;
  private final Branches known;

  private record Key(Cond cond, Partition partition, List<Boolean> linear) {}

  static CondLinearization of(Cond cond, Partition partition, List<Boolean> linear) {
    return cond.branches()
        .getFirst()
        .derived(
            new Key(cond, partition, linear), _ -> new CondLinearization(cond, partition, linear));
  }

  private CondLinearization(Cond cond, Partition partition, List<Boolean> linear) {
    this.cond = cond;
    this.partition = partition;
    this.linearArguments = linear;
    this.branches =
        cond.branches().stream()
            .map(branch -> LinearizedProgram.of(branch, partition, linear))
            .toList();
    this.linearOutputs =
        branches.stream().map(LinearizedProgram::linearOutputs).reduce(Masks::union).orElseThrow();
    this.knownOutputs = partition.known(linearOutputs);
    branches.forEach(branch -> places.add(placed(branch)));
    Set<Residual> all = new LinkedHashSet<>();
    places.forEach(each -> all.addAll(each.values()));
    this.shared = List.copyOf(all);
    this.known =
        Branches.of(IntStream.range(0, branches.size()).mapToObj(this::knownBranch).toList());
  }

  /// Where the residuals of a branch are kept: arguments and results of the `cond` where they are,
  /// others in the first free slot of their type.
  private Map<Residual, Residual> placed(LinearizedProgram branch) {
    Map<Residual, Residual> placed = new HashMap<>();
    boolean[] taken = new boolean[slots.size() + branch.residuals().size()];
    for (Residual residual : branch.residuals()) {
      boolean common =
          switch (residual) {
            case Residual.Argument _, Residual.Fixed _ -> true;
            case Residual.Output(int index) -> knownOutputs.contains(index);
            case Residual.Saved _ -> false;
          };
      placed.put(
          residual,
          common ? residual : new Residual.Saved(slot(branch.atom(residual).type(), taken)));
    }
    return placed;
  }

  private int slot(ArrayType type, boolean[] taken) {
    int slot = 0;
    while (slot < slots.size() && (taken[slot] || !slots.get(slot).equals(type))) {
      slot++;
    }
    if (slot == slots.size()) {
      slots.add(type);
    }
    taken[slot] = true;
    return slot;
  }

  /// The branch that computes known results and fills the slots.
  private StagedProgram knownBranch(int number) {
    LinearizedProgram branch = branches.get(number);
    Jaxpr program = branch.known();
    List<ArrayType> types = program.inputTypes();
    return Derivation.stage(
        arguments -> {
          List<Array> results =
              JaxprEvaluator.evaluate(program, List.of(), Masks.joined(branch.fixed(), arguments));
          List<Array> given = new ArrayList<>();
          for (int output : knownOutputs) {
            given.add(results.get(branch.knownOutputs().indexOf(output)));
          }
          Map<Residual, Array> values = new HashMap<>();
          places
              .get(number)
              .forEach(
                  (residual, place) -> {
                    if (place instanceof Residual.Saved) {
                      values.put(place, branch.result(residual, results));
                    }
                  });
          for (int slot = 0; slot < slots.size(); slot++) {
            Array value = values.get(new Residual.Saved(slot));
            given.add(value == null ? Lax.zeros(slots.get(slot)) : value);
          }
          return given;
        },
        types.subList(branch.fixed().size(), types.size()));
  }

  /// Runs the known part and makes the nodes of the linear one.
  SplitResult apply(Array index, SplitOperands operands) {
    List<Array> arguments =
        partition.known(linearArguments).stream().map(operands.x()::get).toList();
    List<Array> results = known.bind(index, arguments);
    Map<Residual, Array> values = new HashMap<>();
    for (Residual residual : shared) {
      values.put(
          residual,
          switch (residual) {
            case Residual.Argument(int position) -> operands.x().get(position);
            case Residual.Output(int position) -> results.get(knownOutputs.indexOf(position));
            case Residual.Saved(int slot) -> results.get(knownOutputs.size() + slot);
            case Residual.Fixed(Array array) -> array;
          });
    }
    List<LinearNode> made =
        Masks.count(linearOutputs) == 0
            ? List.of()
            : operands
                .linear()
                .map(new CondMap(this, index, values), operands.nodes(linearArguments));
    return new SplitResult(
        results.subList(0, knownOutputs.size()),
        Masks.spread(made.stream().map(Optional::of).toList(), linearOutputs, Optional.empty()));
  }

  /// What the linear part of the branches is closed over.
  List<Residual> shared() {
    return shared;
  }

  /// Which results have a linear part.
  List<Boolean> linearOutputs() {
    return linearOutputs;
  }

  /// The types of the results that have a linear part.
  List<ArrayType> linearTypes() {
    return Masks.chosen(cond.branches().getFirst().outputTypes(), linearOutputs);
  }

  private record PushKey(CondLinearization of, List<Boolean> mask) {}

  /// Branches that push: from the shared residuals and the tangents of a mask to the tangents of
  /// all linear results.
  Branches push(List<Boolean> mask) {
    return cond.branches()
        .getFirst()
        .derived(
            new PushKey(this, mask),
            _ ->
                Branches.of(
                    IntStream.range(0, branches.size())
                        .mapToObj(number -> pushBranch(number, mask))
                        .toList()));
  }

  private StagedProgram pushBranch(int number, List<Boolean> mask) {
    LinearizedProgram.Push push = branches.get(number).push(mask);
    return stage(
        number,
        push.program(),
        Masks.chosen(branches.get(number).graph().inputs(), mask),
        (results, _) -> {
          List<Tangent> tangents = LinearizedProgram.tangents(results, push.results());
          List<Array> written = new ArrayList<>();
          for (int i = 0; i < linearOutputs.size(); i++) {
            if (linearOutputs.get(i)) {
              ArrayType type = branches.get(number).outputTypes().get(i);
              written.add(tangents.get(i).orZeros(type, Lax::zeros));
            }
          }
          return written;
        });
  }

  /// Branches that pull, and the numbers of the sums that they give.
  record Pull(Branches branches, List<Integer> written) {}

  private record PullKey(CondLinearization of, PullRequest.Kind kind) {}

  /// Branches that pull: from the shared residuals, cotangents and sums so far to the sums that
  /// some branch changes.
  Pull pull(PullRequest.Kind kind) {
    return cond.branches()
        .getFirst()
        .derived(
            new PullKey(this, kind),
            _ -> {
              List<Integer> written =
                  branches.stream()
                      .flatMap(branch -> branch.pull(kind).written().stream())
                      .distinct()
                      .sorted()
                      .toList();
              return new Pull(
                  Branches.of(
                      IntStream.range(0, branches.size())
                          .mapToObj(number -> pullBranch(number, kind, written))
                          .toList()),
                  written);
            });
  }

  private StagedProgram pullBranch(int number, PullRequest.Kind kind, List<Integer> written) {
    LinearizedProgram branch = branches.get(number);
    LinearizedProgram.Pull pull = branch.pull(kind);
    List<ArrayType> sums = kind.sumTypes(branch.graph().inputs());
    return stage(
        number,
        pull.program(),
        Masks.joined(
            Masks.chosen(branch.outputTypes(), kind.cotangents()),
            Masks.chosen(sums, kind.begun())),
        (results, given) -> {
          List<Tangent> before =
              LinearizedProgram.tangents(
                  given.subList(Masks.count(kind.cotangents()), given.size()), kind.begun());
          List<Array> all = new ArrayList<>();
          for (int sum : written) {
            int position = pull.written().indexOf(sum);
            all.add(
                position >= 0
                    ? results.get(position)
                    : before.get(sum).orZeros(sums.get(sum), Lax::zeros));
          }
          return all;
        });
  }

  private interface Finish {
    List<Array> of(List<Array> results, List<Array> given);
  }

  /// Traces a branch that takes all shared residuals and runs a program on its own.
  private StagedProgram stage(
      int number, LinearProgram program, List<ArrayType> given, Finish finish) {
    return Derivation.stage(
        operands -> {
          Map<Residual, Array> values = new HashMap<>();
          places
              .get(number)
              .forEach(
                  (residual, place) -> {
                    int position = shared.indexOf(place);
                    values.put(residual, operands.get(position));
                  });
          List<Array> rest = operands.subList(shared.size(), operands.size());
          List<Array> results =
              JaxprEvaluator.evaluate(program.program(), List.of(), program.operands(values, rest));
          return finish.of(results, rest);
        },
        Masks.joined(sharedTypes(), given));
  }

  private List<ArrayType> sharedTypes() {
    List<ArrayType> types = new ArrayList<>();
    Jaxpr first = cond.branches().getFirst();
    for (Residual residual : shared) {
      types.add(
          switch (residual) {
            case Residual.Argument(int index) -> first.inputs().get(index).type();
            case Residual.Output(int index) -> first.outputs().get(index).type();
            case Residual.Saved(int slot) -> slots.get(slot);
            case Residual.Fixed(Array array) -> array.type();
          });
    }
    return types;
  }
}
