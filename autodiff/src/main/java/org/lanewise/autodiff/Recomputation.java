package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanewise.Array;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Checkpoint;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.staging.StagedProgram;
import org.lanewise.type.ArrayType;

/// How the linear part of a checkpointed program comes by its residuals: computed again, from the
/// operands and from those values that the policy keeps.
///
/// Calls in the program are written out, so that the policy sees what they compute. It sees loops
/// as a whole.
final class Recomputation {
  private final Checkpoint checkpoint;
  private final LinearizedProgram program;
  private final List<Atom.Var> kept;
  private final List<Atom.Var> sources;
  private final Jaxpr first;
  private final Jaxpr second;

  private record Key(Checkpoint checkpoint, Partition partition, List<Boolean> linear) {}

  static Recomputation of(Checkpoint checkpoint, Partition partition, List<Boolean> linear) {
    return checkpoint
        .program()
        .derived(
            new Key(checkpoint, partition, linear),
            _ -> new Recomputation(checkpoint, partition, linear));
  }

  private Recomputation(Checkpoint checkpoint, Partition partition, List<Boolean> linear) {
    this.checkpoint = checkpoint;
    this.program = LinearizedProgram.of(InlinedCalls.of(checkpoint.program()), partition, linear);
    Jaxpr known = program.known();
    List<Atom.Var> keepable = keepable(known);
    Jaxpr slice =
        ProgramSlice.of(
            known,
            Masks.joined(known.inputs(), keepable),
            program.residuals().stream().map(program::atom).toList(),
            false);
    Set<Atom.Var> used = ProgramSlice.used(slice);
    this.sources = slice.inputs().stream().filter(used::contains).toList();
    this.second = new Jaxpr(List.of(), sources, slice.equations(), slice.outputs());
    this.kept = keepable.stream().filter(used::contains).toList();
    List<Atom> wanted = new ArrayList<>(known.outputs().subList(0, program.knownOutputs().size()));
    wanted.addAll(kept);
    this.first = ProgramSlice.of(known, known.inputs(), wanted, true);
  }

  private List<Atom.Var> keepable(Jaxpr known) {
    Set<Atom.Var> keepable = new LinkedHashSet<>();
    for (Equation equation : known.equations()) {
      if (checkpoint.policy().keeps(equation.primitive(), equation.inputTypes())) {
        keepable.addAll(equation.outputs());
      }
    }
    return List.copyOf(keepable);
  }

  /// The checkpoint.
  Checkpoint checkpoint() {
    return checkpoint;
  }

  /// Its program, linearized.
  LinearizedProgram program() {
    return program;
  }

  /// The first computation: the known results, then the values that are kept.
  Jaxpr first() {
    return first;
  }

  /// What must be kept for the second computation.
  ///
  /// @param arguments the operands of the first one
  /// @param values the values that it gave to be kept
  List<Array> kept(List<Array> arguments, List<Array> values) {
    List<Atom.Var> inputs = program.known().inputs();
    List<Array> all = new ArrayList<>();
    for (Atom.Var source : sources) {
      int position = inputs.indexOf(source);
      all.add(position >= 0 ? arguments.get(position) : values.get(kept.indexOf(source)));
    }
    return all;
  }

  /// A program that computes residuals again and works with them.
  ///
  /// @param staged from what is kept, and what is given, to the results
  record Again(StagedProgram staged) {
    /// The program without constants.
    Jaxpr program() {
      return staged.jaxpr().withoutConstants();
    }

    /// The leading operands.
    List<Array> operands(List<Array> kept) {
      return Masks.joined(staged.constants(), kept);
    }
  }

  private record AgainKey(Recomputation of, LinearProgram program) {}

  /// The second computation, followed by a program that pushes or pulls.
  ///
  /// @param linear that program
  /// @param given the types of its arguments behind the residuals
  Again again(LinearProgram linear, List<ArrayType> given) {
    return program
        .known()
        .derived(
            new AgainKey(this, linear),
            _ ->
                new Again(
                    Derivation.stage(
                        operands -> {
                          int count = sources.size();
                          List<Array> residuals =
                              JaxprEvaluator.evaluate(
                                  second, List.of(), operands.subList(0, count));
                          Map<Residual, Array> values = new HashMap<>();
                          for (int i = 0; i < residuals.size(); i++) {
                            values.put(program.residuals().get(i), residuals.get(i));
                          }
                          return JaxprEvaluator.evaluate(
                              linear.program(),
                              List.of(),
                              linear.operands(values, operands.subList(count, operands.size())));
                        },
                        Masks.joined(second.inputTypes(), given))));
  }
}
