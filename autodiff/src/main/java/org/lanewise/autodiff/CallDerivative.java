package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Call;
import org.lanewise.type.ArrayType;

/// The derivative of a call is a call: of the dual program, or of the programs that compute, push
/// and pull.
///
/// **Bits.** Gradients through a call are those of the same function without the call. Cotangents
/// of one value are added in the order of its readers; so the pull takes the sums that the operands
/// have so far ([PullRequest]), and a result that is an argument, or another result, has that one's
/// node.
final class CallDerivative {
  private CallDerivative() {}

  static List<Dual> jvp(String label, Jaxpr program, List<Array> x, List<Tangent> dx) {
    DualProgram dual = DualProgram.of(program, Masks.of(dx));
    Call call = new Call(label, dual.staged().jaxpr().withoutConstants());
    return DualProgram.duals(CurrentInterpreter.bind(call, dual.operands(x, dx)), dual.tangents());
  }

  static SplitResult linearize(String label, Jaxpr program, SplitOperands operands) {
    LinearizedProgram linearized =
        LinearizedProgram.of(program, operands.partition(), operands.mask());
    List<Array> results = run(new Call(label, linearized.known()), linearized, operands);
    Map<Residual, Array> values = linearized.resolved(operands.x(), results);
    return new SplitResult(
        results.subList(0, linearized.knownOutputs().size()),
        linear(new Pushed(label, linearized, values), operands));
  }

  private static List<Array> run(Call call, LinearizedProgram linearized, SplitOperands operands) {
    boolean idle = call.program().outputs().isEmpty() && call.program().equations().isEmpty();
    return idle ? List.of() : CurrentInterpreter.bind(call, linearized.knownOperands(operands.x()));
  }

  /// The linear part of each result.
  private static List<Optional<LinearNode>> linear(Pushed map, SplitOperands operands) {
    LinearizedProgram program = map.program;
    List<LinearNode> arguments = operands.nodes(program.linearArguments());
    List<Integer> own = program.ownOutputs();
    List<LinearNode> made = own.isEmpty() ? List.of() : operands.linear().map(map, arguments);
    List<Optional<LinearNode>> linear = new ArrayList<>();
    for (int i = 0; i < program.outputTypes().size(); i++) {
      linear.add(
          switch (program.link(i)) {
            case LinearizedProgram.Link.None _ -> Optional.<LinearNode>empty();
            case LinearizedProgram.Link.Operand(int index) -> Optional.of(arguments.get(index));
            case LinearizedProgram.Link.Same(int output) -> linear.get(output);
            case LinearizedProgram.Link.Own _ -> Optional.of(made.get(own.indexOf(i)));
          });
    }
    return linear;
  }

  /// The linear part of a call; its results are those that the program makes itself.
  private record Pushed(String label, LinearizedProgram program, Map<Residual, Array> values)
      implements LinearMap {
    @Override
    public List<ArrayType> results() {
      return program.ownOutputs().stream().map(program.outputTypes()::get).toList();
    }

    @Override
    public List<Array> residuals() {
      return List.copyOf(values.values());
    }

    @Override
    public List<Tangent> push(List<Tangent> tangents) {
      LinearizedProgram.Push push = program.push(Masks.of(tangents));
      List<Array> results =
          CurrentInterpreter.bind(
              new Call(label, push.program().program()),
              push.program().operands(values, DualProgram.arrays(tangents)));
      List<Tangent> all = LinearizedProgram.tangents(results, push.results());
      return program.ownOutputs().stream().map(all::get).toList();
    }

    @Override
    public void pull(List<Tangent> cotangents, List<Place> operands) {
      List<Integer> own = program.ownOutputs();
      List<Tangent> all = new ArrayList<>();
      for (int i = 0; i < program.outputTypes().size(); i++) {
        all.add(own.contains(i) ? cotangents.get(own.indexOf(i)) : Tangent.ZERO);
      }
      PullRequest request = new PullRequest(all, operands);
      LinearizedProgram.Pull pull = program.pull(request.kind());
      request.answer(
          pull.written(),
          CurrentInterpreter.bind(
              new Call(label, pull.program().program()),
              pull.program().operands(values, request.operands())));
    }
  }
}
