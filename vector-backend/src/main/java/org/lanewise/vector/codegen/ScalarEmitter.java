package org.lanewise.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import org.lanewise.vector.codegen.Code.Leaf;

/// Emits a formula one element at a time: ready at once, and exact where the vector form has no
/// answer.
final class ScalarEmitter {
  private final CodeBuilder code;
  private final Formula formula;
  private final Graph graph;
  private final KernelFrame frame;
  private final ScalarOperations operations;
  private final int[] locals;

  ScalarEmitter(CodeBuilder code, Formula formula, long splats) {
    this.code = code;
    this.formula = formula;
    this.graph = formula.graph();
    this.frame = new KernelFrame(code, formula, splats, 1);
    this.operations = new ScalarOperations(code, graph, this::push, this::pushOperand);
    this.locals = new int[graph.size()];
  }

  /// Emits the whole method.
  void emit() {
    frame.prologue();
    frame.loop(this::body);
    frame.returnAll();
  }

  private void body() {
    boolean[] live = formula.live();
    for (int i = 0; i < live.length; i++) {
      if (live[i]) {
        operations.compute(graph.get(i));
        TypeKind kind = graph.lane(i).kind();
        locals[i] = frame.fresh(kind.slotSize());
        code.storeLocal(kind, locals[i]);
      }
    }
    for (int i = 0; i < formula.outputs().size(); i++) {
      int array = formula.operands().size() + i;
      ScalarAccess.store(code, frame, array, locals[formula.outputs().get(i)]);
    }
  }

  private void push(int node) {
    code.loadLocal(graph.lane(node).kind(), locals[node]);
  }

  private void pushOperand(Node node) {
    if (node.code() == Leaf.ARG) {
      ScalarAccess.load(code, frame, (int) node.bits());
    } else {
      frame.pushIndex();
      code.l2i();
    }
  }
}
