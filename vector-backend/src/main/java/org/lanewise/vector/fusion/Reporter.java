package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.StepTimes;

/// Writes the report of a program as it stands now: tiers change while it runs.
final class Reporter {
  private Reporter() {}

  /// The report of a program that runs by a plan.
  ///
  /// @param times what the steps took, if they were measured
  static Report of(Lowered program, List<Step> steps, ProgramPlan plan, @Nullable StepTimes times) {
    List<Report.Line> lines = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      NestPlan nest = plan.nests().get(i);
      double measured = times == null ? 0 : times.micros(i);
      lines.add(
          switch (steps.get(i)) {
            case Step.Call(Operation.Call call) -> line(call, measured);
            case Step.Nest of when nest != null -> line(of, nest, measured);
            case Step.Nest of -> throw new AssertionError("a nest without a plan: " + of);
          });
    }
    MemoryPlan memory = plan.memory();
    return new Report(
        lines,
        new Report.Memory(
            memory.bytes(),
            memory.separate(),
            plan.inherited().size(),
            plan.donors().most(program.values().size())));
  }

  private static Report.Line line(Operation.Call call, double measured) {
    Set<Value> touched = new HashSet<>();
    call.operands().forEach(operand -> touched.add(operand.root()));
    touched.addAll(call.results());
    String tier = call.executable() instanceof Described inner ? inner.form() : "own";
    return new Report.Line(call.primitive().name(), 1, 0, bytes(touched), 0, tier, 0, measured);
  }

  private static Report.Line line(Step.Nest nest, NestPlan plan, double measured) {
    Set<Value> local = new HashSet<>();
    Set<Value> touched = new HashSet<>();
    int operations = 0;
    for (Stage stage : nest.fused()) {
      local.addAll(stage.writes());
      touched.addAll(stage.reads());
      operations += stage instanceof Stage.Map map ? map.operations() : 1;
    }
    touched.removeAll(local);
    touched.addAll(nest.written());
    Variant current = plan.current();
    return new Report.Line(
        current.product() == null ? "nest" : "dot_general + nest",
        current.stages().size(),
        operations,
        bytes(touched),
        current.bytes(),
        plan.tier(),
        plan.fused().nanos() / 1000,
        measured);
  }

  private static long bytes(Set<Value> values) {
    long bytes = 0;
    for (Value value : values) {
      bytes += value.type().size() * value.type().dtype().byteSize();
    }
    return bytes;
  }
}
