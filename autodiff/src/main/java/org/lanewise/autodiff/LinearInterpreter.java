package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Transposable;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Windowing;
import org.lanewise.type.ArrayType;

/// Records a linear function as a graph of [LinearNode]s.
///
/// What does not depend on the linear values goes to the parent at once: those are the residuals.
/// What does becomes a step, after a check that the primitive is linear in just these operands, so
/// transposition has no failing case.
///
/// There are two uses. While a function is linearized, the JVP rules run here, and a step that is
/// not linear is a broken rule. In `linearTranspose` the user's function runs here, in `customJvp`
/// the user's rule, and it is the user's mistake; constants beside linear operands (`x + 1`) are
/// then left out, as JAX does.
final class LinearInterpreter implements Interpreter {
  private final Interpreter parent;
  private final String startedAt;
  private final String operation;
  private final AtomicLong made;

  /// @param operation what runs the user's code, an empty string if none runs
  /// @param made how many nodes there are, of all interpreters that write at the same graph
  private LinearInterpreter(
      Interpreter parent, String startedAt, String operation, AtomicLong made) {
    this.parent = parent;
    this.startedAt = startedAt;
    this.operation = operation;
    this.made = made;
  }

  /// An interpreter for the tangents of JVP rules.
  static LinearInterpreter forRules(Interpreter parent, String startedAt) {
    return new LinearInterpreter(parent, startedAt, "", new AtomicLong());
  }

  /// An interpreter for a function that its author calls linear.
  static LinearInterpreter forUser(Interpreter parent, String startedAt) {
    return new LinearInterpreter(parent, startedAt, "linearTranspose", new AtomicLong());
  }

  /// An interpreter for a rule of the user's that is to be linear; its nodes belong to the same
  /// graph.
  ///
  /// @param operation what the rule was given to, for messages
  LinearInterpreter forRule(String operation) {
    return new LinearInterpreter(parent, startedAt, operation, made);
  }

  private boolean runsUserCode() {
    return !operation.isEmpty();
  }

  @Override
  public Interpreter parent() {
    return parent;
  }

  @Override
  public String startedAt() {
    return startedAt;
  }

  /// Makes an argument of the linear function.
  LinearNode.Input input(ArrayType type, int index) {
    return new LinearNode.Input(made.getAndIncrement(), type, index);
  }

  /// Makes zeros that take no memory.
  LinearNode zero(ArrayType type) {
    return new LinearNode.Zero(made.getAndIncrement(), type);
  }

  /// Applies a linear function to nodes.
  ///
  /// @return one node per result
  List<LinearNode> map(LinearMap function, List<LinearNode> operands) {
    LinearNode.Map map = new LinearNode.Map(function, operands);
    List<LinearNode> results = new ArrayList<>();
    for (ArrayType type : function.results()) {
      results.add(new LinearNode.Result(made.getAndIncrement(), type, map, results.size()));
    }
    return results;
  }

  /// The array that stands for a node in rules.
  Array tracer(LinearNode node) {
    return new LinearTracer(this, node);
  }

  /// The node of an array that a rule returned.
  ///
  /// @throws AssertionError if the array is no linear value
  LinearNode node(Array array) {
    if (CurrentInterpreter.owns(this, array) && array instanceof LinearTracer tracer) {
      return tracer.node();
    }
    throw new AssertionError(
        "a derivative rule gave a tangent that is not linear: " + array + ". Please report this.");
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    BitSet linear = new BitSet();
    for (int i = 0; i < operands.size(); i++) {
      if (CurrentInterpreter.owns(this, operands.get(i))) {
        linear.set(i);
      }
    }
    if (linear.isEmpty()) {
      return parent.interpret(primitive, operands);
    }
    if (primitive instanceof Structured structured) {
      return linearize(structured, operands);
    }
    if (primitive instanceof Callback callback && callback.effect()) {
      return List.of(); // the value is a direction, which nobody knows yet
    }
    List<ArrayType> types = operands.stream().map(Array::type).toList();
    List<LinearOperand> nodes = new ArrayList<>(operands.size());
    BitSet carrying = runsUserCode() ? completed(primitive, linear, operands.size()) : linear;
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) instanceof LinearTracer tracer && linear.get(i)) {
        nodes.add(tracer.node());
      } else {
        nodes.add(
            carrying.get(i) ? zero(types.get(i)) : new LinearOperand.Residual(operands.get(i)));
      }
    }
    if (primitive instanceof Transposable step && step.isLinearIn(carrying, operands.size())) {
      ArrayType type = TypeRules.infer(primitive, types).get(0);
      if (type.dtype().isDifferentiable()) {
        return List.of(tracer(new LinearNode.Step(made.getAndIncrement(), type, step, nodes)));
      }
    }
    throw notLinear(primitive, linear, types);
  }

  /// Goes into programs: what is known there is computed by the parent.
  private List<Array> linearize(Structured primitive, List<Array> operands) {
    List<Optional<LinearNode>> nodes =
        operands.stream()
            .map(
                operand ->
                    CurrentInterpreter.owns(this, operand)
                        ? Optional.of(node(operand))
                        : Optional.<LinearNode>empty())
            .toList();
    Partition partition =
        switch (operation) {
          case "" -> Partition.RULE;
          case "customJvp" -> Partition.CUSTOM;
          default -> Partition.USER;
        };
    SplitOperands split = new SplitOperands(partition, operands, nodes, this);
    return CurrentInterpreter.with(parent, () -> StructuredLinearization.apply(primitive, split))
        .wrapped(this::tracer);
  }

  /// Adds the constants that a primitive is linear in together with the operands that are linear.
  private static BitSet completed(Primitive primitive, BitSet linear, int arity) {
    BitSet together = new BitSet();
    switch (primitive) {
      case Elementwise.Select _ -> together.set(1, arity);
      case Indexing.DynamicUpdateSlice _ -> together.set(0, 2);
      case Indexing.Scatter _ -> {
        together.set(0);
        together.set(2);
      }
      case Elementwise _,
          Shaping _,
          Indexing _,
          Reducing _,
          Combining _,
          Windowing _,
          Collective _ ->
          together.set(0, arity);
      case Structured _, Callback _ -> {} // not transposable as a whole
    }
    BitSet outside = (BitSet) linear.clone();
    outside.andNot(together);
    boolean joint =
        outside.isEmpty()
            && primitive instanceof Transposable step
            && step.isLinearIn(together, arity);
    return joint ? together : linear;
  }

  /// The user's mistake, or, as an error that is thrown at once, ours.
  private RuntimeException notLinear(Primitive primitive, BitSet linear, List<ArrayType> types) {
    if (runsUserCode()) {
      return new IllegalArgumentException(
          operation.equals("customJvp")
              ? "`customJvp`: the tangent must be linear in the tangents of the arguments, but the"
                  + " rule applies `%s` to %s, of which those at %s depend on these tangents. Let"
                      .formatted(primitive.name(), types, linear)
                  + " what is not linear depend on the arguments only."
              : ("`%s`: the function must be linear, but it applies `%s` to %s, of which those at %s"
                      + " depend on the input. Use `vjp` for functions that are not linear.")
                  .formatted(operation, primitive.name(), types, linear));
    }
    throw new AssertionError(
        "a derivative rule applies `"
            + primitive.name()
            + "` to "
            + types
            + " with tangents at "
            + linear
            + ", in which it is not linear. Please report this.");
  }
}
