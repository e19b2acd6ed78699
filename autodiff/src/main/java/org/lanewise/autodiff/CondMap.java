package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// The linear part of a `cond` whose index is traced.
///
/// @param cond the `cond`, linearized
/// @param index the index that picked the branch
/// @param values the residuals that the branches share
record CondMap(CondLinearization cond, Array index, Map<Residual, Array> values)
    implements LinearMap {
  @Override
  public List<ArrayType> results() {
    return cond.linearTypes();
  }

  @Override
  public List<Array> residuals() {
    List<Array> residuals = new ArrayList<>(shared());
    residuals.add(index);
    return residuals;
  }

  private List<Array> shared() {
    return LinearProgram.resolved(cond.shared(), values);
  }

  @Override
  public List<Tangent> push(List<Tangent> tangents) {
    Branches push = cond.push(Masks.of(tangents));
    return push.bind(index, Masks.joined(shared(), DualProgram.arrays(tangents))).stream()
        .map(Tangent::of)
        .toList();
  }

  @Override
  public void pull(List<Tangent> cotangents, List<Place> operands) {
    PullRequest request =
        new PullRequest(Masks.spread(cotangents, cond.linearOutputs(), Tangent.ZERO), operands);
    CondLinearization.Pull pull = cond.pull(request.kind());
    request.answer(
        pull.written(), pull.branches().bind(index, Masks.joined(shared(), request.operands())));
  }
}
