package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.staging.StagingInterpreter;
import org.lanewise.type.ArrayType;

/// A program, linearized: one program for what is known, and a graph of what is linear, closed over
/// values of the first.
///
/// The program runs once under a linearization whose parent stages. Afterwards the graph is pushed
/// or pulled below that same staging interpreter, so that the residuals come out as constants of
/// what is staged: nothing is transposed but the graph, and it needs no copy of itself. Made once
/// for each mask of linear arguments and kept with the program.
final class LinearizedProgram {
  private final Partition partition;
  private final StagingInterpreter interpreter;
  private final LinearGraph graph;
  private final List<Boolean> linearArguments;
  private final List<ArrayType> outputTypes;
  private final List<Integer> knownOutputs;
  private final IdentityHashMap<Array, Residual> residuals = new IdentityHashMap<>();
  private final List<Residual> ordered = new ArrayList<>();
  private final StagedProgram known;

  private record Key(Partition partition, List<Boolean> linear) {}

  /// The linearization of a program in the arguments of a mask.
  static LinearizedProgram of(Jaxpr program, Partition partition, List<Boolean> linear) {
    return program.derived(
        new Key(partition, List.copyOf(linear)), each -> derive(each, partition, linear));
  }

  /// The same, not kept.
  static LinearizedProgram derive(Jaxpr program, Partition partition, List<Boolean> linear) {
    return Derivation.isolated(
        () -> {
          StagingInterpreter interpreter = new StagingInterpreter();
          return CurrentInterpreter.with(
              interpreter,
              () -> new LinearizedProgram(interpreter, program, partition, List.copyOf(linear)));
        });
  }

  private LinearizedProgram(
      StagingInterpreter interpreter, Jaxpr program, Partition partition, List<Boolean> linear) {
    this.interpreter = interpreter;
    this.partition = partition;
    this.linearArguments = linear;
    this.outputTypes = program.outputTypes();
    List<Array> arguments = new ArrayList<>();
    for (int i : partition.known(linear)) {
      arguments.add(interpreter.argument(program.inputs().get(i).type()));
    }
    Traced traced =
        partition == Partition.DUAL
            ? dual(interpreter, program, arguments, linear)
            : linear(interpreter, program, arguments, partition, linear);
    this.graph = new LinearGraph(Masks.chosen(program.inputTypes(), linear), traced.linear());
    this.knownOutputs = partition.known(linearOutputs());
    List<Array> outputs = traced.known();
    for (int i = 0; i < arguments.size(); i++) {
      residuals.put(arguments.get(i), new Residual.Argument(partition.known(linear).get(i)));
    }
    for (int i = 0; i < outputs.size(); i++) {
      residuals.putIfAbsent(outputs.get(i), new Residual.Output(knownOutputs.get(i)));
    }
    this.known = Derivation.pruned(interpreter.finish(Masks.joined(outputs, saved())));
  }

  /// What tracing a program gives: known results in order, and the linear part of each result.
  private record Traced(List<Array> known, List<Optional<LinearNode>> linear) {}

  private static Traced dual(
      StagingInterpreter parent, Jaxpr program, List<Array> arguments, List<Boolean> linear) {
    LinearizeInterpreter interpreter = new LinearizeInterpreter(parent, "");
    List<Array> tracers = new ArrayList<>();
    int index = 0;
    for (int i = 0; i < arguments.size(); i++) {
      Array argument = arguments.get(i);
      tracers.add(linear.get(i) ? interpreter.input(argument, index++) : argument);
    }
    List<Array> results =
        CurrentInterpreter.with(
            interpreter, () -> JaxprEvaluator.evaluate(program, List.of(), tracers));
    return new Traced(
        results.stream().map(interpreter::primal).toList(),
        results.stream().map(interpreter::tangent).toList());
  }

