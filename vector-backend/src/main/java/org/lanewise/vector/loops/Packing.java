package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Code.Shift;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.KernelSpecies;
import org.lanewise.vector.codegen.Lane;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.codegen.Vectorization;
import org.lanewise.vector.loops.Places.Place;
import org.lanewise.vector.loops.Source.Run;

/// Finds nodes that are alike and computes them together, one in each lane: *packs*.
///
/// It starts at what is stored side by side and goes up to the operands, as long as the nodes of a
/// pack are computed alike (S. Larsen and S. Amarasinghe, "Exploiting superword level parallelism
/// with multimedia instruction sets", PLDI 2000). Where they are not, the pack is read from memory:
/// elements have a place there, as arguments do, or are given one in scratch memory, a whole pack's
/// or their own. So no lane is ever taken out of a register.
///
/// Packs are the nodes of a graph like that of the elements, in an order in which each comes after
/// all that it needs.
final class Packing {
  /// The runs of memory of which a pack is blended together.
  private static final int MOST_RUNS = 3;

  private final Graph elements;
  private final LoopUses uses;
  private final Places places;
  private final int width;
  private final int lanes;
  private final Graph packs = new Graph();
  private final List<Source> sources = new ArrayList<>();
  private final List<List<Integer>> sourceNodes = new ArrayList<>();
  private final Map<List<Integer>, Integer> known = new HashMap<>();

  /// The pack in which an element is computed, and its lane.
  private final Map<Integer, Member> members = new HashMap<>();

  private final Map<Integer, Integer> homes = new HashMap<>();
  private final TreeSet<Integer> scalars = new TreeSet<>();
  private final BitSet early = new BitSet();
  private int marked;
  private int scratch;
  private boolean tooWide;

  private record Member(int pack, int lane) {}

  Packing(LoopBody body, LoopUses uses, int width) {
    this.elements = body.graph();
    this.uses = uses;
    this.places = new Places(body);
    this.width = width;
    this.lanes = KernelSpecies.lanes(width);
  }

  /// The lanes of a pack.
  int lanes() {
    return lanes;
  }

  /// Whether some pack has wider lanes than were planned for.
  boolean isTooWide() {
    return tooWide;
  }

  /// The packs.
  Graph packs() {
    return packs;
  }

  /// Where a pack comes from that is an argument of the graph of packs.
  Source source(Node pack) {
    return sources.get((int) pack.bits());
  }

  /// How many lanes of such a pack are used.
  int lanes(Node pack) {
    return sourceNodes.get((int) pack.bits()).size();
  }

  /// The place of a pack in scratch memory, or −1 if it has none.
  int home(int pack) {
    return homes.getOrDefault(pack, -1);
  }

  /// Gives a pack a place in scratch memory.
  int makeHome(int pack) {
    return homes.computeIfAbsent(
        pack,
        _ ->
            packs.get(pack).code() == Leaf.ARG
                    && source(packs.get(pack)) instanceof Source.Gathered gathered
                ? gathered.position()
                : allocate());
  }

  /// A place for an element in scratch memory.
  int allocate() {
    int position = scratch;
    scratch += lanes * Long.BYTES;
    return position;
  }

  /// The elements that are computed one by one.
  TreeSet<Integer> scalars() {
    return scalars;
  }

  /// The size of scratch memory.
  int scratchBytes() {
    return scratch + lanes * Long.BYTES;
  }

  /// The pack of some elements, at most as many as there are lanes.
  int pack(List<Integer> nodes) {
    Integer before = known.get(nodes);
    if (before != null) {
      return before;
    }
    Lane lane = elements.lane(nodes.get(0));
    tooWide |= width == 32 && lane.bits() == 64;
    int made = make(nodes, lane);
    known.put(nodes, made);
    markEarly();
    return made;
  }

  /// Operations on what is the same in each step are done before the loop.
  private void markEarly() {
    for (int i = marked; i < packs.size(); i++) {
      Node pack = packs.get(i);
      boolean same =
          pack.code() != Leaf.ARG
              || sourceNodes.get((int) pack.bits()).stream().allMatch(this::isSame);
      for (int operand : new int[] {pack.a(), pack.b(), pack.c()}) {
        same &= operand < 0 || early.get(operand);
      }
      early.set(i, same);
    }
    marked = packs.size();
  }

  /// Whether an element is there before the loop.
  private boolean isSame(int node) {
    return uses.time(node) == LoopUses.Time.BEFORE;
  }

  private int make(List<Integer> nodes, Lane lane) {
    int first = nodes.get(0);
    if (nodes.stream().allMatch(node -> node == first)) {
      return splat(first, lane);
    }
    if (areAlike(nodes)) {
      return operation(nodes);
    }
    if (lane == Lane.MASK) {
      return isNonzero(collected(nodes, Lane.I32));
    }
    return collected(nodes, lane);
  }

  private int splat(int node, Lane lane) {
    if (elements.get(node).code() == Leaf.CONST) {
      return packs.constant(lane, elements.get(node).bits());
    }
    need(node);
    Lane stored = lane == Lane.MASK ? Lane.I32 : lane;
    int repeated = source(new Source.Splat(node), stored, List.of(node));
    return lane == Lane.MASK ? isNonzero(repeated) : repeated;
  }

  private int isNonzero(int pack) {
    return packs.compare(Comparison.NE, pack, packs.number(Lane.I32, 0));
  }

  private int source(Source source, Lane lane, List<Integer> nodes) {
    int number = sources.size();
    sources.add(source);
    sourceNodes.add(nodes);
    return packs.argument(number, dtype(lane));
  }

