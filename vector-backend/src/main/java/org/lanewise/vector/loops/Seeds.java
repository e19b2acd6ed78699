package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.lanewise.vector.codegen.KernelSpecies;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.loops.LoopBody.Element;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.loops.LoopBody.Written;

/// What a vector loop must compute: guards first, then what is stored, in the order in which packs
/// are made for it.
final class Seeds {
  private final LoopBody body;
  private final LoopUses uses;
  private final Packing packing;
  private final int width;
  private final List<Guard> guards = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();
  private int guardsEnd;

  /// Something that must not hold, or the step is computed otherwise.
  ///
  /// @param pack of truth values, or −1
  /// @param node the truth value, if there is no pack
  /// @param count the lanes that are used
  record Guard(int pack, int node, int count) {}

  /// Something that is stored at the end of a step.
  ///
  /// @param pack what is stored, or −1 for elements one by one
  /// @param elements the places
  /// @param nodes the values
  /// @param end the number of packs when all for it were made
  record Store(int pack, List<Element> elements, List<Integer> nodes, int end) {}

  Seeds(LoopBody body, LoopUses uses, Packing packing, int width) {
    this.body = body;
    this.uses = uses;
    this.packing = packing;
    this.width = width;
    if (body.condition() >= 0) {
      packing.need(body.condition());
    }
    addGuards();
    this.guardsEnd = packing.packs().size();
    addStores();
  }

  /// The guards.
  List<Guard> guards() {
    return guards;
  }

  /// The number of packs that guards need.
  int guardsEnd() {
    return guardsEnd;
  }

  /// The stores.
  List<Store> stores() {
    return stores;
  }

  private void addGuards() {
    List<Integer> group = new ArrayList<>();
    for (int guard : new LinkedHashSet<>(body.guards())) {
      group.add(guard);
      if (group.size() > packing.lanes() || !packing.areAlike(group)) {
        group.removeLast();
        addGuard(group);
        group = new ArrayList<>(List.of(guard));
      }
    }
    addGuard(group);
  }

  private void addGuard(List<Integer> group) {
    if (group.size() == 1) {
      packing.need(group.get(0));
      guards.add(new Guard(-1, group.get(0), 1));
    } else if (group.size() > 1) {
      guards.add(new Guard(packing.pack(List.copyOf(group)), -1, group.size()));
    }
  }

  private void addStores() {
    List<Element> elements = new ArrayList<>();
    List<Integer> nodes = new ArrayList<>();
    Slot last = null;
    for (Written written : body.results()) {
      Slot slot = body.arrays().get(written.array());
      boolean joins =
          last != null
              && last.kind() == slot.kind()
              && last.type().dtype() == slot.type().dtype()
              && last.type().size() == 1
              && slot.type().size() == 1;
      if (!joins) {
        addChunks(elements, nodes);
        elements.clear();
        nodes.clear();
      }
      for (int i = 0; i < written.nodes().size(); i++) {
        elements.add(new Element(written.array(), i));
        nodes.add(written.nodes().get(i));
      }
      last = slot;
    }
    addChunks(elements, nodes);
  }

  private void addChunks(List<Element> elements, List<Integer> nodes) {
    int lanes = packing.lanes();
    for (int from = 0; from < nodes.size(); from += lanes) {
      int to = Math.min(nodes.size(), from + lanes);
      addStore(List.copyOf(elements.subList(from, to)), List.copyOf(nodes.subList(from, to)));
    }
  }

  private void addStore(List<Element> elements, List<Integer> nodes) {
    boolean changes = false;
    for (int i = 0; i < nodes.size(); i++) {
      changes |= uses.argument(elements.get(i)) != nodes.get(i);
    }
    if (!changes) {
      return;
    }
    Slot slot = body.arrays().get(elements.get(0).array());
    Storage storage = slot.storage();
    boolean together = slot.kind() == Kind.CARRY || slot.type().size() > 1;
    boolean whole = nodes.size() == packing.lanes() || !storage.isNarrow();
    boolean fits = KernelSpecies.exists(storage.size(), width) && whole;
    boolean alike = nodes.size() > 1 && packing.areAlike(nodes);
    boolean copied = nodes.size() == packing.lanes() && together;
    int pack = alike || copied ? packing.pack(nodes) : -1;
    if (pack < 0 || !together || !fits) {
      nodes.forEach(packing::need);
      pack = -1;
    }
    stores.add(new Store(pack, elements, nodes, packing.packs().size()));
  }

  /// For each store, the number of the store after which it may be done: the last one that reads
  /// what stands in its place.
  int[] ready() {
    List<BitSet> reads = new ArrayList<>();
    for (Store store : stores) {
      boolean[] reached = body.graph().reachable(store.nodes);
      BitSet read = new BitSet();
      for (int i = 0; i < reached.length; i++) {
        if (reached[i] && uses.isCarried(i)) {
          read.set(i);
        }
      }
      reads.add(read);
    }
    int[] ready = new int[stores.size()];
    for (int i = 0; i < ready.length; i++) {
      ready[i] = i;
      for (Element element : stores.get(i).elements) {
        int argument = uses.argument(element);
        for (int later = i + 1; argument >= 0 && later < ready.length; later++) {
          ready[i] = reads.get(later).get(argument) ? Math.max(ready[i], later) : ready[i];
        }
      }
    }
    return ready;
  }
}
