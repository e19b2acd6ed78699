package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.lanewise.ir.Structured.CustomCall;
import org.lanewise.ir.Windowing;

/// Linearization: computes values at once by the parent interpreter and makes a graph of the
/// tangents.
///
/// The JVP rules serve here too: they run under a [LinearInterpreter], to which tangents are linear
/// values and everything else is the parent's business.
final class LinearizeInterpreter implements Interpreter {
  private final Interpreter parent;
  private final LinearInterpreter linear;

  LinearizeInterpreter(Interpreter parent, String startedAt) {
    this.parent = parent;
    this.linear = LinearInterpreter.forRules(parent, startedAt);
  }

  @Override
  public Interpreter parent() {
    return parent;
  }

  @Override
  public String startedAt() {
    return linear.startedAt();
  }

  /// Makes the tracer of an argument.
  LinearizeTracer input(Array primal, int index) {
    return new LinearizeTracer(this, primal, linear.input(primal.type(), index));
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    List<Array> primals = new ArrayList<>(operands.size());
    List<Tangent> tangents = new ArrayList<>(operands.size());
    boolean any = false;
    for (Array operand : operands) {
      if (CurrentInterpreter.owns(this, operand) && operand instanceof LinearizeTracer tracer) {
        primals.add(tracer.primal());
        tangents.add(Tangent.of(linear.tracer(tracer.tangent())));
        any = true;
      } else {
        primals.add(operand);
        tangents.add(Tangent.ZERO);
      }
    }
    if (!any) {
      return parent.interpret(primitive, operands);
    }
    return switch (primitive) {
      case CustomCall(CustomJvpRule rule, _) ->
          wrapped(CustomCalls.linearized(rule, linear, primals, tangents));
      case CustomCall(CustomVjpRule rule, _) ->
          wrapped(CustomCalls.linearized(rule, linear, primals, tangents));
      case Structured structured -> linearize(structured, primals, operands);
      case Elementwise _,
          Shaping _,
          Indexing _,
          Reducing _,
          Combining _,
          Windowing _,
          Collective _,
          Callback _ ->
          wrapped(CurrentInterpreter.with(linear, () -> applyRule(primitive, primals, tangents)));
    };
  }

  private List<Array> linearize(Structured primitive, List<Array> primals, List<Array> operands) {
    SplitOperands split =
        new SplitOperands(
            Partition.DUAL, primals, operands.stream().map(this::tangent).toList(), linear);
    return CurrentInterpreter.with(parent, () -> StructuredLinearization.apply(primitive, split))
        .wrapped((primal, tangent) -> new LinearizeTracer(this, primal, tangent));
  }

  /// The value of what a function gave.
  Array primal(Array result) {
    return CurrentInterpreter.owns(this, result) && result instanceof LinearizeTracer tracer
        ? tracer.primal()
        : result;
  }

  /// The tangent of what a function gave, if it has one.
  Optional<LinearNode> tangent(Array result) {
    return CurrentInterpreter.owns(this, result) && result instanceof LinearizeTracer tracer
        ? Optional.of(tracer.tangent())
        : Optional.empty();
  }

  private List<Dual> applyRule(Primitive primitive, List<Array> primals, List<Tangent> tangents) {
    return JvpRules.apply(primitive, primals, tangents, type -> linear.tracer(linear.zero(type)));
  }

  private List<Array> wrapped(List<Dual> results) {
    List<Array> wrapped = new ArrayList<>(results.size());
    for (Dual result : results) {
      wrapped.add(
          switch (result.tangent()) {
            case Tangent.Zero _ -> result.primal();
            case Tangent.Of(Array tangent) ->
                new LinearizeTracer(this, result.primal(), linear.node(tangent));
          });
    }
    return wrapped;
  }
}
