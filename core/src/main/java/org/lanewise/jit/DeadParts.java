package org.lanewise.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Structured.Checkpoint;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.ir.Structured.While;

/// Takes results that nobody reads, carries that feed only themselves, and operands that are not
/// read out of primitives that hold programs.
///
/// What is left computes what it computed. (A loop that stays runs as many steps as before: what
/// its condition reads is needed.)
final class DeadParts implements Pass {
  @Override
  public Draft apply(Draft draft) {
    Jaxpr program = draft.program();
    Set<Atom.Var> read = new HashSet<>();
    DeadCode.collect(program.outputs(), read);
    program.equations().forEach(equation -> DeadCode.collect(equation.inputs(), read));
    Rewriter rewriter = new Rewriter();
    for (Equation equation : program.equations()) {
      boolean[] wanted = new boolean[equation.outputs().size()];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = read.contains(equation.outputs().get(i));
      }
      Pruned pruned =
          equation.primitive() instanceof Structured structured ? pruned(structured, wanted) : null;
      if (pruned == null || (Pruning.all(pruned.results) && Pruning.all(pruned.operands))) {
        rewriter.keep(equation);
      } else {
        replace(equation, pruned, rewriter);
      }
    }
    return draft.with(rewriter.finish(program));
  }

  /// A smaller primitive, with the operands that it takes and the results that it gives.
  private static final class Pruned {
    private final Primitive primitive;
    private final boolean[] operands;
    private final boolean[] results;

    Pruned(Primitive primitive, boolean[] operands, boolean[] results) {
      this.primitive = primitive;
      this.operands = operands;
      this.results = results;
    }
  }

  private static void replace(Equation equation, Pruned pruned, Rewriter rewriter) {
    List<Atom> inputs = Pruning.picked(rewriter.now(equation.inputs()), pruned.operands);
    List<Atom.Var> outputs = rewriter.add(pruned.primitive, inputs, equation.source());
    List<Atom> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < pruned.results.length; i++) {
      // nobody reads a result that is gone, so its old variable may stand for it
      all.add(pruned.results[i] ? outputs.get(next++) : equation.outputs().get(i));
    }
    rewriter.replace(equation, all);
  }

  private static @Nullable Pruned pruned(Structured primitive, boolean[] wanted) {
    return switch (primitive) {
      case Cond(List<Jaxpr> branches) -> cond(branches, wanted);
      case While loop -> whileLoop(loop, wanted);
      case Scan scan -> scan(scan, wanted);
      case Checkpoint(Jaxpr program, var policy, boolean again) -> {
        Jaxpr smaller = Pruning.results(program, wanted);
        boolean[] operands = Pruning.readArguments(smaller);
        yield new Pruned(
            new Checkpoint(Pruning.arguments(smaller, operands), policy, again), operands, wanted);
      }
      case Structured.Call _, Structured.CustomCall _ -> null; // written in place
    };
  }

  private static Pruned cond(List<Jaxpr> branches, boolean[] wanted) {
    List<Jaxpr> smaller = branches.stream().map(b -> Pruning.results(b, wanted)).toList();
    boolean[] arguments = new boolean[branches.getFirst().inputs().size()];
    for (Jaxpr branch : smaller) {
      or(arguments, Pruning.readArguments(branch), 0, 0, arguments.length);
    }
    boolean[] operands = new boolean[arguments.length + 1];
    operands[0] = true; // the index
    System.arraycopy(arguments, 0, operands, 1, arguments.length);
    List<Jaxpr> result = smaller.stream().map(b -> Pruning.arguments(b, arguments)).toList();
    return new Pruned(new Cond(result), operands, wanted);
  }

  private static Pruned whileLoop(While loop, boolean[] wanted) {
    int first = loop.conditionConstants();
    int second = loop.bodyConstants();
    int carries = loop.body().outputs().size();
    boolean[] inCondition = Pruning.readArguments(loop.condition());
    boolean[] needed = wanted.clone();
    or(needed, inCondition, 0, first, carries);
    boolean[] inBody;
    do { // a carry that a needed one reads is needed
      inBody = Pruning.readArguments(Pruning.results(loop.body(), needed));
    } while (or(needed, inBody, 0, second, carries));
    boolean[] conditionArguments = joined(Arrays.copyOf(inCondition, first), needed);
    boolean[] bodyArguments = joined(Arrays.copyOf(inBody, second), needed);
    While smaller =
        new While(
            Pruning.arguments(loop.condition(), conditionArguments),
            Pruning.count(conditionArguments, 0, first),
            Pruning.arguments(Pruning.results(loop.body(), needed), bodyArguments),
            Pruning.count(bodyArguments, 0, second),
            loop.maxSteps());
    boolean[] operands = joined(Arrays.copyOf(conditionArguments, first), bodyArguments);
    return new Pruned(smaller, operands, needed);
  }

  private static Pruned scan(Scan scan, boolean[] wanted) {
    int constants = scan.constants();
    int carries = scan.carries();
    boolean[] needed = wanted.clone();
    boolean[] inBody;
    do {
      inBody = Pruning.readArguments(Pruning.results(scan.body(), needed));
    } while (or(needed, inBody, 0, constants, carries));
    boolean[] operands = inBody.clone();
    System.arraycopy(needed, 0, operands, constants, carries);
    Scan smaller =
        new Scan(
            Pruning.arguments(Pruning.results(scan.body(), needed), operands),
            Pruning.count(operands, 0, constants),
            Pruning.count(needed, 0, carries),
            scan.length(),
            scan.reverse(),
            scan.unroll());
    return new Pruned(smaller, operands, needed);
  }

  /// Adds flags to others, from some position of each; tells whether that changed any.
  private static boolean or(boolean[] flags, boolean[] more, int to, int from, int count) {
    boolean changed = false;
    for (int i = 0; i < count; i++) {
      changed |= more[from + i] && !flags[to + i];
      flags[to + i] |= more[from + i];
    }
    return changed;
  }

  private static boolean[] joined(boolean[] first, boolean[] second) {
    boolean[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