  private static Traced linear(
      StagingInterpreter parent,
      Jaxpr program,
      List<Array> arguments,
      Partition partition,
      List<Boolean> linear) {
    LinearInterpreter interpreter = partition.interpreter(parent);
    List<Array> tracers = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < linear.size(); i++) {
      int index = i - next;
      tracers.add(
          linear.get(i)
              ? interpreter.tracer(interpreter.input(program.inputs().get(i).type(), index))
              : arguments.get(next++));
    }
    List<Array> results =
        CurrentInterpreter.with(
            interpreter, () -> JaxprEvaluator.evaluate(program, List.of(), tracers));
    return new Traced(
        results.stream().filter(result -> !CurrentInterpreter.owns(interpreter, result)).toList(),
        results.stream()
            .map(
                result ->
                    CurrentInterpreter.owns(interpreter, result)
                        ? Optional.of(interpreter.node(result))
                        : Optional.<LinearNode>empty())
            .toList());
  }

  /// The residuals that are neither arguments nor results, in order.
  private List<Array> saved() {
    List<Array> saved = new ArrayList<>();
    for (Array array : graph.residuals()) {
      if (array instanceof ConcreteArray) {
        continue; // a literal, or an array that a rule is closed over: kept by who uses it
      }
      Residual residual = residuals.get(array);
      if (residual == null) {
        residual = new Residual.Saved(saved.size());
        residuals.put(array, residual);
        saved.add(array);
      }
      ordered.add(residual);
    }
    return saved;
  }

  /// How the values of the program are divided.
  Partition partition() {
    return partition;
  }

  /// The linear part: an input per argument of the mask, a result per result of the program.
  LinearGraph graph() {
    return graph;
  }

  /// Which arguments are linear, or have a tangent.
  List<Boolean> linearArguments() {
    return linearArguments;
  }

  /// Which results are linear, or have a tangent.
  List<Boolean> linearOutputs() {
    return Masks.present(graph.results());
  }

  /// The types of all results.
  List<ArrayType> outputTypes() {
    return outputTypes;
  }

  /// What the linear part is closed over, without arrays that depend on no argument.
  List<Residual> residuals() {
    return ordered;
  }

  /// The program of what is known.
  ///
  /// Arguments: [#fixed()], then the known arguments. Results: the known results, then the values
  /// that are [Residual.Saved].
  Jaxpr known() {
    return known.jaxpr().withoutConstants();
  }

  /// Arrays that rules in the program are closed over.
  List<Array> fixed() {
    return known.constants();
  }

  /// The operands of [#known()], of all operands.
  List<Array> knownOperands(List<Array> x) {
    return Masks.joined(fixed(), partition.known(linearArguments).stream().map(x::get).toList());
  }

  /// The positions of the results that are known.
  List<Integer> knownOutputs() {
    return knownOutputs;
  }

  /// The value of a residual in [#known()].
  Atom atom(Residual residual) {
    return switch (residual) {
      case Residual.Argument(int index) ->
          known().inputs().get(fixed().size() + partition.known(linearArguments).indexOf(index));
      case Residual.Output(int index) -> known().outputs().get(knownOutputs.indexOf(index));
      case Residual.Saved(int index) -> known().outputs().get(knownOutputs.size() + index);
      case Residual.Fixed _ -> throw new AssertionError("no value of a program: " + residual);
    };
  }

  /// The value of a residual that is among the results of a run of [#known()].
  Array result(Residual residual, List<Array> results) {
    return switch (residual) {
      case Residual.Output(int index) -> results.get(knownOutputs.indexOf(index));
      case Residual.Saved(int index) -> results.get(knownOutputs.size() + index);
      case Residual.Argument _, Residual.Fixed _ ->
          throw new AssertionError("not a result: " + residual);
    };
  }

  /// Picks the residuals from the operands and the results of a run of [#known()].
  Map<Residual, Array> resolved(List<Array> x, List<Array> results) {
    Map<Residual, Array> values = new HashMap<>();
    for (Residual residual : ordered) {
      values.put(
          residual,
          switch (residual) {
            case Residual.Argument(int index) -> x.get(index);
            case Residual.Output _, Residual.Saved _ -> result(residual, results);
            case Residual.Fixed(Array array) -> array;
          });
    }
    return values;
  }

  /// Traces a function that works with the graph; what it reads of the program's values becomes the
  /// residuals of the result.
  LinearProgram stage(Function<List<Array>, List<Array>> function, List<ArrayType> arguments) {
    StagedProgram staged =
        CurrentInterpreter.with(
            interpreter, () -> Derivation.pruned(Staging.stage(function, arguments)));
    return new LinearProgram(
        staged.constants().stream().map(this::residual).toList(),
        staged.jaxpr().withoutConstants());
  }

  private Residual residual(Array array) {
    if (array instanceof ConcreteArray) {
      return new Residual.Fixed(array);
    }
    Residual residual = residuals.get(array);
    if (residual == null) {
      throw new AssertionError(
          "a derivative reads a value that was not saved: " + array + ". Please report this.");
    }
    return residual;
  }

  private record PushKey(List<Boolean> tangents) {}

  /// A program that pushes tangents forward.
  ///
  /// @param program from the tangents that are not zero to the results that are not
  /// @param results which results these are
  record Push(LinearProgram program, List<Boolean> results) {}

  /// The program that pushes the tangents of a mask (of the linear arguments) forward.
  Push push(List<Boolean> mask) {
    return known()
        .derived(
            new PushKey(List.copyOf(mask)),
            _ -> {
              List<Boolean> given = new ArrayList<>();
              LinearProgram program =
                  stage(
                      tangents -> {
                        List<Tangent> results = graph.push(tangents(tangents, mask));
                        given.addAll(Masks.of(results));
                        return arrays(results);
                      },
                      Masks.chosen(graph.inputs(), mask));
              return new Push(program, List.copyOf(given));
            });
  }

  /// Spreads arrays over the places of a mask; the others are zero.
  static List<Tangent> tangents(List<Array> arrays, List<Boolean> mask) {
    return Masks.spread(arrays.stream().map(Tangent::of).toList(), mask, Tangent.ZERO);
  }

  private static List<Array> arrays(List<Tangent> tangents) {
    return tangents.stream()
        .filter(Tangent.Of.class::isInstance)
        .map(tangent -> ((Tangent.Of) tangent).array())
        .toList();
  }

  /// A program that pulls cotangents back.
  ///
  /// @param program from cotangents that are not zero, then sums so far, to sums
  /// @param written the sums that it gives, by their number in the request
  record Pull(LinearProgram program, List<Integer> written) {}

  /// The program that answers a kind of request.
  Pull pull(PullRequest.Kind kind) {
    return known()
        .derived(
            kind,
            _ -> {
              List<Integer> written = new ArrayList<>();
              List<ArrayType> sumTypes = kind.sumTypes(graph.inputs());
              LinearProgram program =
                  stage(
                      operands -> kind.pulled(graph, sumTypes, operands, written),
                      Masks.joined(
                          Masks.chosen(outputTypes, kind.cotangents()),
                          Masks.chosen(sumTypes, kind.begun())));
              return new Pull(program, List.copyOf(written));
            });
  }

  /// The positions of the linear results whose value is made in the program: not the tangent of an
  /// argument, and not that of an earlier result.
  List<Integer> ownOutputs() {
    return IntStream.range(0, outputTypes.size())
        .filter(i -> link(i) instanceof Link.Own)
        .boxed()
        .toList();
  }

  /// Where the linear part of a result comes from.
  sealed interface Link {
    /// There is none.
    record None() implements Link {}

    /// It is that of an argument.
    ///
    /// @param index the position among the linear arguments
    record Operand(int index) implements Link {}

    /// It is that of an earlier result.
    ///
    /// @param output the position of the result
    record Same(int output) implements Link {}

    /// The program makes it.
    record Own() implements Link {}
  }

  /// Where the linear part of a result comes from.
  Link link(int output) {
    LinearNode node = graph.results().get(output).orElse(null);
    if (node == null) {
      return new Link.None();
    }
    if (node instanceof LinearNode.Input input) {
      return new Link.Operand(input.index());
    }
    for (int i = 0; i < output; i++) {
      if (graph.results().get(i).orElse(null) == node) {
        return new Link.Same(i);
      }
    }
    return new Link.Own();
  }
}
