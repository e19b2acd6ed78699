package org.lanewise.autodiff;

import java.util.List;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Checkpoint;
import org.lanewise.type.ArrayType;

/// The derivative of a checkpointed program keeps its operands and what the policy asks for, and
/// computes the rest again when it is pushed or pulled.
///
/// The second computation happens in a checkpoint too, which is marked, so that nobody takes it for
/// the first one and shares its values.
final class CheckpointDerivative {
  private CheckpointDerivative() {}

  static List<Dual> jvp(Checkpoint checkpoint, List<Array> x, List<Tangent> dx) {
    DualProgram dual = DualProgram.of(checkpoint.program(), Masks.of(dx));
    Checkpoint both = with(checkpoint, dual.staged().jaxpr().withoutConstants());
    return DualProgram.duals(CurrentInterpreter.bind(both, dual.operands(x, dx)), dual.tangents());
  }

  private static Checkpoint with(Checkpoint checkpoint, Jaxpr program) {
    return new Checkpoint(program, checkpoint.policy(), checkpoint.differentiated());
  }

  static SplitResult linearize(Checkpoint checkpoint, SplitOperands operands) {
    Recomputation recomputation =
        Recomputation.of(checkpoint, operands.partition(), operands.mask());
    LinearizedProgram program = recomputation.program();
    List<Array> arguments = program.knownOperands(operands.x());
    List<Array> results =
        CurrentInterpreter.bind(with(checkpoint, recomputation.first()), arguments);
    int known = program.knownOutputs().size();
    List<Array> kept = recomputation.kept(arguments, results.subList(known, results.size()));
    List<Boolean> linear = program.linearOutputs();
    List<LinearNode> made =
        Masks.count(linear) == 0
            ? List.of()
            : operands
                .linear()
                .map(
                    new Recomputed(recomputation, kept), operands.nodes(program.linearArguments()));
    return new SplitResult(
        results.subList(0, known),
        Masks.spread(made.stream().map(Optional::of).toList(), linear, Optional.empty()));
  }

  /// The linear part of a checkpointed program.
  ///
  /// @param recomputation how it comes by its residuals
  /// @param kept what it computes them from
  private record Recomputed(Recomputation recomputation, List<Array> kept) implements LinearMap {
    @Override
    public List<ArrayType> results() {
      LinearizedProgram program = recomputation.program();
      return Masks.chosen(program.outputTypes(), program.linearOutputs());
    }

    @Override
    public List<Array> residuals() {
      return kept;
    }

    @Override
    public List<Tangent> push(List<Tangent> tangents) {
      LinearizedProgram program = recomputation.program();
      LinearizedProgram.Push push = program.push(Masks.of(tangents));
      List<Array> results =
          run(
              push.program(),
              Masks.chosen(program.graph().inputs(), Masks.of(tangents)),
              DualProgram.arrays(tangents));
      return Masks.chosen(
          LinearizedProgram.tangents(results, push.results()), program.linearOutputs());
    }

    @Override
    public void pull(List<Tangent> cotangents, List<Place> operands) {
      LinearizedProgram program = recomputation.program();
      PullRequest request =
          new PullRequest(
              Masks.spread(cotangents, program.linearOutputs(), Tangent.ZERO), operands);
      PullRequest.Kind kind = request.kind();
      LinearizedProgram.Pull pull = program.pull(kind);
      List<ArrayType> types =
          Masks.joined(
              Masks.chosen(program.outputTypes(), kind.cotangents()),
              Masks.chosen(kind.sumTypes(program.graph().inputs()), kind.begun()));
      request.answer(pull.written(), run(pull.program(), types, request.operands()));
    }

    private List<Array> run(LinearProgram program, List<ArrayType> types, List<Array> given) {
      Recomputation.Again again = recomputation.again(program, types);
      Checkpoint checkpoint =
          new Checkpoint(again.program(), recomputation.checkpoint().policy(), true);
      return CurrentInterpreter.bind(checkpoint, Masks.joined(again.operands(kept), given));
    }
  }
}
