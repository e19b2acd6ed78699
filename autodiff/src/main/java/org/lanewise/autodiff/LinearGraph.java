package org.lanewise.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final boolean[] wanted;

  /// The function from inputs of the given types to results, of which those without a node are
  /// zero.
  LinearGraph(List<ArrayType> inputs, List<Optional<LinearNode>> results) {
    this.inputs = List.copyOf(inputs);
    this.results = List.copyOf(results);
    this.nodes = reached(results);
    this.positions = new IdentityHashMap<>(2 * nodes.size());
    this.wanted = new boolean[nodes.size()];
    for (int i = 0; i < wanted.length; i++) {
      positions.put(nodes.get(i), i);
      wanted[i] = dependsOnInput(nodes.get(i));
    }
  }

  private int position(LinearNode node) {
    return Objects.requireNonNull(positions.get(node), "the node was not reached");
  }

  private static List<LinearNode> reached(List<Optional<LinearNode>> results) {
    IdentityHashMap<LinearNode, Boolean> seen = new IdentityHashMap<>();
    Deque<LinearNode> open = new ArrayDeque<>();
    results.forEach(result -> result.ifPresent(open::push));
    while (!open.isEmpty()) {
      LinearNode node = open.pop();
      if (seen.put(node, true) == null && node instanceof LinearNode.Step step) {
        for (LinearOperand operand : step.operands()) {
          if (operand instanceof LinearNode read) {
            open.push(read);
          }
        }
      }
    }
    List<LinearNode> nodes = new ArrayList<>(seen.keySet());
    nodes.sort(Comparator.comparingLong(LinearNode::order));
    return nodes;
  }

  private boolean dependsOnInput(LinearNode node) {
    return switch (node) {
      case LinearNode.Input _ -> true;
      case LinearNode.Zero _ -> false;
      case LinearNode.Step step ->
          step.operands().stream()
              .anyMatch(operand -> operand instanceof LinearNode read && wanted[position(read)]);
    };
  }

  /// How many nodes the results reach.
  int size() {
    return nodes.size();
  }

  /// Applies the function. Steps that read only zeros are left out.
  ///
  /// @param tangents one per input
  /// @return one per result
  List<Tangent> push(List<Tangent> tangents) {
    List<Tangent> values = new ArrayList<>(nodes.size());
    for (LinearNode node : nodes) {
      values.add(
          switch (node) {
            case LinearNode.Input input -> tangents.get(input.index());
            case LinearNode.Zero _ -> Tangent.ZERO;
            case LinearNode.Step step -> push(step, values);
          });
    }
    return results.stream()
        .map(result -> result.map(node -> values.get(position(node))).orElse(Tangent.ZERO))
        .toList();
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

  /// Applies the transposed function.
  ///
  /// Steps are visited in the reverse order of their making, so all readers of a value come before
  /// the step that makes it.
  ///
  /// @param cotangents one per result
  /// @return one array per input, zeros where no result depends on it
  List<Array> pull(List<Tangent> cotangents) {
    return Diagnostics.backward(() -> transposed(cotangents));
  }

  private List<Array> transposed(List<Tangent> cotangents) {
    Accumulator[] accumulators = new Accumulator[nodes.size()];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = new Accumulator(nodes.get(i).type());
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).isPresent() && cotangents.get(i) instanceof Tangent.Of(Array cotangent)) {
        accumulators[position(results.get(i).get())].add(cotangent);
      }
    }
    @Nullable Array[] sums = new Array[inputs.size()];
    for (int i = accumulators.length - 1; i >= 0; i--) {
      if (wanted[i] && !accumulators[i].isZero()) {
        Array cotangent = accumulators[i].take();
        switch (nodes.get(i)) {
          case LinearNode.Input input -> sums[input.index()] = cotangent;
          case LinearNode.Zero _ -> {}
          case LinearNode.Step step -> transpose(step, cotangent, places(step, accumulators));
        }
      }
    }
    List<Array> cotangentsOfInputs = new ArrayList<>(sums.length);
    for (int i = 0; i < sums.length; i++) {
      Array sum = sums[i];
      cotangentsOfInputs.add(sum == null ? Lax.zeros(inputs.get(i)) : sum);
    }
    return cotangentsOfInputs;
  }

  private static void transpose(LinearNode.Step step, Array cotangent, List<Place> places) {
    Diagnostics.at(
        step.source(), () -> TransposeRules.transpose(step.primitive(), cotangent, places));
  }

  private List<Place> places(LinearNode.Step step, Accumulator[] accumulators) {
    List<Place> places = new ArrayList<>(step.operands().size());
    for (LinearOperand operand : step.operands()) {
      places.add(
          switch (operand) {
            case LinearOperand.Residual(Array array) -> new Place.Constant(array);
            case LinearNode node -> {
              int position = position(node);
              yield wanted[position]
                  ? new Place.Linear(accumulators[position])
                  : new Place.Unwanted(node.type());
            }
          });
    }
    return places;
  }
}
