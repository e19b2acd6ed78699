package org.lanewise.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Diagnostics;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;

/// A linear function: the nodes that its results reach, in the order in which they were made, so
/// that each comes after those that it reads.
///
/// It can be applied ([#push]) and transposed ([#pull]), any number of times and under whatever
/// interpreter is current, so derivatives of derivatives need nothing else. Both walk a list and
/// none calls itself, so a chain of a million steps is no deeper than one of ten.
final class LinearGraph {
  private final List<ArrayType> inputs;
  private final List<Optional<LinearNode>> results;
  private final List<LinearNode> nodes;
  private final IdentityHashMap<LinearNode, Integer> positions;

  /// The function from inputs of the given types to results, of which those without a node are
  /// zero.
  LinearGraph(List<ArrayType> inputs, List<Optional<LinearNode>> results) {
    this.inputs = List.copyOf(inputs);
    this.results = List.copyOf(results);
    this.nodes = reached(results);
    this.positions = new IdentityHashMap<>(2 * nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      positions.put(nodes.get(i), i);
    }
  }

  private int position(LinearNode node) {
    return Objects.requireNonNull(positions.get(node), "the node was not reached");
  }

  private static List<LinearNode> reached(List<Optional<LinearNode>> results) {
    Set<LinearNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<LinearNode> open = new ArrayDeque<>();
    results.forEach(result -> result.ifPresent(open::push));
    while (!open.isEmpty()) {
      LinearNode node = open.pop();
      if (seen.add(node)) {
        node.reads().forEach(open::push);
      }
    }
    List<LinearNode> nodes = new ArrayList<>(seen);
    nodes.sort(Comparator.comparingLong(LinearNode::order));
    return nodes;
  }

  /// How many nodes the results reach.
  int size() {
    return nodes.size();
  }

  /// The types of the inputs.
  List<ArrayType> inputs() {
    return inputs;
  }

  /// The node of each result; none for a result that is zero.
  List<Optional<LinearNode>> results() {
    return results;
  }

  /// The arrays that the function is closed over, each once, in the order of the nodes.
  List<Array> residuals() {
    Set<Array> residuals = new LinkedHashSet<>(); // arrays are equal only if they are the same
    for (LinearNode node : nodes) {
      switch (node) {
        case LinearNode.Input _, LinearNode.Zero _ -> {}
        case LinearNode.Step step -> {
          for (LinearOperand operand : step.operands()) {
            if (operand instanceof LinearOperand.Residual(Array array)) {
              residuals.add(array);
            }
          }
        }
        case LinearNode.Result result -> residuals.addAll(result.map().function().residuals());
      }
    }
    return List.copyOf(residuals);
  }

  /// Applies the function. Steps that read only zeros are left out.
  ///
  /// @param tangents one per input
  /// @return one per result
  List<Tangent> push(List<Tangent> tangents) {
    List<Tangent> values = new ArrayList<>(nodes.size());
    List<Tangent> mapped = List.of();
    for (int i = 0; i < nodes.size(); i++) {
      values.add(
          switch (nodes.get(i)) {
            case LinearNode.Input input -> tangents.get(input.index());
            case LinearNode.Zero _ -> Tangent.ZERO;
            case LinearNode.Step step -> push(step, values);
            case LinearNode.Result result -> {
              mapped = isFirstResult(i, result) ? push(result.map(), values) : mapped;
              yield mapped.get(result.index());
            }
          });
    }
    return results.stream()
        .map(result -> result.map(node -> values.get(position(node))).orElse(Tangent.ZERO))
        .toList();
  }

  /// Whether a node is the first of its map's results that is reached. They were made one after the
  /// other, so they stand side by side.
  private boolean isFirstResult(int position, LinearNode.Result result) {
    return position == 0
        || !(nodes.get(position - 1) instanceof LinearNode.Result before)
        || before.map() != result.map();
  }

  private Tangent push(LinearNode.Step step, List<Tangent> values) {
    List<Array> operands = new ArrayList<>(step.operands().size());
    boolean any = false;
    for (LinearOperand operand : step.operands()) {
      operands.add(
          switch (operand) {
            case LinearOperand.Residual(Array array) -> array;
            case LinearNode node -> {
              Tangent value = values.get(position(node));
              any |= !value.isZero();
              yield value.orZeros(node.type(), Lax::zeros);
            }
          });
    }
    return any ? Tangent.of(CurrentInterpreter.bindOne(step.primitive(), operands)) : Tangent.ZERO;
  }

  private List<Tangent> push(LinearNode.Map map, List<Tangent> values) {
    List<Tangent> operands =
        map.operands().stream().map(node -> values.get(position(node))).toList();
    return operands.stream().allMatch(Tangent::isZero)
        ? Collections.nCopies(map.function().results().size(), Tangent.ZERO)
        : map.function().push(operands);
  }

  /// Applies the transposed function.
  ///
  /// @param cotangents one per result
  /// @return one array per input, zeros where no result depends on it
  List<Array> pull(List<Tangent> cotangents) {
    List<Accumulator> sums = inputs.stream().map(Accumulator::new).toList();
    List<Place> into = sums.stream().<Place>map(Place.Linear::new).toList();
    return Diagnostics.backward(
        () -> {
          pull(cotangents, into);
          return sums.stream().map(Accumulator::take).toList();
        });
  }

