package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.NamedAxis;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Structured.Call;
import org.lanewise.ir.Structured.Checkpoint;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.ir.Structured.CustomCall;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.ir.Structured.While;
import org.lanewise.ir.Windowing;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.type.Axes;

/// Primitives that hold programs: the programs are batched, and the primitive stays.
///
/// Only where lanes want to go different ways does it change: see `cond` and [WhileBatching].
final class StructuredBatching {
  private StructuredBatching() {}

  static List<Lanes> apply(Structured primitive, List<Lanes> x, NamedAxis axis) {
    return switch (primitive) {
      // the program of all lanes
      case Call(String label, Jaxpr program) -> {
        BatchedProgram all = BatchedProgram.of(program, axis, mapped(x), none(program));
        yield results(new Call(label, all.program()), inFront(x), all.mappedOutputs());
      }
      case Cond cond -> cond(cond, x, axis);
      case While loop -> WhileBatching.apply(loop, x, axis);
      case Scan scan -> scan(scan, x, axis);
      // the program of all lanes
      case Checkpoint(Jaxpr program, var policy, boolean differentiated) -> {
        BatchedProgram all = BatchedProgram.of(program, axis, mapped(x), none(program));
        Checkpoint wider = new Checkpoint(all.program(), policy, differentiated);
        yield results(wider, inFront(x), all.mappedOutputs());
      }
      case CustomCall call -> customCall(call, x, axis);
    };
  }

  /// One index for all lanes picks the program of all lanes; where each lane has its own, all
  /// branches run for all lanes and each lane picks its results.
  private static List<Lanes> cond(Cond cond, List<Lanes> x, NamedAxis axis) {
    List<Lanes> arguments = x.subList(1, x.size());
    List<BatchedProgram> branches = new ArrayList<>();
    boolean[] union = none(cond.branches().getFirst());
    for (Jaxpr branch : cond.branches()) {
      BatchedProgram all = BatchedProgram.of(branch, axis, mapped(arguments), none(branch));
      branches.add(all);
      or(union, all.mappedOutputs());
    }
    if (x.get(0).isMapped()) {
      return selected(x.get(0).array(), branches, inFront(arguments));
    }
    List<Jaxpr> programs =
        cond.branches().stream()
            .map(branch -> BatchedProgram.of(branch, axis, mapped(arguments), union).program())
            .toList();
    List<Array> operands = new ArrayList<>(inFront(arguments));
    operands.add(0, x.get(0).array());
    return results(new Cond(programs), operands, union);
  }

  private static List<Lanes> selected(
      Array index, List<BatchedProgram> branches, List<Array> arguments) {
    List<List<Lanes>> results = new ArrayList<>();
    for (BatchedProgram branch : branches) {
      List<Array> arrays = JaxprEvaluator.evaluate(branch.program(), List.of(), arguments);
      results.add(lanes(arrays, branch.mappedOutputs()));
    }
    List<Lanes> chosen = new ArrayList<>();
    for (int i = 0; i < results.getFirst().size(); i++) {
      List<Array> cases = new ArrayList<>();
      for (List<Lanes> branch : results) {
        cases.add(branch.get(i).alongside(0));
      }
      int rank = cases.getFirst().rank();
      Array which = Lax.expandDims(index, Axes.range(1, rank));
      chosen.add(new Lanes(Lax.selectN(which, cases), 0));
    }
    return chosen;
  }

