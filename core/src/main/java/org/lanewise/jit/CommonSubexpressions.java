package org.lanewise.jit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;

/// Computes equal things once.
///
/// A primitive is a function of its operands and a record, so equal primitives on the same atoms
/// give the same bits. x + y and y + x are equal too, and so are x · y and y · x: the exact sum and
/// product are, and they round alike (also signed zeros; a NaN is a NaN).
///
/// Calls of Java functions are left alone, and checkpoints that compute a second time: merging them
/// with anything would undo what they are for. Programs inside primitives are visited by
/// themselves, so nothing is merged across their walls.
final class CommonSubexpressions implements Pass {
  private record Key(Primitive primitive, List<Atom> inputs) {}

  @Override
  public Draft apply(Draft draft) {
    Jaxpr program = draft.program();
    Rewriter rewriter = new Rewriter();
    Map<Key, List<Atom.Var>> known = new HashMap<>();
    for (Equation equation : program.equations()) {
      Equation renamed = rewriter.renamed(equation);
      List<Atom.Var> earlier = isMergeable(equation) ? known.get(key(renamed)) : null;
      if (earlier == null) {
        rewriter.keep(equation, renamed);
        known.putIfAbsent(key(renamed), renamed.outputs());
      } else {
        rewriter.replace(equation, earlier);
      }
    }
    return draft.with(rewriter.finish(program));
  }

  private static boolean isMergeable(Equation equation) {
    return switch (equation.primitive()) {
      case Callback _ -> false;
      case Structured.Checkpoint(_, _, boolean again) when again -> false;
      case Primitive _ -> !Effects.in(equation);
    };
  }

  /// The primitive and its operands, in one order where order does not matter.
  private static Key key(Equation equation) {
    List<Atom> inputs = equation.inputs();
    boolean commutes =
        equation.primitive() instanceof Elementwise.Add
            || equation.primitive() instanceof Elementwise.Mul;
    boolean swap = commutes && inputs.get(0).hashCode() > inputs.get(1).hashCode();
    return new Key(equation.primitive(), swap ? inputs.reversed() : inputs);
  }
}