  /// Applies the transposed function and adds the cotangents of the inputs where they belong.
  ///
  /// Nodes are visited in the reverse order of their making, so all readers of a value come before
  /// what makes it.
  ///
  /// @param cotangents one per result
  /// @param into one per input: an accumulator, which may hold something already and which several
  ///   inputs may share, or the note that the cotangent is not wanted
  void pull(List<Tangent> cotangents, List<Place> into) {
    boolean[] wanted = wanted(into);
    Accumulator[] accumulators = accumulators(into);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).isPresent() && cotangents.get(i) instanceof Tangent.Of(Array cotangent)) {
        int position = position(results.get(i).get());
        if (wanted[position]) {
          accumulators[position].add(cotangent);
        }
      }
    }
    for (int i = accumulators.length - 1; i >= 0; i--) {
      if (wanted[i]) {
        switch (nodes.get(i)) {
          case LinearNode.Input _, LinearNode.Zero _ -> {}
          case LinearNode.Step step -> {
            if (!accumulators[i].isZero()) {
              transpose(step, accumulators[i].take(), places(step, wanted, accumulators));
            }
          }
          case LinearNode.Result result -> {
            if (isFirstResult(i, result)) {
              pull(result.map(), i, wanted, accumulators);
            }
          }
        }
      }
    }
  }

  private static void transpose(LinearNode.Step step, Array cotangent, List<Place> places) {
    Diagnostics.at(
        step.source(), () -> TransposeRules.transpose(step.primitive(), cotangent, places));
  }

  /// Which nodes depend on an input whose cotangent is wanted.
  private boolean[] wanted(List<Place> into) {
    boolean[] wanted = new boolean[nodes.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] =
          switch (nodes.get(i)) {
            case LinearNode.Input input -> into.get(input.index()) instanceof Place.Linear;
            case LinearNode.Zero _ -> false;
            case LinearNode.Step step -> isAnyOf(wanted, step.reads());
            case LinearNode.Result result -> isAnyOf(wanted, result.reads());
          };
    }
    return wanted;
  }

  private boolean isAnyOf(boolean[] chosen, List<LinearNode> read) {
    return read.stream().anyMatch(node -> chosen[position(node)]);
  }

  private Accumulator[] accumulators(List<Place> into) {
    Accumulator[] accumulators = new Accumulator[nodes.size()];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] =
          nodes.get(i) instanceof LinearNode.Input input
                  && into.get(input.index()) instanceof Place.Linear(Accumulator accumulator)
              ? accumulator
              : new Accumulator(nodes.get(i).type());
    }
    return accumulators;
  }

  private List<Place> places(LinearNode.Step step, boolean[] wanted, Accumulator[] accumulators) {
    List<Place> places = new ArrayList<>(step.operands().size());
    for (LinearOperand operand : step.operands()) {
      places.add(
          switch (operand) {
            case LinearOperand.Residual(Array array) -> new Place.Constant(array);
            case LinearNode node -> place(node, wanted, accumulators);
          });
    }
    return places;
  }

  private Place place(LinearNode node, boolean[] wanted, Accumulator[] accumulators) {
    int position = position(node);
    return wanted[position]
        ? new Place.Linear(accumulators[position])
        : new Place.Unwanted(node.type());
  }

  /// Pulls a map back when all of its results, which stand from `first` on, have their cotangents.
  private void pull(LinearNode.Map map, int first, boolean[] wanted, Accumulator[] accumulators) {
    List<Tangent> cotangents =
        new ArrayList<>(Collections.nCopies(map.function().results().size(), Tangent.ZERO));
    boolean any = false;
    for (int i = first; i < nodes.size(); i++) {
      if (!(nodes.get(i) instanceof LinearNode.Result result) || result.map() != map) {
        break;
      }
      if (!accumulators[i].isZero()) {
        cotangents.set(result.index(), Tangent.of(accumulators[i].take()));
        any = true;
      }
    }
    if (any) {
      map.function()
          .pull(
              cotangents,
              map.operands().stream().map(node -> place(node, wanted, accumulators)).toList());
    }
  }

  /// Which results a push gives for which tangents: those that a tangent reaches.
  ///
  /// @param tangents which inputs have a tangent that is not zero
  List<Boolean> pushed(List<Boolean> tangents) {
    boolean[] reached = new boolean[nodes.size()];
    for (int i = 0; i < reached.length; i++) {
      reached[i] =
          nodes.get(i) instanceof LinearNode.Input input
              ? tangents.get(input.index())
              : isAnyOf(reached, nodes.get(i).reads());
    }
    return results.stream()
        .map(result -> result.map(node -> reached[position(node)]).orElse(false))
        .toList();
  }

  /// Which inputs a pull may reach for which cotangents.
  ///
  /// @param cotangents which results have a cotangent that is not zero
  List<Boolean> pulled(List<Boolean> cotangents) {
    boolean[] reached = new boolean[nodes.size()];
    for (int i = 0; i < results.size(); i++) {
      if (cotangents.get(i)) {
        results.get(i).ifPresent(node -> reached[position(node)] = true);
      }
    }
    for (int i = reached.length - 1; i >= 0; i--) {
      if (reached[i]) {
        nodes.get(i).reads().forEach(node -> reached[position(node)] = true);
      }
    }
    List<Boolean> pulled = new ArrayList<>(Collections.nCopies(inputs.size(), false));
    for (int i = 0; i < reached.length; i++) {
      if (reached[i] && nodes.get(i) instanceof LinearNode.Input input) {
        pulled.set(input.index(), true);
      }
    }
    return pulled;
  }
}
