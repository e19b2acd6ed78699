package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.backend.Interruption;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.While;
import org.lanewise.staging.StagedProgram;
import org.lanewise.type.ArrayType;

/// The derivative of a loop whose number of steps depends on values.
///
/// Forward, tangents are carried beside the carry. In reverse mode the steps are called one after
/// the other for as long as the condition is known, and the graph grows with them: no bound is
/// needed. In a program that is being traced the condition is not known; there the loop becomes a
/// scan of as many steps as it may take, see [BoundedLoop].
final class WhileDerivative {
  private WhileDerivative() {}

  private record Key(While loop, List<Boolean> mask) {}

  /// A loop of dual numbers.
  private record DualLoop(
      While loop, List<Array> fixed, DualGroups arguments, DualGroups results) {}

  static List<Dual> jvp(While loop, List<Array> x, List<Tangent> dx) {
    int first = loop.conditionConstants();
    List<Tangent> moving = dx.subList(first, dx.size());
    List<Boolean> mask = Masks.of(moving);
    DualLoop dual = loop.body().derived(new Key(loop, mask), _ -> dual(loop, mask));
    List<Dual> duals = new ArrayList<>();
    for (int i = first; i < x.size(); i++) {
      duals.add(new Dual(x.get(i), dx.get(i)));
    }
    List<Array> operands = new ArrayList<>(x.subList(0, first));
    operands.addAll(dual.fixed);
    operands.addAll(dual.arguments.joined(duals));
    return dual.results.duals(CurrentInterpreter.bind(dual.loop, operands));
  }

  private static DualLoop dual(While loop, List<Boolean> mask) {
    int constants = loop.bodyConstants();
    int carries = mask.size() - constants;
    List<Boolean> moving =
        Carry.fixedPoint(mask, constants, carries, each -> DualProgram.tangents(loop.body(), each));
    DualGroups arguments = new DualGroups(List.of(constants, carries), moving);
    DualGroups results = new DualGroups(List.of(carries), moving.subList(constants, moving.size()));
    StagedProgram body = DualProgram.stage(loop.body(), arguments, results);
    While dual =
        new While(
            condition(loop, results.mask()),
            loop.conditionConstants(),
            body.jaxpr().withoutConstants(),
            body.constants().size() + arguments.width(0),
            loop.maxSteps());
    return new DualLoop(dual, body.constants(), arguments, results);
  }

  /// The condition, which takes the tangents of the carry and does not read them.
  private static Jaxpr condition(While loop, List<Boolean> mask) {
    Jaxpr condition = loop.condition();
    List<Atom.Var> inputs = new ArrayList<>(condition.inputs());
    List<Atom.Var> carry =
        condition.inputs().subList(loop.conditionConstants(), condition.inputs().size());
    for (Atom.Var moving : Masks.<Atom.Var>chosen(carry, mask)) {
      inputs.add(new Atom.Var(moving.type()));
    }
    return new Jaxpr(List.of(), inputs, condition.equations(), condition.outputs());
  }

  static SplitResult linearize(While loop, SplitOperands operands) {
    int first = loop.conditionConstants();
    SplitOperands now = operands.from(first);
    if (now.isKnown()) { // the tangents are those of constants of the condition
      return SplitResult.known(CurrentInterpreter.bind(loop, operands.x()));
    }
    int constants = loop.bodyConstants();
    for (long step = 0; step != loop.maxSteps(); step++) {
      Interruption.check(loop.name(), step);
      SplitOperands condition = operands.to(first).and(now.from(constants));
      Array goesOn = LoopCondition.of(loop, condition);
      if (!(goesOn instanceof ConcreteArray)) {
        return BoundedLoop.linearize(loop, step, goesOn, operands.to(first).and(now));
      }
      if (!goesOn.toBooleanArray()[0]) {
        break;
      }
      if (step == 0) {
        now = now.to(constants).and(entered(now.from(constants)));
      }
      now = after(loop, now);
    }
    return result(now.from(constants));
  }

  /// The carry as values of their own. A carry may start as a constant of the body, or as another
  /// carry; in a scan its cotangent is summed by itself nevertheless and added last. So it is here,
  /// and the loop has the same bits in a program that is being traced.
  private static SplitOperands entered(SplitOperands carry) {
    List<Boolean> mask = carry.mask();
    List<LinearNode> nodes = carry.nodes(mask);
    if (nodes.isEmpty()) {
      return carry;
    }
    List<LinearNode> made =
        carry.linear().map(new Entry(nodes.stream().map(LinearNode::type).toList()), nodes);
    return carry.with(
        carry.x(), Masks.spread(made.stream().map(Optional::of).toList(), mask, Optional.empty()));
  }

  /// The identity.
  private record Entry(List<ArrayType> results) implements LinearMap {
    @Override
    public List<Array> residuals() {
      return List.of();
    }

    @Override
    public List<Tangent> push(List<Tangent> tangents) {
      return tangents;
    }

    @Override
    public void pull(List<Tangent> cotangents, List<Place> operands) {
      for (int i = 0; i < operands.size(); i++) {
        if (cotangents.get(i) instanceof Tangent.Of(Array cotangent)) {
          operands.get(i).give(() -> cotangent);
        }
      }
    }
  }

  /// One step: the constants of the body, and the carry after the step.
  private static SplitOperands after(While loop, SplitOperands now) {
    SplitResult carry = CallDerivative.linearize("step", loop.body(), now);
    return now.to(loop.bodyConstants()).and(now.with(carry.values(now), carry.linear()));
  }

  private static SplitResult result(SplitOperands carry) {
    List<Array> known = carry.partition().known(carry.mask()).stream().map(carry.x()::get).toList();
    return new SplitResult(known, carry.dx());
  }
}
