package org.lanewise.jit;

import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Shaping;

/// Arrays that are one literal, repeated.
final class Constants {
  private Constants() {}

  /// The literal that an atom is, or that it repeats; null if it is neither.
  static Atom.@Nullable Literal repeated(Atom atom, Rewriter rewriter) {
    if (atom instanceof Atom.Literal literal) {
      return literal;
    }
    Atom scalar = scalar(atom, rewriter);
    return scalar instanceof Atom.Literal literal ? literal : null;
  }

  /// The scalar that an atom repeats; null if it does not.
  static @Nullable Atom scalar(Atom atom, Rewriter rewriter) {
    Equation made = rewriter.definition(atom);
    boolean repeats =
        made != null
            && made.primitive() instanceof Shaping.BroadcastInDim
            && made.inputs().getFirst().type().rank() == 0;
    return repeats && made != null ? made.inputs().getFirst() : null;
  }

  /// The position that an index, bool or i32, picks among some number of choices.
  static int position(Atom.Literal index, int choices) {
    int picked = (int) index.bits(); // the low half is the i32
    return Math.clamp(picked, 0, choices - 1);
  }
}
