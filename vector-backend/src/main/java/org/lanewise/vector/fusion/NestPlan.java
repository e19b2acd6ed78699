package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.codegen.KernelCache;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.codegen.Warmer;
import org.lanewise.vector.elementwise.MapLoop;
import org.lanewise.vector.matmul.PackedProduct;
import org.lanewise.vector.team.Team;

/// A nest, bound to the layouts of what it reads.
///
/// It begins with fused loops in scalar form. When all primitives have hot loops of their own (from
/// eager use, for instance), those run over tiles instead, until the fused loops are hot. They are
/// also what is left where C2 made no fast copy of some fused loop: then they are warmed as well.
/// All give the same bits.
final class NestPlan {
  /// The runs at the beginning after each of which hot loops of single primitives are looked for.
  private static final int LOOKS = 8;

  private static final int LOOK_EVERY = 32;

  /// No value lies in memory of others. (Nobody writes this set.)
  private static final BitSet NONE_EXACT = new BitSet();

  private final Step.Nest nest;
  private final RootLayouts layouts;
  private final Variant fused;
  private final List<RootLayouts.Copy> copies;
  private final List<@Nullable Value> heirs;
  private volatile @Nullable Variant single;

  /// What runs for good.
  private volatile @Nullable Variant settled;

  private int coldRuns;

  /// Binds a nest.
  ///
  /// @param ending the roots that nothing reads after the nest, whose memory it may take
  NestPlan(Step.Nest nest, List<Value> ending, RootLayouts layouts) {
    this.nest = nest;
    this.layouts = layouts;
    List<StagePlan> plans = new ArrayList<>();
    for (Stage stage : nest.fused()) {
      plans.add(plan(stage));
    }
    this.copies = layouts.takePending();
    this.fused = new Variant(nest, plans, layouts.values());
    this.heirs = fused.places().choose(nest.written(), ending);
  }

