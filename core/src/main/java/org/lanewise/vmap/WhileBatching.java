package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.NamedAxis;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.While;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Loops that run as long as a condition holds.
///
/// If the condition is the same in all lanes, the body of all lanes runs as often as that of one.
/// If lanes want to end at different times, the loop goes on until all are done, and a lane that is
/// done keeps its carry while the others go on.
final class WhileBatching {
  private WhileBatching() {}

  static List<Lanes> apply(While loop, List<Lanes> x, NamedAxis axis) {
    int constants = loop.conditionConstants() + loop.bodyConstants();
    boolean[] all = StructuredBatching.mapped(x);
    boolean[] in = Arrays.copyOfRange(all, loop.conditionConstants(), all.length);
    int carries = x.size() - constants;
    BatchedProgram body =
        StructuredBatching.carried(loop.body(), axis, in, loop.bodyConstants(), carries);
    System.arraycopy(in, loop.bodyConstants(), all, constants, carries);
    BatchedProgram condition = condition(loop, all, axis);
    if (condition.mappedOutputs()[0]) {
      return untilAllAreDone(loop, x, all, axis);
    }
    While wider =
        new While(
            condition.program(),
            loop.conditionConstants(),
            body.program(),
            loop.bodyConstants(),
            loop.maxSteps());
    boolean[] mappedCarries = Arrays.copyOfRange(all, constants, all.length);
    return StructuredBatching.results(wider, operands(x, all, axis), mappedCarries);
  }

  private static BatchedProgram condition(While loop, boolean[] mapped, NamedAxis axis) {
    boolean[] in = new boolean[loop.condition().inputs().size()];
    int constants = loop.conditionConstants();
    int carriesFrom = constants + loop.bodyConstants();
    System.arraycopy(mapped, 0, in, 0, constants);
    System.arraycopy(mapped, carriesFrom, in, constants, in.length - constants);
    return BatchedProgram.of(loop.condition(), axis, in, StructuredBatching.none(loop.condition()));
  }

  /// All carries are mapped, since each lane keeps its own. The condition asks whether any lane
  /// goes on; the body asks which.
  private static List<Lanes> untilAllAreDone(
      While loop, List<Lanes> x, boolean[] mapped, NamedAxis axis) {
    int conditionConstants = loop.conditionConstants();
    int constants = conditionConstants + loop.bodyConstants();
    Arrays.fill(mapped, constants, mapped.length, true);
    boolean[] carries = Arrays.copyOfRange(mapped, constants, mapped.length);
    BatchedProgram condition = condition(loop, mapped, axis);
    BatchedProgram body =
        BatchedProgram.of(
            loop.body(),
            axis,
            Arrays.copyOfRange(mapped, conditionConstants, mapped.length),
            carries);
    Masked masked =
        new Masked(
            condition.program(), conditionConstants, body.program(), constants, loop.maxSteps());
    List<Array> operands = operands(x, mapped, axis);
    // the body asks the condition, so it takes its constants too
    List<Array> twice = new ArrayList<>(operands.subList(0, conditionConstants));
    twice.addAll(operands);
    While wider = body.program().derived(masked, _ -> masked.loop());
    return StructuredBatching.results(wider, twice, carries);
  }

  /// The operands, those that shall be mapped with the lanes in front.
  private static List<Array> operands(List<Lanes> x, boolean[] mapped, NamedAxis axis) {
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < mapped.length; i++) {
      operands.add(mapped[i] ? x.get(i).at(0, axis.size()) : x.get(i).array());
    }
    return operands;
  }

  /// A loop whose condition is one truth value per lane.
  ///
  /// @param condition from its constants and the carry to the truth values
  /// @param conditionConstants how many constants it has
  /// @param body from its constants and the carry to the next carry
  /// @param constants how many constants both have
  /// @param maxSteps the bound of the loop
  private record Masked(
      Jaxpr condition, int conditionConstants, Jaxpr body, int constants, long maxSteps) {

    While loop() {
      return new While(any(), conditionConstants, step(), constants, maxSteps);
    }

    /// Whether any lane goes on.
    private Jaxpr any() {
      return Staging.stage(
              arguments -> List.of(Lax.reduceOr(asked(arguments), Axes.of(0))),
              condition.inputTypes())
          .jaxpr();
    }

    /// The next carry of the lanes that go on, the last one of those that are done.
    private Jaxpr step() {
      List<ArrayType> types =
          new ArrayList<>(condition.inputTypes().subList(0, conditionConstants));
      types.addAll(body.inputTypes());
      return Staging.stage(this::step, types).jaxpr();
    }

    private List<Array> step(List<Array> arguments) {
      List<Array> carry = arguments.subList(constants, arguments.size());
      List<Array> conditionArguments = new ArrayList<>(arguments.subList(0, conditionConstants));
      conditionArguments.addAll(carry);
      Array on = asked(conditionArguments);
      List<Array> next =
          JaxprEvaluator.evaluate(
              body, List.of(), arguments.subList(conditionConstants, arguments.size()));
      List<Array> kept = new ArrayList<>();
      for (int i = 0; i < carry.size(); i++) {
        Array which = Lax.expandDims(on, Axes.range(1, carry.get(i).rank()));
        kept.add(Lax.select(which, next.get(i), carry.get(i)));
      }
      return kept;
    }

    private Array asked(List<Array> arguments) {
      return JaxprEvaluator.evaluate(condition, List.of(), arguments).get(0);
    }
  }
}
