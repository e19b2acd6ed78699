package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Atom;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.ir.CustomRule;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Binds the primitives that hold programs, for tests: stages functions and hands over what they
/// close over.
final class Control {
  private Control() {}

  /// A function from arrays to arrays.
  interface Body extends Function<List<Array>, List<Array>> {}

  /// A step of a scan: from the carry and a row to the next carry and a row.
  interface Step {
    /// What a step gives: the carry, then rows.
    List<Array> of(List<Array> carry, List<Array> row);
  }

  /// The policy that keeps nothing.
  static final CheckpointPolicy NOTHING = (_, _) -> false;

  /// The policy that keeps everything.
  static final CheckpointPolicy EVERYTHING = (_, _) -> true;

  private static List<ArrayType> types(List<Array> x) {
    return x.stream().map(Array::type).toList();
  }

  private static List<Array> bind(Structured primitive, List<List<Array>> operands) {
    return CurrentInterpreter.bind(primitive, operands.stream().flatMap(List::stream).toList());
  }

  /// The function, called as a program.
  static List<Array> call(Body f, List<Array> x) {
    StagedProgram staged = Staging.stage(f, types(x));
    return bind(
        new Structured.Call("f", staged.jaxpr().withoutConstants()),
        List.of(staged.constants(), x));
  }

  /// The function of one array, called as a program.
  static Array call(Function<Array, Array> f, Array x) {
    return call(at -> List.of(f.apply(at.get(0))), List.of(x)).get(0);
  }

  /// The function as a program with a rule that nobody knows.
  static List<Array> custom(Body f, List<Array> x) {
    StagedProgram staged = Staging.stage(f, types(x));
    CustomRule rule = () -> "custom_rule";
    return bind(
        new Structured.CustomCall(rule, staged.jaxpr().withoutConstants()),
        List.of(staged.constants(), x));
  }

  /// The function, checkpointed.
  static List<Array> checkpoint(CheckpointPolicy policy, Body f, List<Array> x) {
    StagedProgram staged = Staging.stage(f, types(x));
    return bind(
        new Structured.Checkpoint(staged.jaxpr().withoutConstants(), policy, false),
        List.of(staged.constants(), x));
  }

  /// One of several functions.
  static List<Array> cond(Array index, List<Array> x, Body... branches) {
    List<StagedProgram> staged =
        Arrays.stream(branches).map(branch -> Staging.stage(branch, types(x))).toList();
    List<Array> constants = new ArrayList<>();
    staged.forEach(branch -> constants.addAll(branch.constants()));
    List<Jaxpr> programs = new ArrayList<>();
    int before = 0;
    for (StagedProgram branch : staged) {
      List<Atom.Var> inputs = new ArrayList<>();
      constants.forEach(constant -> inputs.add(new Atom.Var(constant.type())));
      for (Atom.Var own : branch.jaxpr().constants()) {
        inputs.set(before++, own);
      }
      inputs.addAll(branch.jaxpr().inputs());
      programs.add(
          new Jaxpr(List.of(), inputs, branch.jaxpr().equations(), branch.jaxpr().outputs()));
    }
    return bind(new Structured.Cond(programs), List.of(List.of(index), constants, x));
  }

  /// A loop.
  static List<Array> whileLoop(
      Function<List<Array>, Array> condition, Body body, List<Array> carry, long maxSteps) {
    StagedProgram test = Staging.stage(x -> List.of(condition.apply(x)), types(carry));
    StagedProgram step = Staging.stage(body, types(carry));
    return bind(
        new Structured.While(
            test.jaxpr().withoutConstants(),
            test.constants().size(),
            step.jaxpr().withoutConstants(),
            step.constants().size(),
            maxSteps),
        List.of(test.constants(), step.constants(), carry));
  }

  /// A scan.
  static List<Array> scan(
      Step step, List<Array> carry, List<Array> rows, long length, boolean reverse) {
    int carries = carry.size();
    List<ArrayType> types = new ArrayList<>(types(carry));
    for (Array stack : rows) {
      types.add(new ArrayType(stack.dtype(), stack.shape().without(Axes.of(0)), stack.weakType()));
    }
    StagedProgram staged =
        Staging.stage(x -> step.of(x.subList(0, carries), x.subList(carries, x.size())), types);
    return bind(
        new Structured.Scan(
            staged.jaxpr().withoutConstants(),
            staged.constants().size(),
            carries,
            length,
            reverse,
            1),
        List.of(staged.constants(), carry, rows));
  }

  /// A scan over all rows, first to last.
  static List<Array> scan(Step step, List<Array> carry, List<Array> rows) {
    return scan(step, carry, rows, rows.get(0).shape().get(0), false);
  }
}