  /// A carry is mapped if it starts so or becomes so in some step. Rows and stacks have the lanes
  /// behind the axis of the steps.
  private static List<Lanes> scan(Scan scan, List<Lanes> x, NamedAxis axis) {
    int before = scan.constants() + scan.carries();
    boolean[] in = mapped(x);
    BatchedProgram all = carried(scan.body(), axis, in, scan.constants(), scan.carries());
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      Lanes operand = x.get(i);
      operands.add(
          !in[i] ? operand.array() : i < before ? operand.at(0, axis.size()) : operand.moved(1));
    }
    Scan wider =
        new Scan(
            all.program(),
            scan.constants(),
            scan.carries(),
            scan.length(),
            scan.reverse(),
            scan.unroll());
    List<Array> arrays = CurrentInterpreter.bind(wider, operands);
    List<Lanes> results = new ArrayList<>();
    for (int i = 0; i < arrays.size(); i++) {
      int lanesAxis = i < scan.carries() ? 0 : 1;
      results.add(
          all.mappedOutputs()[i]
              ? new Lanes(arrays.get(i), lanesAxis)
              : Lanes.unmapped(arrays.get(i)));
    }
    return results;
  }

  /// Batches the body of a loop: makes carries mapped until none turns mapped any more.
  ///
  /// @param in which arguments are mapped; set for the carries that are
  /// @param constants how many arguments come before the carries
  static BatchedProgram carried(
      Jaxpr body, NamedAxis axis, boolean[] in, int constants, int carries) {
    while (true) {
      boolean[] force = none(body);
      System.arraycopy(in, constants, force, 0, carries);
      BatchedProgram all = BatchedProgram.of(body, axis, in, force);
      boolean[] out = Arrays.copyOf(all.mappedOutputs(), carries);
      if (Arrays.equals(out, Arrays.copyOfRange(in, constants, constants + carries))) {
        return all;
      }
      System.arraycopy(out, 0, in, constants, carries);
    }
  }

  /// The batched form of an author's rule, which is kept with the batched program.
  private record RuleOf(BatchableRule rule) {}

  /// The author's rule for batching; or the program of all lanes, with a rule that is batched too.
  private static List<Lanes> customCall(CustomCall call, List<Lanes> x, NamedAxis axis) {
    boolean[] in = mapped(x);
    if (call.rule() instanceof BatchingRule rule) {
      List<Boolean> isMapped = x.stream().map(Lanes::isMapped).toList();
      BatchingRule.Results results = rule.batch(axis, inFront(x), isMapped);
      List<Lanes> lanes = new ArrayList<>();
      for (int i = 0; i < results.arrays().size(); i++) {
        Array array = results.arrays().get(i);
        lanes.add(results.mapped().get(i) ? new Lanes(array, 0) : Lanes.unmapped(array));
      }
      return lanes;
    }
    if (call.rule() instanceof BatchableRule rule) {
      // a rule may give a mapped tangent for a result that is the same in all lanes, so all are
      // mapped
      boolean[] out = none(call.program());
      Arrays.fill(out, true);
      BatchedProgram all = BatchedProgram.of(call.program(), axis, in, out);
      CustomCall wider =
          all.program()
              .derived(
                  new RuleOf(rule), program -> new CustomCall(rule.batched(axis, in), program));
      return results(wider, inFront(x), out);
    }
    BatchedProgram all = BatchedProgram.of(call.program(), axis, in, none(call.program()));
    return lanes(
        JaxprEvaluator.evaluate(all.program(), List.of(), inFront(x)), all.mappedOutputs());
  }

  /// Whether a primitive holds a collective on the axis of a name, at any depth.
  static boolean mentions(Primitive primitive, String axisName) {
    return switch (primitive) {
      case Collective collective -> collective.axisName().equals(axisName);
      case Structured structured ->
          structured.programs().stream().anyMatch(program -> mentions(program, axisName));
      case Elementwise _, Shaping _, Indexing _, Reducing _, Combining _, Windowing _, Callback _ ->
          false;
    };
  }

  private record Mention(String axisName) {}

  private static boolean mentions(Jaxpr program, String axisName) {
    return program.derived(
        new Mention(axisName),
        body ->
            body.equations().stream()
                .map(Equation::primitive)
                .anyMatch(primitive -> mentions(primitive, axisName)));
  }

  static boolean[] none(Jaxpr program) {
    return new boolean[program.outputs().size()];
  }

  static void or(boolean[] union, boolean[] more) {
    for (int i = 0; i < union.length; i++) {
      union[i] |= more[i];
    }
  }

  static boolean[] mapped(List<Lanes> x) {
    boolean[] mapped = new boolean[x.size()];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = x.get(i).isMapped();
    }
    return mapped;
  }

  /// The arrays, those that are mapped with the lanes in front.
  static List<Array> inFront(List<Lanes> x) {
    return x.stream().map(each -> each.isMapped() ? each.moved(0) : each.array()).toList();
  }

  static List<Lanes> results(Structured primitive, List<Array> operands, boolean[] mapped) {
    return lanes(CurrentInterpreter.bind(primitive, operands), mapped);
  }

  private static List<Lanes> lanes(List<Array> arrays, boolean[] mapped) {
    List<Lanes> lanes = new ArrayList<>();
    for (int i = 0; i < mapped.length; i++) {
      lanes.add(mapped[i] ? new Lanes(arrays.get(i), 0) : Lanes.unmapped(arrays.get(i)));
    }
    return lanes;
  }
}
