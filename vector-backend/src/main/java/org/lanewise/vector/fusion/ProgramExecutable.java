package org.lanewise.vector.fusion;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.backend.StepTimes;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.move.RowMajor;

/// A program of several equations, compiled: nests of fused loops, and calls of kernels that are
/// not loops over elements.
///
/// ```java
/// Executable softmax = new VectorBackend().compile(program);
/// ```
///
/// The bits are those of running equation by equation: fused loops compute the same operations on
/// each element, and folds keep the order of `ReductionOrder`.
public final class ProgramExecutable implements Executable {
  private final Lowered program;
  private final List<Step> steps;
  private final Lifetimes lifetimes;
  private final ProgramPlan rowMajor;
  private volatile @Nullable OtherPlan other;

  /// The plan for the last parameters that were not all row-major.
  ///
  /// @param layouts of those parameters
  /// @param plan the plan
  private record OtherPlan(List<@Nullable Layout> layouts, ProgramPlan plan) {}

  /// Prepares a program.
  ///
  /// @param single prepares a program of one equation
  public ProgramExecutable(Jaxpr program, Function<Jaxpr, Executable> single) {
    this.program = Lowering.lower(program, single);
    this.steps = Partition.of(this.program);
    this.lifetimes = Lifetimes.of(this.program, steps);
    this.rowMajor =
        ProgramPlan.of(
            this.program,
            steps,
            lifetimes,
            Collections.nCopies(this.program.parameters().size(), null));
  }

  @Override
  public Strided[] execute(Strided... operands) {
    return execute(plan(operands), null, operands);
  }

  @Override
  public String profile(Strided... operands) {
    ProgramPlan plan = plan(operands);
    StepTimes times = new StepTimes(steps.size());
    while (times.wantsMore()) {
      execute(plan, times, operands);
    }
    return this + Reporter.of(steps, plan, times).toString();
  }

  private Strided[] execute(ProgramPlan plan, @Nullable StepTimes times, Strided... operands) {
    @Nullable Strided[] memory = new Strided[plan.places()];
    for (int i = 0; i < operands.length; i++) {
      Value parameter = program.parameters().get(i);
      boolean copied = plan.copied().contains(parameter);
      memory[parameter.number()] = copied ? RowMajor.copy(operands[i]) : operands[i];
    }
    for (Value value : lifetimes.constants()) {
      memory[value.number()] = value.constant();
    }
    boolean[] shared = new boolean[memory.length];
    for (int i = 0; i < steps.size(); i++) {
      long start = times == null ? 0 : System.nanoTime();
      run(steps.get(i), plan.nests().get(i), memory, shared);
      if (times != null) {
        times.add(i, System.nanoTime() - start);
      }
      release(lifetimes.endingAfter(i), memory, shared);
    }
    Strided[] results = new Strided[program.outputs().size()];
    for (int i = 0; i < results.length; i++) {
      Value output = program.outputs().get(i);
      Strided result = read(output, memory);
      Strided constant = output.root().constant();
      // whoever is given a result may give its memory back
      results[i] =
          constant == null
              ? result
              : new Strided(result.dtype(), RowMajor.copy(constant).buffer(), result.layout());
    }
    Reference.reachabilityFence(operands);
    return results;
  }

  /// Prepares to run the program many times in memory of its own.
  ///
  /// @param operands those of the first run: all others have operands with the same strides
  public ProgramRun manyRuns(Strided... operands) {
    return new ProgramRun(program, steps, lifetimes, plan(operands));
  }

  /// The clusters, tiers, bytes and operations of the program, as it stands now.
  public Report report() {
    return Reporter.of(steps, rowMajor, null);
  }

  /// The lowered program, as [ProgramPrinter] writes it.
  @Override
  public String toString() {
    return ProgramPrinter.print(program, steps);
  }

  /// Fixes the form of all loops, for tests.
  void force(Form form) {
    force(rowMajor, form);
    OtherPlan known = other;
    if (known != null) {
      force(known.plan, form);
    }
  }

  /// Makes the loops of single primitives and takes them for hot, for tests.
  void makeSinglesHot() {
    for (NestPlan nest : rowMajor.nests()) {
      if (nest != null) {
        nest.makeSinglesHot();
      }
    }
  }

  /// Takes the fused loops for refused, for tests.
  void refuseFused() {
    for (NestPlan nest : rowMajor.nests()) {
      if (nest != null) {
        nest.fused().refuse();
      }
    }
  }

  private static void force(ProgramPlan plan, Form form) {
    for (NestPlan nest : plan.nests()) {
      if (nest != null) {
        nest.fused().force(form);
      }
    }
  }

  private ProgramPlan plan(Strided[] operands) {
    boolean plain = true;
    for (Strided operand : operands) {
      plain &= operand.layout().isContiguous();
    }
    if (plain) {
      return rowMajor;
    }
    List<@Nullable Layout> layouts = new ArrayList<>();
    for (Strided operand : operands) {
      layouts.add(operand.layout().isContiguous() ? null : operand.layout());
    }
    OtherPlan known = other;
    if (known != null && haveSameStrides(known.layouts, layouts)) {
      return known.plan;
    }
    ProgramPlan plan = ProgramPlan.of(program, steps, lifetimes, layouts);
    other = new OtherPlan(layouts, plan);
    return plan;
  }

  private static boolean haveSameStrides(
      List<@Nullable Layout> some, List<@Nullable Layout> others) {
    for (int i = 0; i < some.size(); i++) {
      Layout a = some.get(i);
      Layout b = others.get(i);
      if (a == null || b == null ? a != b : !Arrays.equals(a.strides(), b.strides())) {
        return false;
      }
    }
    return true;
  }

  private static void run(
      Step step, @Nullable NestPlan nest, @Nullable Strided[] memory, boolean[] shared) {
    if (step instanceof Step.Call(Operation.Call call)) {
      call(call, memory, shared);
    } else if (nest != null) {
      nest.run(memory, shared);
    }
  }

  /// A result may be memory of an operand; then neither is given back by hand.
  static void call(Operation.Call call, @Nullable Strided[] memory, boolean[] shared) {
    Strided[] inputs = new Strided[call.operands().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = read(call.operands().get(i), memory);
    }
    Strided[] outputs = call.executable().execute(inputs);
    for (int i = 0; i < outputs.length; i++) {
      int number = call.results().get(i).number();
      memory[number] = RowMajor.of(outputs[i]);
      for (int k = 0; k < inputs.length; k++) {
        if (inputs[k].buffer() == outputs[i].buffer()) {
          shared[number] = true;
          shared[call.operands().get(k).root().number()] = true;
        }
      }
    }
  }

  static Strided read(Value value, @Nullable Strided[] memory) {
    Strided root = memory[value.root().number()];
    if (root == null) {
      throw new AssertionError("a value is read before it is computed");
    }
    if (!value.isView()) {
      return root;
    }
    boolean asPlanned = root.layout().isContiguous() && root.layout().offset() == 0;
    Layout layout = asPlanned ? value.layout() : value.layout(root.layout());
    if (layout == null) {
      throw new AssertionError("a view that cannot be had was not planned for");
    }
    return root.with(layout);
  }

  private static void release(List<Value> ending, @Nullable Strided[] memory, boolean[] shared) {
    for (Value value : ending) {
      Strided dead = memory[value.number()];
      memory[value.number()] = null;
      if (dead != null && !shared[value.number()]) {
        dead.buffer().release();
      }
    }
  }
}
