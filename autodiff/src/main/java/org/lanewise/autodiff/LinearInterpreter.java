package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
import org.lanewise.type.ArrayType;

/// Records a linear function as a graph of [LinearNode]s.
///
/// What does not depend on the linear values goes to the parent at once: those are the residuals.
/// What does becomes a step, after a check that the primitive is linear in just these operands, so
/// transposition has no failing case.
///
/// There are two uses. While a function is linearized, the JVP rules run here, and a step that is
/// not linear is a broken rule. In `linearTranspose` the user's function runs here, and it is the
/// user's mistake; constants beside linear operands (`x + 1`) are then left out, as JAX does.
final class LinearInterpreter implements Interpreter {
  private final Interpreter parent;
  private final String startedAt;
  private final boolean runsUserCode;
  private long made;

  private LinearInterpreter(Interpreter parent, String startedAt, boolean runsUserCode) {
    this.parent = parent;
    this.startedAt = startedAt;
    this.runsUserCode = runsUserCode;
  }

  /// An interpreter for the tangents of JVP rules.
  static LinearInterpreter forRules(Interpreter parent, String startedAt) {
    return new LinearInterpreter(parent, startedAt, false);
  }

  /// An interpreter for a function that its author calls linear.
  static LinearInterpreter forUser(Interpreter parent, String startedAt) {
    return new LinearInterpreter(parent, startedAt, true);
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
    return new LinearNode.Input(made++, type, index);
  }

  /// Makes zeros that take no memory.
  LinearNode zero(ArrayType type) {
    return new LinearNode.Zero(made++, type);
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
    List<ArrayType> types = operands.stream().map(Array::type).toList();
    List<LinearOperand> nodes = new ArrayList<>(operands.size());
    BitSet carrying = runsUserCode ? completed(primitive, linear, operands.size()) : linear;
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
        return List.of(tracer(new LinearNode.Step(made++, type, step, nodes)));
      }
    }
    throw notLinear(primitive, linear, types);
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
      case Elementwise _, Shaping _, Indexing _, Reducing _, Combining _, Collective _ ->
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
    if (runsUserCode) {
      return new IllegalArgumentException(
          "`linearTranspose`: the function must be linear, but it applies `"
              + primitive.name()
              + "` to "
              + types
              + ", of which those at "
              + linear
              + " depend on the input. Use `vjp` for functions that are not linear.");
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
