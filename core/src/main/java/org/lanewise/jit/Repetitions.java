package org.lanewise.jit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Shaping;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Repeats scalars as late as possible.
///
/// Elementwise primitives repeat scalars themselves, element by element the same values, so an
/// operand that repeats a scalar can be the scalar. Where all operands do, one element is computed
/// and the result repeated.
final class Repetitions implements Rewriting {
  @Override
  public @Nullable Atom rewrite(Equation equation, Rewriter rewriter) {
    if (!(equation.primitive() instanceof Elementwise)) {
      return null;
    }
    ArrayType result = equation.outputs().getFirst().type();
    List<Atom> scalars = new ArrayList<>();
    boolean any = false;
    boolean all = true;
    boolean full = false; // some operand has the shape of the result by itself
    for (Atom input : equation.inputs()) {
      Atom scalar = Constants.scalar(input, rewriter);
      any |= scalar != null;
      all &= scalar != null || input.type().rank() == 0;
      full |= scalar == null && input.type().shape().equals(result.shape());
      scalars.add(scalar == null ? input : scalar);
    }
    if (!any || result.rank() == 0 || !(all || full)) {
      return null;
    }
    Atom computed = rewriter.add(equation.primitive(), scalars, equation.source()).getFirst();
    return full
        ? computed
        : rewriter
            .add(
                new Shaping.BroadcastInDim(result.shape(), Axes.none()),
                List.of(computed),
                equation.source())
            .getFirst();
  }
}