  private static DType dtype(Lane lane) {
    return switch (lane) {
      case F32 -> DType.FLOAT32;
      case F64 -> DType.FLOAT64;
      case I32, MASK -> DType.INT32;
      case I64 -> DType.INT64;
    };
  }

  /// Whether one vector operation computes all nodes.
  boolean areAlike(List<Integer> nodes) {
    Node first = elements.get(nodes.get(0));
    if (first.code() instanceof Leaf || !Vectorization.canEmit(first, elements, width)) {
      return false;
    }
    for (int i = 1; i < nodes.size(); i++) {
      Node node = elements.get(nodes.get(i));
      boolean same = node.code() == first.code() && node.lane() == first.lane();
      if (!same
          || isOther(node.a(), first.a())
          || isOther(node.b(), first.b())
          || isOther(node.c(), first.c())) {
        return false;
      }
      if (first.code() == Shift.ROL && node.b() != first.b()) {
        return false;
      }
    }
    return true;
  }

  private boolean isOther(int operand, int first) {
    return operand >= 0 && elements.lane(operand) != elements.lane(first);
  }

  private int operation(List<Integer> nodes) {
    Node first = elements.get(nodes.get(0));
    int[] operands = {first.a(), first.b(), first.c()};
    int count = 0;
    while (count < operands.length && operands[count] >= 0) {
      int position = count++;
      operands[position] =
          pack(nodes.stream().map(node -> operand(elements.get(node), position)).toList());
    }
    int made = packs.node(first.code(), first.lane(), java.util.Arrays.copyOf(operands, count));
    for (int i = 0; i < nodes.size(); i++) {
      members.putIfAbsent(nodes.get(i), new Member(made, i));
    }
    return made;
  }

  private static int operand(Node node, int position) {
    return switch (position) {
      case 0 -> node.a();
      case 1 -> node.b();
      default -> node.c();
    };
  }

  /// A pack of elements that are where they are.
  private int collected(List<Integer> nodes, Lane lane) {
    nodes.forEach(this::need);
    List<Run> runs = runs(nodes, lane);
    if (runs != null) {
      Place first = place(nodes.get(0));
      if (first == null) {
        throw new AssertionError("a run has a place");
      }
      return source(new Source.Runs(first.storage(), runs), lane, nodes);
    }
    Storage storage = Places.storage(lane);
    int position = allocate();
    boolean prepared =
        nodes.stream().allMatch(node -> isSame(node) && elements.get(node).code() instanceof Leaf);
    return source(
        prepared
            ? new Source.Prepared(storage, nodes, position)
            : new Source.Gathered(storage, nodes, position),
        lane,
        nodes);
  }

  /// The runs of memory in which elements lie, or null if they are too many.
  private @Nullable List<Run> runs(List<Integer> nodes, Lane lane) {
    List<Run> runs = new ArrayList<>();
    Storage storage = null;
    int start = 0;
    for (int i = 0; i <= nodes.size(); i++) {
      Place place = i < nodes.size() ? place(nodes.get(i)) : null;
      if (i < nodes.size() && (place == null || storage != null && place.storage() != storage)) {
        return null;
      }
      storage = place == null ? storage : place.storage();
      Place begin = place(nodes.get(start));
      if (storage == null || begin == null || storage.lane() != lane) {
        return null;
      }
      long expected = begin.position() + (long) (i - start) * storage.size();
      boolean goesOn =
          place != null && place.array() == begin.array() && place.position() == expected;
      if (!goesOn) {
        long laneZero = begin.position() - (long) start * storage.size();
        runs.add(new Run(begin.array(), laneZero, start, i));
        start = i;
      }
      if (runs.size() > MOST_RUNS) {
        return null;
      }
    }
    if (storage == null || !KernelSpecies.exists(storage.size(), width)) {
      return null;
    }
    // narrow elements are loaded as whole vectors only
    return storage.isNarrow() && (runs.size() > 1 || nodes.size() < lanes) ? null : runs;
  }

  /// Where an element can be read: its argument's place, or its pack's.
  @Nullable Place place(int node) {
    Place argument = places.of(node);
    Member member = argument == null ? members.get(node) : null;
    if (member == null || !homes.containsKey(member.pack) || isLate(node, member)) {
      return argument;
    }
    Storage storage = Places.storage(elements.lane(node));
    long position = home(member.pack) + (long) member.lane * storage.size();
    return new Place(Places.SCRATCH, position, storage);
  }

  /// Whether an element is wanted before the loop, and its pack is not there.
  private boolean isLate(int node, Member member) {
    return isSame(node) && !early.get(member.pack);
  }

  /// The place of an element of an array.
  Place place(LoopBody.Element element) {
    return places.of(element);
  }

  /// Makes an element be there by itself: in its pack's home, or computed one by one.
  void need(int node) {
    Node needed = elements.get(node);
    if (needed.code() instanceof Leaf || scalars.contains(node)) {
      return;
    }
    Member member = members.get(node);
    if (member != null && needed.lane() != Lane.MASK && !isLate(node, member)) {
      makeHome(member.pack);
      return;
    }
    scalars.add(node);
    for (int operand : new int[] {needed.a(), needed.b(), needed.c()}) {
      if (operand >= 0) {
        need(operand);
      }
    }
  }

  /// Whether a pack is computed before the loop.
  boolean isEarly(int pack) {
    return early.get(pack);
  }

  /// The packs with a source, in order.
  List<Source> sources() {
    return sources;
  }
}
