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
    return execute(plan(operands), null, null, operands);
  }

  @Override
  public Strided[] executeTaking(boolean[] given, Strided... operands) {
    return execute(plan(operands), null, given, operands);
  }

  @Override
  public String profile(Strided... operands) {
    ProgramPlan plan = plan(operands);
    StepTimes times = new StepTimes(steps.size());
    while (times.wantsMore()) {
      execute(plan, times, null, operands);
    }
    return this + Reporter.of(program, steps, plan, times).toString();
  }

  private Strided[] execute(
      ProgramPlan plan,
      @Nullable StepTimes times,
      boolean @Nullable [] given,
      Strided... operands) {
    Frame frame = new Frame(program, plan);
    boolean done = false;
    try {
      frame.begin(lifetimes.constants(), given, operands);
      for (int i = 0; i < steps.size(); i++) {
        long start = times == null ? 0 : System.nanoTime();
        run(steps.get(i), plan.nests().get(i), frame);
        if (times != null) {
          times.add(i, System.nanoTime() - start);
        }
        frame.endStep(lifetimes, i);
      }
      Strided[] results = frame.finish();
      done = true;
      return results;
    } finally {
      if (!done) {
        frame.giveBack();
      }
      Reference.reachabilityFence(operands);
    }
  }

  private static void run(Step step, @Nullable NestPlan nest, Frame frame) {
    if (step instanceof Step.Call(Operation.Call call)) {
      frame.call(call);
    } else if (nest != null) {
      nest.run(frame);
    }
  }

  /// Prepares to run the program many times in memory of its own.
  ///
  /// @param operands those of the first run: all others have operands with the same strides
  public ProgramRun manyRuns(Strided... operands) {
    return new ProgramRun(program, steps, lifetimes, plan(operands));
  }

  /// The clusters, tiers, bytes and operations of the program, as it stands now.
  public Report report() {
    return Reporter.of(program, steps, rowMajor, null);
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
}
