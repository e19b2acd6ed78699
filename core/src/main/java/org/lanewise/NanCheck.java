package org.lanewise;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.lanewise.backend.Backends;
import org.lanewise.backend.InspectingBackend;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Source;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Looks at results for NaN, and for infinities where they count too.
final class NanCheck {
  /// Runs programs equation by equation and looks at each result.
  static final InspectingBackend BACKEND =
      new InspectingBackend(Backends.current(), NanCheck::inspect);

  private NanCheck() {}

  /// Looks at the results of an equation.
  ///
  /// @throws NotFiniteException if one is bad
  static void inspect(Equation equation, Strided[] results) {
    for (Strided result : results) {
      if (result.dtype().isFloating()) {
        inspect(equation, result);
      }
    }
  }

  private static void inspect(Equation equation, Strided result) {
    DType dtype = result.dtype();
    boolean infinities = Diagnostics.checksInfinities();
    Positions positions = new Positions(result.layout());
    long size = result.shape().size();
    for (long i = 0; i < size; i++) {
      double value =
          ScalarBits.toDouble(
              dtype, Transfer.getBits(result.buffer().segment(), dtype, positions.next()));
      if (Double.isNaN(value) || (infinities && Double.isInfinite(value))) {
        throw found(equation, result, i, value);
      }
    }
    Reference.reachabilityFence(result.buffer());
  }

  private static NotFiniteException found(
      Equation equation, Strided result, long position, double value) {
    Source source = place(equation.source());
    String place = source.toString();
    return new NotFiniteException(
        "`%s` gave %s at index %s of its result %s in the %s pass%s: %s. Look at its operands there."
            .formatted(
                equation.primitive().name(),
                Double.isNaN(value) ? "NaN" : value,
                Arrays.toString(index(result.shape(), position)),
                new ArrayType(result.dtype(), result.shape()),
                source.backward() ? "backward" : "forward",
                place.isEmpty() ? "" : " (" + place + ")",
                text(equation)));
  }

  /// What an equation knows of its place, or else where we are.
  private static Source place(Source recorded) {
    if (!recorded.line().isEmpty()) {
      return recorded;
    }
    Source here = Diagnostics.here();
    String scope = recorded.scope().isEmpty() ? here.scope() : recorded.scope();
    return new Source(here.line(), scope, recorded.backward() || here.backward());
  }

  /// The equation as a program of its own.
  private static String text(Equation equation) {
    List<Atom.Var> operands = new ArrayList<>();
    for (Atom atom : equation.inputs()) {
      if (atom instanceof Atom.Var variable && !operands.contains(variable)) {
        operands.add(variable);
      }
    }
    Jaxpr program = new Jaxpr(List.of(), operands, List.of(equation), equation.outputs());
    return program.toString().lines().map(String::strip).collect(Collectors.joining(" "));
  }

  /// The index of an element by its position in row-major order.
  private static long[] index(Shape shape, long position) {
    long[] index = new long[shape.rank()];
    long rest = position;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return index;
  }
}
