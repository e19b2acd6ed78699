package org.lanewise.vector.loops;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Node;

/// The plan of a loop in packs.
final class VectorLoop {
  /// What an element costs that is brought to a place of its own.
  private static final int COPY = 2;

  private final LoopBody body;
  private final LoopUses uses;
  private final Packing packing;
  private final Seeds seeds;
  private final int width;
  private final LoopParts parts;

  private VectorLoop(LoopBody body, int width) {
    this.body = body;
    this.width = width;
    this.uses = new LoopUses(body);
    this.packing = new Packing(body, uses, width);
    this.seeds = new Seeds(body, uses, packing, width);
    this.parts = new LoopParts(this);
  }

  /// What a step computes, definitions written out.
  LoopBody body() {
    return body;
  }

  /// When its elements are computed.
  LoopUses uses() {
    return uses;
  }

  /// Which of them are computed together.
  Packing packing() {
    return packing;
  }

  /// What for.
  Seeds seeds() {
    return seeds;
  }

  /// The width of the widest lane: 32 or 64.
  int width() {
    return width;
  }

  /// The parts of a step.
  LoopParts parts() {
    return parts;
  }

  /// Plans a loop, or gives null if vectors would not make it faster.
  static @Nullable VectorLoop of(LoopBody body) {
    VectorLoop plan = always(body);
    return 2 * plan.cost() < plan.elementCost() ? plan : null;
  }

  /// Plans a loop.
  static VectorLoop always(LoopBody body) {
    VectorLoop narrow = new VectorLoop(body, 32);
    return narrow.packing.isTooWide() ? new VectorLoop(body, 64) : narrow;
  }

  /// The instructions of a step, roughly.
  int cost() {
    int cost = 0;
    for (int i = 0; i < packing.packs().size(); i++) {
      if (!packing.isEarly(i)) {
        Node pack = packing.packs().get(i);
        cost += pack.code() == Leaf.ARG ? cost(packing.source(pack)) : 1;
        cost += packing.home(i) >= 0 ? 1 : 0;
      }
    }
    for (int node : packing.scalars()) {
      cost += uses.time(node) == LoopUses.Time.BEFORE ? 0 : 1;
    }
    for (Seeds.Store store : seeds.stores()) {
      cost += store.pack() < 0 ? COPY * store.nodes().size() : 1;
    }
    return cost;
  }

  /// The instructions that bring a pack together.
  static int cost(Source source) {
    return switch (source) {
      case Source.Splat _ -> 1;
      case Source.Runs runs -> runs.runs().size();
      case Source.Gathered gathered -> COPY * gathered.nodes().size();
      case Source.Prepared _ -> 1;
    };
  }

  /// The instructions of a step one element at a time.
  private int elementCost() {
    int cost = 0;
    for (int i = 0; i < body.graph().size(); i++) {
      boolean inStep = uses.isNeeded(i) && uses.time(i) != LoopUses.Time.BEFORE;
      cost += inStep && body.graph().get(i).code() != Leaf.CONST ? 1 : 0;
    }
    return cost;
  }

  /// Brings together what is the same in each step and lies apart.
  void prepare(LoopMemory memory) {
    memory.makeScratch(packing.scratchBytes());
    MemorySegment scratch = memory.scratch().buffer().segment();
    for (Source source : packing.sources()) {
      if (source instanceof Source.Prepared(var storage, var nodes, int position)) {
        DType type = storage.size() == 4 ? DType.INT32 : DType.INT64;
        for (int i = 0; i < nodes.size(); i++) {
          int index = position / storage.size() + i;
          Transfer.putBits(scratch, type, index, bits(nodes.get(i), memory));
        }
      }
    }
  }

  private long bits(int node, LoopMemory memory) {
    Node leaf = body.graph().get(node);
    if (leaf.code() == Leaf.CONST) {
      return leaf.bits();
    }
    LoopBody.Element element = body.arguments().get((int) leaf.bits());
    Strided array = memory.array(element.array());
    long index = array.layout().offset() + element.index();
    long bits = Transfer.getBits(array.buffer().segment(), array.dtype(), index);
    return switch (array.dtype()) {
      case INT8 -> (byte) bits;
      case INT16 -> (short) bits;
      case BOOL, UINT8, UINT16, FLOAT16, BFLOAT16 -> bits;
      case INT32, UINT32, INT64, UINT64, FLOAT32, FLOAT64 -> bits;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no loop");
    };
  }
}
