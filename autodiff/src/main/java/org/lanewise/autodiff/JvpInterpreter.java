package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Primitive;

/// Forward mode: computes with dual numbers, whose parts are arrays of the parent interpreter.
///
/// A primitive none of whose operands is a dual number of this very interpreter is the parent's
/// business. That identity check is all that nested derivatives need to be kept apart.
final class JvpInterpreter implements Interpreter {
  private final Interpreter parent;
  private final String startedAt;

  JvpInterpreter(Interpreter parent, String startedAt) {
    this.parent = parent;
    this.startedAt = startedAt;
  }

  @Override
  public Interpreter parent() {
    return parent;
  }

  @Override
  public String startedAt() {
    return startedAt;
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    List<Array> primals = new ArrayList<>(operands.size());
    List<Tangent> tangents = new ArrayList<>(operands.size());
    boolean any = false;
    for (Array operand : operands) {
      Dual dual = dual(operand);
      primals.add(dual.primal());
      tangents.add(dual.tangent());
      any |= !dual.tangent().isZero();
    }
    if (!any) {
      return parent.interpret(primitive, operands);
    }
    List<Dual> results =
        CurrentInterpreter.with(
            parent, () -> JvpRules.apply(primitive, primals, tangents, Lax::zeros));
    List<Array> wrapped = new ArrayList<>(results.size());
    for (Dual result : results) {
      wrapped.add(wrap(result));
    }
    return wrapped;
  }

  /// Both parts of a value: constants have a zero tangent.
  Dual dual(Array operand) {
    return CurrentInterpreter.owns(this, operand) && operand instanceof JvpTracer tracer
        ? new Dual(tracer.primal(), Tangent.of(tracer.tangent()))
        : new Dual(operand, Tangent.ZERO);
  }

  /// A value with a zero tangent is a constant: no tracer is needed.
  Array wrap(Dual result) {
    return switch (result.tangent()) {
      case Tangent.Zero _ -> result.primal();
      case Tangent.Of(Array tangent) -> new JvpTracer(this, result.primal(), tangent);
    };
  }
}
