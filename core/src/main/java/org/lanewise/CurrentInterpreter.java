package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.ir.Primitive;

/// Who acts on primitives now: a scoped value, unbound means eager.
///
/// [#bind] asks this class, never the operands, who should act. That is what keeps nested
/// derivatives apart: an inner transformation sees the outer one's tracers as constants. (The
/// design is that of JAX's autodidax2.)
public final class CurrentInterpreter {
  private static final ScopedValue<Interpreter> CURRENT = ScopedValue.newInstance();

  private CurrentInterpreter() {}

  /// The interpreter that is current in this thread.
  public static Interpreter get() {
    return CURRENT.isBound() ? CURRENT.get() : EvalInterpreter.INSTANCE;
  }

  /// Whether primitives are computed at once in this thread.
  public static boolean isEager() {
    return !CURRENT.isBound() || CURRENT.get() == EvalInterpreter.INSTANCE;
  }

  /// The mapped axes that have a name here, innermost first: what collectives can mean.
  public static List<NamedAxis> namedAxes() {
    Interpreter interpreter = get();
    if (interpreter == interpreter.parent()) {
      return List.of();
    }
    List<NamedAxis> axes = new ArrayList<>();
    while (interpreter != interpreter.parent()) {
      interpreter.namedAxis().ifPresent(axes::add);
      interpreter = interpreter.parent();
    }
    return List.copyOf(axes);
  }

  /// Runs a body while an interpreter is current.
  public static <R> R with(Interpreter interpreter, Supplier<R> body) {
    return ScopedValue.where(CURRENT, interpreter).call(body::get);
  }

  /// Applies a primitive by the current interpreter.
  public static List<Array> bind(Primitive primitive, List<Array> operands) {
    return get().interpret(primitive, operands);
  }

  /// Applies a primitive that has one result.
  public static Array bindOne(Primitive primitive, List<Array> operands) {
    return get().interpret(primitive, operands).get(0);
  }

  /// Whether an operand is a tracer of the given interpreter. Concrete arrays and tracers of its
  /// ancestors are constants to it.
  ///
  /// @throws TracerLeakException if the operand is a tracer of any other interpreter: one whose
  ///   transformation has ended, or that runs in another thread
  public static boolean owns(Interpreter interpreter, Array operand) {
    if (!(operand instanceof Tracer tracer)) {
      return false;
    }
    if (tracer.interpreter() == interpreter) {
      return true;
    }
    Interpreter ancestor = interpreter;
    while (ancestor != ancestor.parent()) {
      ancestor = ancestor.parent();
      if (tracer.interpreter() == ancestor) {
        return false;
      }
    }
    throw TracerLeakException.of(tracer);
  }
}
