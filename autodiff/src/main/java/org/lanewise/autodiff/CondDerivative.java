package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.staging.StagedProgram;

/// The derivative of a branch that is picked is the derivative of that branch.
///
/// Where the index is known, only the picked branch is differentiated. Where it is traced, the
/// derivative is picked by the same index, see [CondLinearization].
final class CondDerivative {
  private CondDerivative() {}

  private record Key(Cond cond, List<Boolean> mask) {}

  private record DualBranches(Branches branches, List<Boolean> tangents) {}

  static List<Dual> jvp(Cond cond, List<Array> x, List<Tangent> dx) {
    List<Array> arguments = x.subList(1, x.size());
    List<Tangent> tangents = dx.subList(1, dx.size());
    if (x.getFirst() instanceof ConcreteArray index) {
      return CallDerivative.jvp("branch", picked(cond, index), arguments, tangents);
    }
    Jaxpr first = cond.branches().getFirst();
    DualBranches dual =
        first.derived(new Key(cond, Masks.of(tangents)), _ -> dual(cond, Masks.of(tangents)));
    return DualProgram.duals(
        dual.branches.bind(x.getFirst(), Masks.joined(arguments, DualProgram.arrays(tangents))),
        dual.tangents);
  }

  /// A result has a tangent if it has one in some branch; zeros are written down in the others.
  private static DualBranches dual(Cond cond, List<Boolean> mask) {
    List<Boolean> tangents =
        cond.branches().stream()
            .map(branch -> DualProgram.tangents(branch, mask))
            .reduce(Masks::union)
            .orElseThrow();
    List<StagedProgram> branches = new ArrayList<>();
    for (Jaxpr branch : cond.branches()) {
      branches.add(
          DualProgram.stage(
              branch,
              mask,
              (x, dx) -> DualProgram.flat(DualProgram.evaluate(branch, x, dx), tangents)));
    }
    return new DualBranches(Branches.of(branches), tangents);
  }

  private static Jaxpr picked(Cond cond, ConcreteArray index) {
    int last = cond.branches().size() - 1;
    return cond.branches().get(Math.clamp(index.toIntArray()[0], 0, last));
  }

  static SplitResult linearize(Cond cond, SplitOperands operands) {
    if (operands.x().getFirst() instanceof ConcreteArray index) {
      return CallDerivative.linearize("branch", picked(cond, index), operands.from(1));
    }
    return CondLinearization.of(cond, operands.partition(), operands.from(1).mask())
        .apply(operands.x().getFirst(), operands.from(1));
  }
}
