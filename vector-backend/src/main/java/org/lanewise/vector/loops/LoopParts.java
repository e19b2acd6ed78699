package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Lane;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.loops.LoopBody.Element;

/// Cuts the steps of a vector loop into parts, each a method that both of HotSpot's compilers can
/// compile: the first one gives up on too many calls of the Vector API, and what it gives up on may
/// stay slow for ever.
///
/// Vectors go from part to part by way of memory.
final class LoopParts {
  /// What the first compiler surely takes: some 20 accesses to memory with as many operations
  /// (measured; it gives up on 40).
  private static final int MOST = 800;

  private static final int OPERATION = 10;
  private static final int ACCESS = 30;

  private final VectorLoop plan;
  private final Packing packing;
  private final List<List<Action>> before = new ArrayList<>();
  private final List<List<Action>> step = new ArrayList<>();

  /// For each pack, the part that computes it.
  private final int[] madeIn;

  private List<Action> current = new ArrayList<>();

  /// The packs that the current part has loaded.
  private final Set<Integer> loaded = new HashSet<>();

  private int cost;

  /// What a part does.
  sealed interface Action {
    /// Computes a pack.
    record Compute(int pack) implements Action {}

    /// Leaves the loop unless the condition holds.
    record Condition(int node) implements Action {}

    /// Leaves the loop if a guard holds.
    record Ask(Seeds.Guard guard) implements Action {}

    /// Saves an element that is stored when what it is made of may be gone.
    record Save(int node, int position) implements Action {}

    /// Saves a pack, likewise.
    record SavePack(int pack, int position) implements Action {}

    /// Stores a pack.
    ///
    /// @param saved where it was saved, or −1
    record StorePack(Seeds.Store store, int saved) implements Action {}

    /// Stores an element.
    ///
    /// @param saved where it was saved, or −1
    record StoreElement(Element element, int node, int saved) implements Action {}
  }

  LoopParts(VectorLoop plan) {
    this.plan = plan;
    this.packing = plan.packing();
    this.madeIn = new int[packing.packs().size()];
    for (int i = 0; i < madeIn.length; i++) {
      if (packing.isEarly(i) && !isLeaf(i) && !isMask(i)) {
        packing.makeHome(i);
        add(before, new Action.Compute(i), OPERATION + ACCESS);
      }
    }
    close(before);
    if (plan.body().condition() >= 0) {
      add(step, new Action.Condition(plan.body().condition()), ACCESS);
    }
    steps();
    close(step);
    giveHomes();
  }

  /// What is done before the first step, by parts.
  List<List<Action>> before() {
    return before;
  }

  /// What is done in each step, by parts.
  List<List<Action>> step() {
    return step;
  }

  /// Whether a pack is loaded again wherever it is used.
  boolean isLeaf(int pack) {
    Node node = packing.packs().get(pack);
    return node.code() == Leaf.CONST
        || node.code() == Leaf.ARG
            && switch (packing.source(node)) {
              case Source.Runs _, Source.Prepared _ -> true;
              case Source.Splat(int element) -> !packing.scalars().contains(element);
              case Source.Gathered _ -> false;
            };
  }

  private void add(List<List<Action>> parts, Action action, int more) {
    if (cost + more > MOST) {
      close(parts);
    }
    current.add(action);
    cost += more;
  }

  private void close(List<List<Action>> parts) {
    if (!current.isEmpty()) {
      parts.add(current);
      current = new ArrayList<>();
    }
    loaded.clear();
    cost = 0;
  }

  private void steps() {
    int done = compute(0, plan.seeds().guardsEnd());
    for (Seeds.Guard guard : plan.seeds().guards()) {
      add(step, new Action.Ask(guard), OPERATION);
    }
    List<Seeds.Store> stores = plan.seeds().stores();
    int[] ready = plan.seeds().ready();
    List<List<Action>> waiting = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      done = compute(done, stores.get(i).end());
      waiting.add(actions(stores.get(i), ready[i] > i));
      // its own first: what waited for it may stand where it reads
      for (int k = i; k >= 0; k--) {
        if (ready[k] == i) {
          waiting.get(k).forEach(action -> add(step, action, ACCESS));
        }
      }
    }
  }

  private int compute(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!packing.isEarly(i) && !isLeaf(i)) { // truth values are computed wherever they are used
        Node pack = packing.packs().get(i);
        int more =
            pack.code() == Leaf.ARG
                ? ACCESS * VectorLoop.cost(packing.source(pack))
                : OPERATION + loads(pack.a()) + loads(pack.b()) + loads(pack.c());
        add(step, new Action.Compute(i), more + (packing.home(i) >= 0 ? ACCESS : 0));
        madeIn[i] = step.size();
      }
    }
    return Math.max(from, to);
  }

  /// What it costs to have an operand: loads count once in a part.
  private int loads(int pack) {
    return pack >= 0 && (isLeaf(pack) || packing.isEarly(pack)) && loaded.add(pack) ? ACCESS : 0;
  }

  private List<Action> actions(Seeds.Store store, boolean waits) {
    boolean isLeaf = store.pack() >= 0 && isLeaf(store.pack());
    if (store.pack() >= 0) {
      int saved = waits && isLeaf ? packing.allocate() : -1;
      if (saved >= 0) {
        add(step, new Action.SavePack(store.pack(), saved), 2 * ACCESS);
      }
      return List.of(new Action.StorePack(store, saved));
    }
    boolean isCarry =
        plan.body().arrays().get(store.elements().get(0).array()).kind() == LoopBody.Kind.CARRY;
    boolean saves = waits || isCarry && store.nodes().size() > 1;
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < store.nodes().size(); i++) {
      int node = store.nodes().get(i);
      Element element = store.elements().get(i);
      if (plan.uses().argument(element) == node) {
        continue;
      }
      int saved = saves ? packing.allocate() : -1;
      if (saved >= 0) {
        add(step, new Action.Save(node, saved), 2 * ACCESS);
      }
      actions.add(new Action.StoreElement(element, node, saved));
    }
    return actions;
  }

  /// A pack that another part reads needs a place.
  private void giveHomes() {
    for (int part = 0; part < step.size(); part++) {
      for (Action action : step.get(part)) {
        switch (action) {
          case Action.Compute(int pack) -> {
            Node node = packing.packs().get(pack);
            reach(node.a(), part);
            reach(node.b(), part);
            reach(node.c(), part);
          }
          case Action.Ask(Seeds.Guard guard) -> reach(guard.pack(), part);
          case Action.StorePack(Seeds.Store store, int saved) when saved < 0 ->
              reach(store.pack(), part);
          case Action.StorePack _, Action.SavePack _ -> {}
          case Action.Condition _, Action.Save _, Action.StoreElement _ -> {}
        }
      }
    }
  }

  private void reach(int pack, int part) {
    if (pack < 0 || isLeaf(pack) || madeIn[pack] == part && !packing.isEarly(pack)) {
      return;
    }
    if (isMask(pack)) {
      Node mask = packing.packs().get(pack);
      reach(mask.a(), part);
      reach(mask.b(), part);
      reach(mask.c(), part);
    } else if (!packing.isEarly(pack)) {
      packing.makeHome(pack);
    }
  }

  /// Truth values are no elements of memory.
  boolean isMask(int pack) {
    return packing.packs().get(pack).lane() == Lane.MASK;
  }
}
