package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;

/// The derivative of every primitive: from operands and their tangents to results and theirs.
///
/// One switch per family, cases in the order of declaration, the formula beside each. The rules are
/// written with `Lax` on arrays, so they can be differentiated again, and they are linear in the
/// tangents, so that linearization can use them as they are: a tangent meets only primitives that
/// are `Transposable`, in the operands in which they are linear.
///
/// Conventions at ties and kinks are JAX's.
final class JvpRules {
  private JvpRules() {}

  /// Applies a primitive to dual numbers, at least one of which has a tangent.
  ///
  /// @param primitive what to apply
  /// @param x the operands
  /// @param dx their tangents
  /// @param zeros writes down symbolic zeros
  static List<Dual> apply(
      Primitive primitive, List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    return switch (primitive) {
      case Elementwise elementwise -> {
        Array y = CurrentInterpreter.bindOne(primitive, x);
        yield List.of(new Dual(y, ElementwiseJvp.tangent(elementwise, x, y, dx, zeros)));
      }
      case Shaping shaping -> {
        Array y = CurrentInterpreter.bindOne(primitive, x);
        yield List.of(new Dual(y, ShapingJvp.tangent(shaping, x, dx, zeros)));
      }
      case Indexing indexing -> {
        Array y = CurrentInterpreter.bindOne(primitive, x);
        yield List.of(new Dual(y, IndexingJvp.tangent(indexing, x, y, dx, zeros)));
      }
      case Reducing reducing -> {
        Array y = CurrentInterpreter.bindOne(primitive, x);
        yield List.of(new Dual(y, ReducingJvp.tangent(reducing, x.get(0), y, dx.get(0))));
      }
      case Combining combining -> CombiningJvp.apply(combining, x, dx);
      case Windowing windowing -> {
        Array y = CurrentInterpreter.bindOne(primitive, x);
        yield List.of(new Dual(y, WindowingJvp.tangent(windowing, x, dx, zeros)));
      }
      case Collective collective -> {
        Array y = CurrentInterpreter.bindOne(primitive, x);
        yield List.of(new Dual(y, CollectiveJvp.tangent(collective, x, y, dx)));
      }
      case Structured.CustomCall(CustomJvpRule rule, _) -> rule.derivative().apply(x, dx, zeros);
      case Structured.CustomCall(CustomVjpRule _, _) -> throw CustomPullback.notForward();
      case Structured structured -> StructuredJvp.apply(structured, x, dx);
      case Callback callback -> CallbackJvp.apply(callback, x);
    };
  }
}
