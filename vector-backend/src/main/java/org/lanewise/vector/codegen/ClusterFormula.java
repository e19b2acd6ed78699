package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Cluster.Step;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Shift;

/// Makes one formula of a cluster: the formulas of its steps in one graph.
///
/// A value between two steps is what memory would hold (f16 is rounded, i8 wraps), so that nothing
/// depends on which steps share a loop.
final class ClusterFormula {
  private final Graph graph = new Graph();
  private final List<DType> types = new ArrayList<>();
  private final List<Integer> nodes = new ArrayList<>();
  private final Form form;
  private int slow = -1;

  private ClusterFormula(Form form) {
    this.form = form;
  }

  /// The formula of a cluster, all of whose primitives have one.
  static Formula of(Cluster cluster, Form form) {
    ClusterFormula made = new ClusterFormula(form);
    for (DType type : cluster.operands()) {
      made.nodes.add(made.graph.argument(made.types.size(), type));
      made.types.add(type);
    }
    cluster.steps().forEach(made::add);
    List<DType> types = cluster.results().stream().map(made.types::get).toList();
    List<Integer> outputs = cluster.results().stream().map(made.nodes::get).toList();
    return new Formula(cluster.name(), made.graph, cluster.operands(), types, outputs, made.slow);
  }

  private void add(Step step) {
    List<DType> operandTypes = step.operands().stream().map(types::get).toList();
    List<Integer> raw = step.operands().stream().map(nodes::get).toList();
    FormulaBuilder builder = new FormulaBuilder(form, operandTypes, graph, raw);
    FormulaBuilder built = Formulas.build(step.primitive(), builder);
    if (built == null) {
      throw new AssertionError("no formula for " + step.primitive() + " of " + operandTypes);
    }
    Formula formula = built.build();
    for (int i = 0; i < formula.outputs().size(); i++) {
      types.add(formula.results().get(i));
      nodes.add(asStored(formula.results().get(i), formula.outputs().get(i)));
    }
    if (formula.slow() >= 0) {
      slow = slow < 0 ? formula.slow() : graph.like(Bitwise.OR, slow, formula.slow());
    }
  }

  /// What a load would give after the value was stored: narrow integers are cut and extended.
  private int asStored(DType type, int value) {
    return switch (type) {
      case INT8 -> extended(value, 24);
      case INT16 -> extended(value, 16);
      case UINT8 -> graph.bitsWith(Bitwise.AND, value, 0xFF);
      case UINT16, FLOAT16, BFLOAT16 -> graph.bitsWith(Bitwise.AND, value, 0xFFFF);
      case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64 -> value;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  private int extended(int value, int count) {
    return graph.shift(Shift.SHR, graph.shift(Shift.SHL, value, count), count);
  }
}
