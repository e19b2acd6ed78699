package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Cluster.Step;

/// Makes one formula of a cluster: the formulas of its steps in one graph.
final class ClusterFormula {
  private final Graph graph = new Graph();
  private final List<DType> types = new ArrayList<>();
  private final List<Integer> nodes = new ArrayList<>();
  private final ElementFormulas formulas;

  private ClusterFormula(Form form) {
    this.formulas = new ElementFormulas(graph, form);
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
    return new Formula(
        cluster.name(), made.graph, cluster.operands(), types, outputs, made.formulas.slow());
  }

  private void add(Step step) {
    List<DType> operandTypes = step.operands().stream().map(types::get).toList();
    List<Integer> operands = step.operands().stream().map(nodes::get).toList();
    ElementFormulas.Results results = formulas.apply(step.primitive(), operandTypes, operands);
    if (results == null) {
      throw new AssertionError("no formula for " + step.primitive() + " of " + operandTypes);
    }
    types.addAll(results.types());
    nodes.addAll(results.nodes());
  }
}
