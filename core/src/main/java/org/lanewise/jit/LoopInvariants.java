package org.lanewise.jit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.ir.Structured.While;
import org.lanewise.ir.Windowing;

/// Moves what a loop computes from its constants alone out of the loop.
///
/// The same primitive on the same operands gives the same bits in every step, so once is enough.
/// What is moved computes without fail, also before a loop of no steps. Programs inside the loop
/// and calls of Java functions stay where they are (an inner loop might not end), and so do views
/// of constants, which cost nothing there.
final class LoopInvariants implements Pass {
  @Override
  public Draft apply(Draft draft) {
    Rewriter rewriter = new Rewriter();
    for (Equation equation : draft.program().equations()) {
      List<? extends Atom> instead =
          switch (equation.primitive()) {
            case Scan scan -> scan(scan, equation, rewriter);
            case While loop -> whileLoop(loop, equation, rewriter);
            case Primitive _ -> null;
          };
      if (instead == null) {
        rewriter.keep(equation);
      } else {
        rewriter.replace(equation, instead);
      }
    }
    return draft.with(rewriter.finish(draft.program()));
  }

  private static @Nullable List<Atom.Var> scan(Scan scan, Equation equation, Rewriter rewriter) {
    Split split = Split.of(scan.body(), scan.constants());
    if (split == null) {
      return null;
    }
    List<Atom> operands = rewriter.now(equation.inputs());
    List<Atom> all = new ArrayList<>(operands.subList(0, scan.constants()));
    all.addAll(rewriter.inline(split.before, all));
    Scan smaller =
        new Scan(
            split.inside, all.size(), scan.carries(), scan.length(), scan.reverse(), scan.unroll());
    all.addAll(operands.subList(scan.constants(), operands.size()));
    return rewriter.add(smaller, all, equation.source());
  }

  private static @Nullable List<Atom.Var> whileLoop(
      While loop, Equation equation, Rewriter rewriter) {
    int first = loop.conditionConstants();
    int second = first + loop.bodyConstants();
    Split condition = Split.of(loop.condition(), first);
    Split body = Split.of(loop.body(), loop.bodyConstants());
    if (condition == null && body == null) {
      return null;
    }
    List<Atom> operands = rewriter.now(equation.inputs());
    List<Atom> ofCondition = constants(condition, operands.subList(0, first), rewriter);
    List<Atom> ofBody = constants(body, operands.subList(first, second), rewriter);
    While smaller =
        new While(
            condition == null ? loop.condition() : condition.inside,
            ofCondition.size(),
            body == null ? loop.body() : body.inside,
            ofBody.size(),
            loop.maxSteps());
    List<Atom> all = new ArrayList<>(ofCondition);
    all.addAll(ofBody);
    all.addAll(operands.subList(second, operands.size()));
    return rewriter.add(smaller, all, equation.source());
  }

  private static List<Atom> constants(@Nullable Split split, List<Atom> old, Rewriter rewriter) {
    List<Atom> all = new ArrayList<>(old);
    if (split != null) {
      all.addAll(rewriter.inline(split.before, old));
    }
    return all;
  }

  /// A body in two parts.
  ///
  /// @param before from the constants of the loop to what the steps read of what was moved
  /// @param inside one step, which takes the latter behind the constants
  private record Split(Jaxpr before, Jaxpr inside) {

    /// Parts a body, or null if nothing is worth moving.
    static @Nullable Split of(Jaxpr body, int constants) {
      List<Atom.Var> fixed = body.inputs().subList(0, constants);
      List<Equation> moved = moved(body, fixed);
      if (moved.isEmpty()) {
        return null;
      }
      Set<Equation> gone = new HashSet<>(moved);
      List<Equation> stay = body.equations().stream().filter(e -> !gone.contains(e)).toList();
      Set<Atom.Var> read = new HashSet<>();
      DeadCode.collect(body.outputs(), read);
      stay.forEach(equation -> DeadCode.collect(equation.inputs(), read));
      List<Atom.Var> handed =
          moved.stream().flatMap(e -> e.outputs().stream()).filter(read::contains).toList();
      List<Atom.Var> inputs = new ArrayList<>(fixed);
      inputs.addAll(handed);
      inputs.addAll(body.inputs().subList(constants, body.inputs().size()));
      return new Split(
          new Jaxpr(List.of(), fixed, moved, handed),
          new Jaxpr(List.of(), inputs, stay, body.outputs()));
    }

    private static List<Equation> moved(Jaxpr body, List<Atom.Var> fixed) {
      Set<Atom.Var> invariant = new HashSet<>(fixed);
      List<Equation> found = new ArrayList<>();
      for (Equation equation : body.equations()) {
        if (isMovable(equation.primitive())
            && equation.inputs().stream()
                .allMatch(x -> x instanceof Atom.Literal || invariant.contains(x))) {
          found.add(equation);
          invariant.addAll(equation.outputs());
        }
      }
      List<Equation> moved = new ArrayList<>();
      Set<Atom.Var> read = new HashSet<>(); // by what is moved
      for (Equation equation : found.reversed()) {
        if (!isView(equation.primitive()) || equation.outputs().stream().anyMatch(read::contains)) {
          moved.add(equation);
          DeadCode.collect(equation.inputs(), read);
        }
      }
      return moved.reversed();
    }

    private static boolean isMovable(Primitive primitive) {
      return primitive instanceof Elementwise
          || primitive instanceof Shaping
          || primitive instanceof Indexing
          || primitive instanceof Reducing
          || primitive instanceof Combining
          || primitive instanceof Windowing;
    }

    private static boolean isView(Primitive primitive) {
      return switch (primitive) {
        case Shaping.BroadcastInDim _,
            Shaping.Reshape _,
            Shaping.Squeeze _,
            Shaping.Transpose _,
            Shaping.Rev _,
            Shaping.Slice _ ->
            true;
        case Primitive _ -> false;
      };
    }
  }
}
