package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.matmul.RowProduct;
import org.lanewise.vector.team.Team;

/// One way to run a nest: its loops, the tiles, and where temporaries lie in a tile's memory.
///
/// A temporary's place is used again when the last loop that reads it has run, so that all of a
/// tile stays in the nearest cache.
final class Variant {
  private static final long TILE = 4096;
  private static final long TILE_BYTES = 32 << 10;
  private static final long PADDING = 64;

  /// What a thread should have to do at least.
  private static final double PART_NANOS = 8000;

  private static final int UNITS_PER_THREAD = 2;

  private final List<StagePlan> stages;
  private final Tiles tiles;
  private final StagePlan.@Nullable Product product;
  private final int productAt;

  /// The arrays that are there for a whole block of a product: what its prologue makes, and itself.
  private final Set<Integer> blockwise = new HashSet<>();

  private final long step;
  private final long[] offsets;
  private final long bytes;
  private final long grain;
  private final Places places;

  /// Lays out the tile of a nest.
  ///
  /// @param values the program's values, at their numbers
  Variant(Step.Nest nest, List<StagePlan> stages, List<Value> values) {
    this.stages = List.copyOf(stages);
    this.productAt = productAt(stages);
    this.product = productAt < 0 ? null : (StagePlan.Product) stages.get(productAt);
    for (StagePlan stage : stages.subList(0, productAt + 1)) {
      blockwise.addAll(written(stage));
    }
    Set<Integer> locals = new HashSet<>();
    stages.forEach(stage -> locals.addAll(written(stage)));
    nest.written().forEach(value -> locals.remove(value.number()));
    long widest = 1;
    long rowBytes = 0;
    for (StagePlan stage : stages) {
      widest = Math.max(widest, size(stage) / nest.rows());
    }
    for (int local : locals) {
      rowBytes += isBlockwise(local) ? 0 : bytes(values.get(local)) / nest.rows();
    }
    this.offsets = new long[values.size()];
    Arrays.fill(offsets, -1);
    long most = Math.min(nest.rows(), rows(widest, rowBytes));
    this.tiles = product == null ? tiles(nest, most) : blocks(nest, most, product);
    boolean inSteps = product != null && tiles.stacked() == null;
    this.step = inSteps ? Math.min(most, tiles.size()) : tiles.size();
    this.bytes = place(locals, values);
    Tiles walked = product == null ? tiles : new Tiles(tiles.rows(), step, null, null);
    this.places = new Places(this.stages, walked);
    this.grain = Math.max(1, (long) (PART_NANOS * tiles.count() / nanos()));
  }

