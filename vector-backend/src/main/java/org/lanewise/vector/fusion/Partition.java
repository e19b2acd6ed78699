package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cuts a lowered program into steps: nests, each with as many operations as fit, and calls.
///
/// What can wait ([Urgency]) comes last. Otherwise an operation joins a nest as soon as all that it
/// reads is there, whatever stands between them in the program: only data order operations, and
/// effects among each other.
final class Partition {
  private final Set<Value> available = new HashSet<>();
  private final LinkedList<Operation> remaining;
  private final Urgency urgency;
  private final Prologues prologues;

  /// Products that nothing could be computed with.
  private final Set<Operation> alone = new HashSet<>();

  /// For each step, its call, or its nest in the making.
  private final List<Operation.@Nullable Call> calls = new ArrayList<>();

  private final List<@Nullable NestDraft> drafts = new ArrayList<>();

  private Partition(Lowered program) {
    this.remaining = new LinkedList<>(program.operations());
    this.urgency = Urgency.of(program.operations());
    this.prologues = new Prologues(program);
    program.values().stream().filter(value -> value.constant() != null).forEach(available::add);
    available.addAll(program.parameters());
  }

  /// The steps of a program.
  static List<Step> of(Lowered program) {
    Partition partition = new Partition(program);
    while (!partition.remaining.isEmpty()) {
      partition.takeCalls();
      Opening opening = partition.readyProduct();
      if (opening != null) {
        partition.takeProduct(opening);
      } else if (!partition.remaining.isEmpty()) {
        partition.takeNest(new NestDraft());
      }
    }
    return partition.steps(program);
  }

  /// Calls come first: what waits for their results can then share a nest with what does not.
  private void takeCalls() {
    boolean waits = false;
    for (Iterator<Operation> each = remaining.iterator(); each.hasNext(); ) {
      Operation operation = each.next();
      boolean mayRun = isReady(operation, null) && !(waits && operation.hasEffect());
      waits |= !mayRun && operation.hasEffect();
      if (mayRun && operation instanceof Operation.Call call && !mayFuse(call)) {
        each.remove();
        calls.add(call);
        drafts.add(null);
        available.addAll(call.results());
      }
    }
  }

  private boolean mayFuse(Operation.Call call) {
    return !alone.contains(call) && BlockProduct.of(call) != null;
  }

  /// What a nest begins with: a product, and before it what makes the rows of its left operand.
  private record Opening(BlockProduct product, List<Operation.Map> prologue) {}

  /// The first product that a nest may begin with.
  private @Nullable Opening readyProduct() {
    for (Operation operation : remaining) {
      if (operation instanceof Operation.Call call && mayFuse(call)) {
        BlockProduct product = BlockProduct.of(call);
        if (product != null && isReady(call, null)) {
          return new Opening(product, List.of());
        }
        List<Operation.Map> prologue = product == null ? null : prologues.of(product, available);
        if (product != null && prologue != null) {
          return new Opening(product, prologue);
        }
      }
    }
    return null;
  }

  /// Begins a nest with a product, if some loop makes what it reads or can follow that reads it;
  /// otherwise it is a call.
  private void takeProduct(Opening opening) {
    BlockProduct product = opening.product;
    NestDraft draft = NestDraft.of(product, opening.prologue);
    List<Operation> before = List.copyOf(remaining);
    remaining.remove(product.call());
    remaining.removeAll(opening.prologue);
    fill(draft);
    if (!opening.prologue.isEmpty() || draft.readsProduct()) {
      take(draft);
    } else {
      remaining.clear();
      remaining.addAll(before);
      alone.add(product.call());
    }
  }

  private void takeNest(NestDraft draft) {
    fill(draft);
    take(draft);
  }

  private void fill(NestDraft draft) {
    boolean urgent = !remaining.stream().allMatch(urgency::canWait);
    for (Iterator<Operation> each = remaining.iterator(); each.hasNext(); ) {
      Operation operation = each.next();
      boolean waits = urgent && urgency.canWait(operation) && !reads(operation, draft);
      if (!waits && isReady(operation, draft) && draft.tryAdd(operation)) {
        each.remove();
      }
    }
  }

  private void take(NestDraft draft) {
    calls.add(null);
    drafts.add(draft);
    draft.operations().forEach(operation -> available.addAll(operation.results()));
  }

  /// Whether an operation reads what the nest makes, and may so spare it a place in memory.
  private static boolean reads(Operation operation, NestDraft draft) {
    return operation.operands().stream().anyMatch(operand -> draft.provides(operand.root()));
  }

  private boolean isReady(Operation operation, @Nullable NestDraft draft) {
    for (Value operand : operation.operands()) {
      Value root = operand.root();
      if (!available.contains(root) && (draft == null || !draft.provides(root))) {
        return false;
      }
    }
    return true;
  }

  private List<Step> steps(Lowered program) {
    List<Step> steps = new ArrayList<>();
    Set<Value> later = new HashSet<>();
    program.outputs().forEach(output -> later.add(output.root()));
    for (int i = calls.size() - 1; i >= 0; i--) {
      Operation.Call call = calls.get(i);
      NestDraft draft = drafts.get(i);
      if (call != null) {
        steps.add(new Step.Call(call));
        call.operands().forEach(operand -> later.add(operand.root()));
      } else if (draft != null) {
        steps.add(nest(draft, later));
        for (Operation operation : draft.operations()) {
          operation.operands().forEach(operand -> later.add(operand.root()));
        }
      }
    }
    return steps.reversed();
  }

  /// @param later the roots that later steps or the caller read
  private static Step nest(NestDraft draft, Set<Value> later) {
    List<Value> written = new ArrayList<>();
    for (Operation operation : draft.operations()) {
      operation.results().stream().filter(later::contains).forEach(written::add);
    }
    List<Stage> fused = StageBuilder.build(draft.operations(), written, StageBuilder.FUSED);
    List<Stage> single = StageBuilder.build(draft.operations(), written, StageBuilder.SINGLE);
    return new Step.Nest(draft.rows(), draft.blocks(), draft.isStacked(), fused, single, written);
  }
}
