package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes the report of a program as it stands now: tiers change while it runs.
final class Reporter {
  private Reporter() {}

  /// The report of a program that runs by a plan.
  static Report of(List<Step> steps, ProgramPlan plan) {
    List<Report.Line> lines = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      NestPlan nest = plan.nests().get(i);
      lines.add(
          switch (steps.get(i)) {
            case Step.Call(Operation.Call call) -> line(call);
            case Step.Nest of when nest != null -> line(of, nest);
            case Step.Nest of -> throw new AssertionError("a nest without a plan: " + of);
          });
    }
    return new Report(lines);
  }

  private static Report.Line line(Operation.Call call) {
    Set<Value> touched = new HashSet<>();
    call.operands().forEach(operand -> touched.add(operand.root()));
    touched.addAll(call.results());
    String tier = call.executable() instanceof Described inner ? inner.form() : "own";
    return new Report.Line(call.primitive().name(), 1, 0, bytes(touched), 0, tier, 0);
  }

  private static Report.Line line(Step.Nest nest, NestPlan plan) {
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
        "nest",
        current.stages().size(),
        operations,
        bytes(touched),
        current.bytes(),
        plan.tier(),
        plan.fused().nanos() / 1000);
  }

  private static long bytes(Set<Value> values) {
    long bytes = 0;
    for (Value value : values) {
      bytes += value.type().size() * value.type().dtype().byteSize();
    }
    return bytes;
  }
}