  private StagePlan plan(Stage stage) {
    return switch (stage) {
      case Stage.Map map -> {
        MapLoop loop = loop(map);
        yield plan(map, loop, KernelCache.get(map.cluster(), loop.splats()));
      }
      case Stage.Product(BlockProduct product) -> {
        product.call().operands().forEach(layouts::of);
        yield new StagePlan.Product(product, product.result().number());
      }
      case Stage.Fold(Operation.RowFold operation) -> {
        layouts.requireRowMajor(operation.operand().root());
        int source = operation.operand().root().number();
        yield new StagePlan.Fold(operation, source, operation.result().number());
      }
      case Stage.Columns(ColumnFold fold) -> {
        layouts.requireRowMajor(fold.operand().root());
        int source = fold.operand().root().number();
        yield new StagePlan.Columns(fold, source, fold.result().number());
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

  /// Runs the nest in the memory of one call of the program, which gives each result its place.
  void run(Frame frame) {
    Variant variant = variant();
    copies.forEach(copy -> copy.run(frame.memory()));
    List<Value> written = nest.written();
    for (int i = 0; i < written.size(); i++) {
      frame.place(written.get(i), heirs.get(i), variant == fused ? null : variant.places());
    }
    run(variant, frame.memory(), NONE_EXACT);
  }

  /// Runs the nest, of which all that it writes has memory.
  ///
  /// @param memory what has memory of its own, by number
  /// @param exact the values behind whose memory is memory of others
  void run(@Nullable Strided[] memory, BitSet exact) {
    copies.forEach(copy -> copy.run(memory));
    run(variant(), memory, exact);
  }

  private void run(Variant variant, @Nullable Strided[] memory, BitSet exact) {
    LateFolds late = variant.hasLateFolds() ? new LateFolds(variant) : null;
    try (PackedProduct product = pack(variant, memory)) {
      compute(variant, product, memory, late, exact);
    }
    if (late != null) {
      late.finish(memory);
    }
    copies.forEach(copy -> copy.release(memory));
  }

  private void compute(
      Variant variant,
      @Nullable PackedProduct product,
      @Nullable Strided[] memory,
      @Nullable LateFolds late,
      BitSet exact) {
    long count = variant.tiles().count();
    long grain = settled != null ? variant.grain() : Warmer.sparing(variant.grain(), count);
    int threads = Team.shared().threads();
    int seats = (int) Math.min(count / grain, threads);
    if (seats < 2) {
      try (NestWorker worker = new NestWorker(variant, memory, product, late, exact)) {
        worker.run(0, count);
      }
      return;
    }
    // blocks of a product are large, so they are taken one by one
    long most = product == null ? (long) threads * Team.PARTS_PER_THREAD : Integer.MAX_VALUE;
    int parts = (int) Math.min(product == null ? count / grain : count, most);
    Team.shared()
        .forParts(
            parts,
            seats,
            (first, more) -> {
              try (NestWorker worker = new NestWorker(variant, memory, product, late, exact)) {
                for (int part = first; part >= 0; part = more.getAsInt()) {
                  worker.run(count * part / parts, count * (part + 1) / parts);
                }
              }
            });
  }

  private static @Nullable PackedProduct pack(Variant variant, @Nullable Strided[] memory) {
    StagePlan.Product stage = variant.product();
    if (stage == null) {
      return null;
    }
    BlockProduct product = stage.product();
    Strided right = Frame.read(product.right(), memory);
    if (variant.offset(product.left().root().number()) >= 0) {
      return product.product().pack(right);
    }
    Strided left = Frame.read(product.left(), memory);
    return product.product().pack(left, right, product.call().executable());
  }

  /// For each value that is written, the operand that dies here and whose memory it takes, or null.
  List<@Nullable Value> heirs() {
    return heirs;
  }

  /// The operands that are copied before the nest.
  List<RootLayouts.Copy> copies() {
    return copies;
  }

  /// The fastest loops that are ready.
  Variant variant() {
    Variant known = settled;
    if (known != null) {
      return known;
    }
    if (fused.isHot()) {
      return fused.isRefused() ? instead() : settle(fused);
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

  private Variant settle(Variant variant) {
    settled = variant;
    return variant;
  }

  /// What runs where a fused loop was refused: single primitives, when they are hot, unless as much
  /// would be left to scalar code.
  private Variant instead() {
    Variant made = single;
    if (made == null) {
      made = variant(stage -> stage instanceof Stage.Map map ? warmPlan(map) : plan(stage));
      single = made;
    }
    if (made == null) {
      return settle(fused);
    }
    if (made.isHot()) {
      return settle(made.scalarOperations() < fused.scalarOperations() ? made : fused);
    }
    made.heat();
    return fused;
  }

  private @Nullable Variant hotSingles() {
    Variant known = single;
    if (known != null) {
      return known;
    }
    Variant made = variant(stage -> stage instanceof Stage.Map map ? hotPlan(map) : plan(stage));
    single = made;
    return made;
  }

  /// The loops of single primitives, or null if one of them has no plan.
  private @Nullable Variant variant(Function<Stage, @Nullable StagePlan> planned) {
    List<StagePlan> plans = new ArrayList<>();
    for (Stage stage : nest.single()) {
      StagePlan plan = planned.apply(stage);
      if (plan == null) {
        return null;
      }
      plans.add(plan);
    }
    return new Variant(nest, plans, layouts.values());
  }

  /// Makes the loops of single primitives and takes them for hot, for tests.
  void makeSinglesHot() {
    for (Stage stage : nest.single()) {
      if (stage instanceof Stage.Map map) {
        KernelCache.get(map.cluster(), loop(map).splats()).force(Form.VECTOR);
      }
    }
  }

  private @Nullable StagePlan hotPlan(Stage.Map map) {
    MapLoop loop = walkable(map);
    TieredKernel kernel = loop == null ? null : KernelCache.known(map.cluster(), loop.splats());
    return loop == null || kernel == null || !kernel.isVector() ? null : plan(map, loop, kernel);
  }

  private @Nullable StagePlan warmPlan(Stage.Map map) {
    MapLoop loop = walkable(map);
    return loop == null ? null : plan(map, loop, KernelCache.get(map.cluster(), loop.splats()));
  }

  /// The loop, or null if an operand would have to be packed for it.
  private @Nullable MapLoop walkable(Stage.Map map) {
    MapLoop loop = MapLoop.of(map.shape(), operandLayouts(map), sizes(map));
    for (int i = 0; i < map.operands().size(); i++) {
      if (loop.needsPacking(i)) {
        return null;
      }
    }
    return loop;
  }

  /// The loops that run next, for reports.
  Variant current() {
    Variant known = settled;
    Variant ready = single;
    return known != null ? known : ready != null && ready.isVector() ? ready : fused;
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