  private static int productAt(List<StagePlan> stages) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i) instanceof StagePlan.Product) {
        return i;
      }
    }
    return -1;
  }

  /// Blocks of a product's rows, of which each is a whole number of steps.
  private Tiles blocks(Step.Nest nest, long most, StagePlan.Product stage) {
    if (nest.stacked()) {
      return tiles(nest, most);
    }
    RowProduct rows = stage.product().product();
    long threads = Math.min(Team.shared().size(), Math.max(1, (long) (nanos() / PART_NANOS)));
    long block = Math.max(1, rows.block(threads) / (rows.rows() / nest.rows()));
    long size = block <= most ? block : block / most * most;
    return new Tiles(nest.rows(), size, null, null);
  }

  private Tiles tiles(Step.Nest nest, long rows) {
    if (nest.blocks() != null) {
      return new Tiles(nest.rows(), ReductionOrder.BLOCK, nest.blocks(), null);
    }
    if (!nest.stacked()) {
      return new Tiles(nest.rows(), rows, null, null);
    }
    double worthwhile = Math.min(UNITS_PER_THREAD * Team.shared().size(), nanos() / PART_NANOS);
    return Tiles.stacked(nest.rows(), rows, (long) worthwhile);
  }

  private static long rows(long widest, long rowBytes) {
    long rows = Math.max(1, Math.min(TILE / widest, TILE_BYTES / Math.max(1, rowBytes)));
    return rows >= 64 ? rows & -64 : rows >= 16 ? rows & -16 : rows;
  }

  private static long bytes(Value value) {
    return value.type().size() * value.type().dtype().byteSize();
  }

  private static long size(StagePlan stage) {
    return switch (stage) {
      case StagePlan.Map map -> map.stage().shape().size();
      case StagePlan.Fold fold -> fold.operation().operand().type().size();
      case StagePlan.Columns columns -> columns.fold().operand().type().size();
      case StagePlan.Product _ -> 0; // it is computed by blocks of its own
    };
  }

  private static List<Integer> read(StagePlan stage) {
    return switch (stage) {
      case StagePlan.Map map -> map.arrays().subList(0, map.stage().operands().size());
      case StagePlan.Fold fold -> List.of(fold.source());
      case StagePlan.Columns fold -> List.of(fold.source());
      case StagePlan.Product _ -> List.of(); // memory of other nests
    };
  }

  private static List<Integer> written(StagePlan stage) {
    return switch (stage) {
      case StagePlan.Map map ->
          map.arrays().subList(map.stage().operands().size(), map.arrays().size());
      case StagePlan.Fold fold -> List.of(fold.target());
      case StagePlan.Columns fold -> List.of(fold.target());
      case StagePlan.Product multiplied -> List.of(multiplied.target());
    };
  }

  /// Gives each temporary a place from the loop that writes it to the last that reads it; blocks of
  /// a product, and of what it reads, keep their own.
  private long place(Set<Integer> locals, List<Value> values) {
    List<long[]> free = new ArrayList<>();
    long end = 0;
    for (int i = 0; i < stages.size(); i++) {
      for (int local : written(stages.get(i))) {
        if (locals.contains(local)) {
          long size = tileBytes(values.get(local));
          long[] fitting = take(free, size);
          offsets[local] = fitting == null ? end : fitting[0];
          end += fitting == null ? size : 0;
        }
      }
      for (int local : new HashSet<>(read(stages.get(i)))) {
        if (locals.contains(local) && !isBlockwise(local) && !isReadAfter(local, i)) {
          free.add(new long[] {offsets[local], tileBytes(values.get(local))});
        }
      }
    }
    return end;
  }

  private long tileBytes(Value value) {
    long block = tiles.stacked() == null ? tiles.size() : tiles.stack().share();
    long rows = isBlockwise(value.number()) ? block : step;
    long exact = bytes(value) / tiles.rows() * rows;
    return (exact + PADDING - 1 & -PADDING) + PADDING;
  }

  private static long @Nullable [] take(List<long[]> free, long size) {
    for (long[] place : free) {
      if (place[1] == size) {
        free.remove(place);
        return place;
      }
    }
    return null;
  }

  private boolean isReadAfter(int local, int stage) {
    for (int i = stage + 1; i < stages.size(); i++) {
      if (read(stages.get(i)).contains(local)) {
        return true;
      }
    }
    return false;
  }

  /// The loops, in order.
  List<StagePlan> stages() {
    return stages;
  }

  /// The tiles.
  Tiles tiles() {
    return tiles;
  }

  /// The product that comes before all loops but its prologue, or null.
  StagePlan.@Nullable Product product() {
    return product;
  }

  /// How many loops make what the product reads.
  int prologue() {
    return Math.max(0, productAt);
  }

  /// Whether an array is there for a whole block of the product's rows, and not for a tile alone.
  boolean isBlockwise(int array) {
    return blockwise.contains(array);
  }

  /// The rows that go through all loops at once.
  long step() {
    return step;
  }

  /// The bytes of a tile's temporaries.
  long bytes() {
    return bytes;
  }

  /// Where a temporary lies in them, or −1 if the value has memory of its own.
  long offset(int value) {
    return value < offsets.length ? offsets[value] : -1; // packed copies come after the values
  }

  /// The tiles that are worth a thread.
  long grain() {
    return grain;
  }

  /// Whether there are folds whose results are there when all tiles are done.
  boolean hasLateFolds() {
    return tiles.blocks() != null || tiles.stacked() != null;
  }

  /// Whether all elements go through one loop, so that there is no use in tiles.
  boolean isOneLoop() {
    return stages.size() == 1 && stages.get(0) instanceof StagePlan.Map;
  }

  /// Which results may take the memory of which operands.
  Places places() {
    return places;
  }

  /// The nanoseconds that the nest takes in one thread when it is hot, by the cost model.
  double nanos() {
    double nanos = 0;
    for (StagePlan stage : stages) {
      nanos +=
          switch (stage) {
            case StagePlan.Map map -> map.nanos();
            case StagePlan.Fold fold -> fold.nanos();
            case StagePlan.Columns fold -> fold.nanos();
            case StagePlan.Product multiplied -> multiplied.nanos();
          };
    }
    return nanos;
  }

  /// Whether no loop will become faster.
  boolean isHot() {
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map && !map.kernel().isSettled()) {
        return false;
      }
    }
    return true;
  }

  /// Whether all loops run in vector form.
  boolean isVector() {
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map && !map.kernel().isVector()) {
        return false;
      }
    }
    return true;
  }

  /// Whether C2 made no fast copy of some loop.
  boolean isRefused() {
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map && map.kernel().isRefused()) {
        return true;
      }
    }
    return false;
  }

  /// The operations that scalar loops do, over all elements.
  long scalarOperations() {
    long operations = 0;
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map && !map.kernel().isVector()) {
        operations += map.stage().shape().size() * map.stage().operations();
      }
    }
    return operations;
  }

  /// Counts a run of loops that were not used because they are cold.
  void heat() {
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map) {
        map.kernel().heat(map.stage().shape().size());
      }
    }
  }

  /// Takes the loops for refused, for tests.
  void refuse() {
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map) {
        map.kernel().refuse();
      }
    }
  }

  /// Fixes the form of the loops, for tests.
  void force(Form form) {
    for (StagePlan stage : stages) {
      if (stage instanceof StagePlan.Map map) {
        map.kernel().force(form);
      }
    }
  }
}
