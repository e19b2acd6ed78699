package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.codegen.KernelCache;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.elementwise.MapLoop;
import org.lanewise.vector.reduce.LongRows;
import org.lanewise.vector.team.Team;

/// A nest, bound to the layouts of what it reads.
///
/// It begins with fused loops in scalar form. When all primitives have hot loops of their own (from
/// eager use, for instance), those run over tiles instead, until the fused loops are hot. All give
/// the same bits.
final class NestPlan {
  /// The runs at the beginning after each of which hot loops of single primitives are looked for.
  private static final int LOOKS = 8;

  private static final int LOOK_EVERY = 32;

  private final Step.Nest nest;
  private final RootLayouts layouts;
  private final Variant fused;
  private final List<RootLayouts.Copy> copies;
  private volatile @Nullable Variant single;
  private volatile boolean hot;
  private int coldRuns;

  /// Binds a nest.
  NestPlan(Step.Nest nest, RootLayouts layouts) {
    this.nest = nest;
    this.layouts = layouts;
    List<StagePlan> plans = new ArrayList<>();
    for (Stage stage : nest.fused()) {
      plans.add(plan(stage));
    }
    this.copies = layouts.takePending();
    this.fused = new Variant(nest, plans, layouts.values());
  }

  private StagePlan plan(Stage stage) {
    return switch (stage) {
      case Stage.Map map -> {
        MapLoop loop = loop(map);
        yield plan(map, loop, KernelCache.get(map.cluster(), loop.splats()));
      }
      case Stage.Fold(Operation.RowFold operation) -> {
        layouts.requireRowMajor(operation.operand().root());
        int source = operation.operand().root().number();
        yield new StagePlan.Fold(operation, source, operation.result().number());
      }
    };
  }

  private StagePlan plan(Stage.Map map, MapLoop loop, TieredKernel kernel) {
    List<Integer> arrays = new ArrayList<>();
    for (int i = 0; i < map.operands().size(); i++) {
      arrays.add(layouts.array(map.operands().get(i), map.shape()));
    }
    map.writes().forEach(value -> arrays.add(value.number()));
    return new StagePlan.Map(map, loop, kernel, arrays);
  }

  /// The loop; operands that cannot be walked are packed before the nest.
  private MapLoop loop(Stage.Map map) {
    MapLoop asGiven = MapLoop.of(map.shape(), operandLayouts(map), sizes(map));
    boolean packed = false;
    for (int i = 0; i < map.operands().size(); i++) {
      if (asGiven.needsPacking(i)) {
        layouts.pack(map.operands().get(i), map.shape());
        packed = true;
      }
    }
    return packed ? MapLoop.of(map.shape(), operandLayouts(map), sizes(map)) : asGiven;
  }

  private Layout[] operandLayouts(Stage.Map map) {
    return map.operands().stream()
        .map(operand -> layouts.in(map.shape(), operand))
        .toArray(Layout[]::new);
  }

  private static int[] sizes(Stage.Map map) {
    int operands = map.operands().size();
    int[] sizes = new int[operands + map.writes().size()];
    for (int i = 0; i < sizes.length; i++) {
      Value value = i < operands ? map.operands().get(i).value() : map.writes().get(i - operands);
      sizes[i] = value.type().dtype().byteSize();
    }
    return sizes;
  }

  /// Runs the nest.
  ///
  /// @param memory what has memory of its own, by number; the nest adds what it writes
  /// @param ending the roots that nothing reads after the nest, whose memory it may take
  void run(@Nullable Strided[] memory, List<Value> ending) {
    run(memory, ending, new BitSet());
  }

