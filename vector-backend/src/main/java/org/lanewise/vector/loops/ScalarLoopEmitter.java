package org.lanewise.vector.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.codegen.ScalarAccess;
import org.lanewise.vector.codegen.ScalarOperations;
import org.lanewise.vector.loops.LoopBody.Element;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Written;
import org.lanewise.vector.loops.Places.Place;

/// Emits a loop one element at a time.
///
/// The carry is in local variables; what is the same in each step is computed before the loop. A
/// value that is used once is computed where it is used, on the operand stack.
final class ScalarLoopEmitter {
  private final CodeBuilder code;
  private final LoopBody body;
  private final Graph graph;
  private final LoopFrame frame;
  private final ScalarOperations operations;
  private final LoopUses uses;
  private final Places places;
  private final int[] locals;

  /// The carried elements that a step changes.
  private final List<Carried> carried = new ArrayList<>();

  /// @param element the place in memory
  /// @param argument its node
  /// @param next the node of what the next step reads there
  /// @param local where it is while the loop runs
  private record Carried(Element element, int argument, int next, int local) {}

  ScalarLoopEmitter(CodeBuilder code, LoopBody body) {
    this.code = code;
    this.body = body;
    this.graph = body.graph();
    this.uses = new LoopUses(body);
    this.places = new Places(body);
    this.frame = new LoopFrame(code, body.arrays(), uses.arrays());
    this.operations = new ScalarOperations(code, graph, this::push, this::load);
    this.locals = new int[graph.size()];
  }

  /// Emits the whole method.
  void emit() {
    frame.prologue();
    loadCarry();
    compute(LoopUses.Time.BEFORE);
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test);
    frame.pushStep();
    frame.pushEnd();
    code.lcmp().ifge(end);
    if (body.condition() >= 0) {
      compute(LoopUses.Time.CONDITION);
      push(body.condition());
      code.ifeq(end);
    }
    compute(LoopUses.Time.STEP);
    storeRows();
    moveCarry();
    frame.advance();
    code.goto_(test).labelBinding(end);
    storeCarry();
    frame.pushStep();
    code.lreturn();
  }

  private TypeKind kind(int node) {
    return graph.lane(node).kind();
  }

  private void loadCarry() {
    for (Written written : body.results()) {
      if (body.arrays().get(written.array()).kind() == Kind.CARRY) {
        for (int i = 0; i < written.nodes().size(); i++) {
          loadCarry(new Element(written.array(), i), written.nodes().get(i));
        }
      }
    }
  }

  private void loadCarry(Element element, int next) {
    int argument = uses.argument(element);
    if (argument == next) {
      return; // what no step changes is read where it is, as a constant
    }
    TypeKind kind = body.arrays().get(element.array()).storage().lane().kind();
    int local = frame.fresh(kind);
    get(element);
    code.storeLocal(kind, local);
    if (argument >= 0) {
      locals[argument] = local;
    }
    carried.add(new Carried(element, argument, next, local));
  }

  private void get(Element element) {
    Place place = places.of(element);
    frame.pushSegment(place.array());
    ScalarAccess.get(
        code, place.storage(), () -> frame.pushPosition(place.array(), place.position()));
  }

  private void set(Element element, Runnable value) {
    Place place = places.of(element);
    frame.pushSegment(place.array());
    ScalarAccess.set(
        code, place.storage(), () -> frame.pushPosition(place.array(), place.position()), value);
  }

  private void compute(LoopUses.Time time) {
    for (int i = 0; i < locals.length; i++) {
      if (uses.isKept(i) && uses.time(i) == time) {
        operations.compute(graph.get(i));
        locals[i] = frame.fresh(kind(i));
        code.storeLocal(kind(i), locals[i]);
      }
    }
  }

  private void push(int node) {
    if (uses.isKept(node) || uses.isCarried(node)) {
      code.loadLocal(kind(node), locals[node]);
    } else {
      operations.compute(graph.get(node));
    }
  }

  private void load(Node node) {
    if (node.code() != Leaf.ARG) {
      throw new AssertionError("a loop has no elements to count: " + node);
    }
    get(body.arguments().get((int) node.bits()));
  }

  private void storeRows() {
    for (Written written : body.results()) {
      if (body.arrays().get(written.array()).kind() == Kind.STACK) {
        for (int i = 0; i < written.nodes().size(); i++) {
          int node = written.nodes().get(i);
          set(new Element(written.array(), i), () -> push(node));
        }
      }
    }
  }

  /// All at once, since the next value of one may be the last one of another.
  private void moveCarry() {
    carried.forEach(each -> push(each.next));
    for (Carried each : carried.reversed()) {
      code.storeLocal(kind(each.next), each.local);
    }
  }

  private void storeCarry() {
    for (Carried each : carried) {
      set(each.element, () -> code.loadLocal(kind(each.next), each.local));
    }
  }
}
