package org.lanewise.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;

/// Computes what depends on small constants only, once instead of at every call.
///
/// The reference backend computes it, and all backends give its bits. A scalar becomes a literal; a
/// larger result becomes a constant of the program, unless it is only a view of one, or the program
/// is inside a primitive and can have none. Results of more than 1024 elements, and operands of
/// more than 4096, are left alone.
final class ConstantFolding implements Pass {
  private static final long LARGEST_RESULT = 1024;
  private static final long LARGEST_OPERAND = 4096;

  @Override
  public Draft apply(Draft draft) {
    return new Folding(draft).run();
  }

  private static final class Folding {
    private final Draft draft;
    private final Rewriter rewriter = new Rewriter();
    private final Map<Atom.Var, Strided> known = new HashMap<>();
    private final List<Atom.Var> constants;
    private final List<Array> values;

    Folding(Draft draft) {
      this.draft = draft;
      this.constants = new ArrayList<>(draft.program().constants());
      this.values = new ArrayList<>(draft.constants());
    }

    Draft run() {
      Jaxpr program = draft.program();
      for (int i = 0; i < constants.size(); i++) {
        if (values.get(i) instanceof ConcreteArray array && array.size() <= LARGEST_OPERAND) {
          known.put(constants.get(i), array.data());
        }
      }
      for (Equation equation : program.equations()) {
        Equation renamed = rewriter.renamed(equation);
        Strided[] results = evaluate(renamed);
        if (results == null) {
          rewriter.keep(equation, renamed);
        } else {
          fold(equation, renamed, results);
        }
      }
      Jaxpr folded = rewriter.finish(program, constants);
      return folded == program ? draft : new Draft(folded, values, draft.open());
    }

    private Strided @Nullable [] evaluate(Equation equation) {
      if (!isFoldable(equation)) {
        return null;
      }
      Strided[] operands = new Strided[equation.inputs().size()];
      for (int i = 0; i < operands.length; i++) {
        Strided value =
            switch (equation.inputs().get(i)) {
              case Atom.Var variable -> known.get(variable);
              case Atom.Literal literal -> Transfer.scalar(literal.dtype(), literal.bits());
            };
        if (value == null) {
          return null;
        }
        operands[i] = value;
      }
      Jaxpr single = Jaxpr.of(equation.primitive(), equation.inputTypes());
      return new ReferenceBackend().compile(single).execute(operands);
    }

    private static boolean isFoldable(Equation equation) {
      Primitive primitive = equation.primitive();
      boolean computes =
          primitive instanceof Elementwise
              || primitive instanceof Shaping
              || primitive instanceof Indexing
              || primitive instanceof Reducing
              || primitive instanceof Combining
              || primitive instanceof Windowing;
      return computes
          && equation.outputs().stream().allMatch(x -> x.type().size() <= LARGEST_RESULT);
    }

    private void fold(Equation old, Equation renamed, Strided[] results) {
      if (renamed.outputs().stream().allMatch(x -> x.type().rank() == 0)) {
        rewriter.replace(old, literals(renamed, results));
        return;
      }
      if (isView(renamed.primitive()) || !draft.open()) {
        rewriter.keep(old, renamed);
        for (int i = 0; i < results.length; i++) {
          known.put(renamed.outputs().get(i), results[i]);
        }
        return;
      }
      List<Atom.Var> named = new ArrayList<>();
      for (int i = 0; i < results.length; i++) {
        Atom.Var constant = new Atom.Var(renamed.outputs().get(i).type());
        constants.add(constant);
        values.add(new ConcreteArray(constant.type(), results[i]));
        known.put(constant, results[i]);
        named.add(constant);
      }
      rewriter.replace(old, named);
    }

    private static List<Atom> literals(Equation equation, Strided[] results) {
      List<Atom> literals = new ArrayList<>();
      for (int i = 0; i < results.length; i++) {
        ArrayType type = equation.outputs().get(i).type();
        literals.add(new Atom.Literal(type.dtype(), type.weak(), Transfer.bits(results[i])));
      }
      return literals;
    }

    /// What costs nothing where it stands.
    private static boolean isView(Primitive primitive) {
      return primitive instanceof Shaping.BroadcastInDim
          || primitive instanceof Shaping.Reshape
          || primitive instanceof Shaping.Squeeze
          || primitive instanceof Shaping.Transpose
          || primitive instanceof Shaping.Rev
          || primitive instanceof Shaping.Slice;
    }
  }
}