  /// Runs the nest; what it writes may have memory already.
  ///
  /// @param exact the values behind whose memory is memory of others
  void run(@Nullable Strided[] memory, List<Value> ending, BitSet exact) {
    Variant variant = variant();
    copies.forEach(copy -> copy.run(memory));
    List<Value> taken = new ArrayList<>();
    for (Value value : nest.written()) {
      if (memory[value.number()] != null) {
        continue;
      }
      Value place = variant.isInPlace() ? place(variant, value, ending, taken) : null;
      Strided dead = place == null ? null : memory[place.number()];
      memory[value.number()] =
          dead == null || dead.layout().offset() != 0
              ? Strided.allocate(value.type())
              : new Strided(value.type().dtype(), dead.buffer(), value.layout());
    }
    List<StagePlan> stages = variant.stages();
    @Nullable LongRows[] longRows = new LongRows[stages.size()];
    for (int i = 0; i < longRows.length; i++) {
      if (nest.blocks() != null && stages.get(i) instanceof StagePlan.Fold(var fold, _, _)) {
        longRows[i] = new LongRows(fold.fold(), fold.primitive(), fold.rows(), fold.n());
      }
    }
    Team.shared()
        .forRange(
            variant.tiles().count(),
            variant.grain(),
            (from, to) -> {
              try (NestWorker worker = new NestWorker(variant, memory, longRows, exact)) {
                worker.run(from, to);
              }
            });
    for (int i = 0; i < longRows.length; i++) {
      LongRows rows = longRows[i];
      if (rows != null && stages.get(i) instanceof StagePlan.Fold fold) {
        Strided target = memory[fold.target()];
        if (target != null) {
          rows.finish(target);
        }
      }
    }
    copies.forEach(copy -> copy.release(memory));
    taken.forEach(value -> memory[value.number()] = null);
  }

  /// A dying operand of a flat loop whose memory a result can take: it is read once, element by
  /// element, and nothing is written before the vector that stood there was read.
  private static @Nullable Value place(
      Variant variant, Value result, List<Value> ending, List<Value> taken) {
    for (Value candidate : ending) {
      boolean same =
          candidate.type().size() == result.type().size()
              && candidate.type().dtype().byteSize() == result.type().dtype().byteSize();
      if (same && !taken.contains(candidate) && variant.readsOnceInPlace(candidate)) {
        taken.add(candidate);
        return candidate;
      }
    }
    return null;
  }

  /// The operands that are copied before the nest.
  List<RootLayouts.Copy> copies() {
    return copies;
  }

  /// The fastest loops that are ready.
  Variant variant() {
    if (hot) {
      return fused;
    }
    if (fused.isHot()) {
      hot = true;
      return fused;
    }
    // looking costs more than a small nest, so it is not done each time; a lost count is no harm
    int before = coldRuns++;
    boolean look = single != null || before < LOOKS || before % LOOK_EVERY == 0;
    Variant ready = look ? hotSingles() : null;
    if (ready == null) {
      return fused;
    }
    fused.heat();
    return ready;
  }

  private @Nullable Variant hotSingles() {
    Variant known = single;
    if (known != null) {
      return known;
    }
    List<StagePlan> plans = new ArrayList<>();
    for (Stage stage : nest.single()) {
      StagePlan plan = hotPlan(stage);
      if (plan == null) {
        return null;
      }
      plans.add(plan);
    }
    Variant made = new Variant(nest, plans, layouts.values());
    single = made;
    return made;
  }

  /// Makes the loops of single primitives and takes them for hot, for tests.
  void makeSinglesHot() {
    for (Stage stage : nest.single()) {
      if (stage instanceof Stage.Map map) {
        KernelCache.get(map.cluster(), loop(map).splats()).force(Form.VECTOR);
      }
    }
  }

  private @Nullable StagePlan hotPlan(Stage stage) {
    if (!(stage instanceof Stage.Map map)) {
      return plan(stage);
    }
    MapLoop loop = MapLoop.of(map.shape(), operandLayouts(map), sizes(map));
    for (int i = 0; i < map.operands().size(); i++) {
      if (loop.needsPacking(i)) {
        return null;
      }
    }
    TieredKernel kernel = KernelCache.known(map.cluster(), loop.splats());
    return kernel == null || !kernel.isVector() ? null : plan(map, loop, kernel);
  }

  /// The loops that run next, for reports.
  Variant current() {
    return hot ? fused : single != null ? single : fused;
  }

  /// Which loops run: `scalar`, `tiles` or `fused`.
  String tier() {
    boolean tiles = current() != fused;
    return fused.isVector() ? "fused" : tiles ? "tiles" : "scalar";
  }

  /// The fused loops.
  Variant fused() {
    return fused;
  }

  /// The nest.
  Step.Nest nest() {
    return nest;
  }
}
