package org.lanewise.vector.fusion;

import java.lang.ref.Reference;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.elementwise.MapRun;
import org.lanewise.vector.kernel.Span;
import org.lanewise.vector.matmul.PackedProduct;
import org.lanewise.vector.reduce.ColumnTile;
import org.lanewise.vector.reduce.LateColumns;
import org.lanewise.vector.reduce.LongRows;
import org.lanewise.vector.reduce.RowTile;

/// One thread's run over some tiles of a nest.
final class NestWorker implements AutoCloseable {
  private static final long PADDING = 64;

  private final Variant variant;
  private final Tiles tiles;
  private final @Nullable Strided[] memory;
  private final @Nullable Strided temporaries;
  private final @Nullable Span temporarySpan;
  private final @Nullable MapRun[] runs;
  private final @Nullable RowTile[] folds;
  private final @Nullable ColumnTile[] columns;
  private final @Nullable LateFolds late;
  private final BitSet exact;
  private final PackedProduct.@Nullable Rows product;

  /// The first row of the block of a product that is computed.
  private long blockStart;

  /// Where each array was when it was bound, if the worker will be bound again.
  private @Nullable Strided @Nullable [] bound;

  /// Prepares a run.
  ///
  /// @param memory what has memory of its own, by number
  /// @param packed the product that comes first, if there is one
  /// @param late the folds that end with the nest
  /// @param exact the values behind whose memory is memory of others
  NestWorker(
      Variant variant,
      @Nullable Strided[] memory,
      @Nullable PackedProduct packed,
      @Nullable LateFolds late,
      BitSet exact) {
    this.exact = exact;
    this.product = packed == null ? null : packed.open();
    this.variant = variant;
    this.tiles = variant.tiles();
    this.memory = memory;
    this.late = late;
    boolean any = variant.bytes() > 0;
    this.temporaries = any ? Strided.allocate(DType.UINT8, Shape.of(variant.bytes())) : null;
    this.temporarySpan = temporaries == null ? null : Span.of(temporaries.buffer());
    List<StagePlan> stages = variant.stages();
    this.runs = new MapRun[stages.size()];
    this.folds = new RowTile[stages.size()];
    this.columns = new ColumnTile[late == null ? 0 : stages.size()];
    for (int i = 0; i < stages.size(); i++) {
      switch (stages.get(i)) {
        case StagePlan.Map map -> runs[i] = bind(map);
        case StagePlan.Fold fold ->
            folds[i] = tile(fold.operation(), late == null ? null : late.rows(i));
        case StagePlan.Columns _ -> columns[i] = lateColumns(i).tile();
        case StagePlan.Product _ -> {}
      }
    }
  }

  private static RowTile tile(Operation.RowFold fold, @Nullable LongRows rows) {
    return rows == null ? new RowTile(fold.fold(), fold.primitive(), fold.n()) : rows.tile();
  }

  /// Prepares another run: what lies elsewhere now is read and written there.
  void rebind() {
    @Nullable Strided[] before = bound;
    if (before == null) {
      throw new AssertionError("a worker that is bound again says so at first");
    }
    List<StagePlan> stages = variant.stages();
    for (int i = 0; i < runs.length; i++) {
      MapRun run = runs[i];
      if (run != null && stages.get(i) instanceof StagePlan.Map map) {
        run.restart();
        for (int k = 0; k < map.arrays().size(); k++) {
          int array = map.arrays().get(k);
          if (variant.offset(array) < 0 && memory[array] != before[array]) {
            Strided own = memory(array);
            run.place(k, own.address(), Span.of(own.buffer()));
          }
        }
      }
    }
    System.arraycopy(memory, 0, before, 0, before.length);
  }

  /// Notes where arrays are, for [#rebind]. A nest of a long program that runs once spares that.
  NestWorker remember() {
    bound = memory.clone();
    return this;
  }

  private MapRun bind(StagePlan.Map map) {
    MapRun run = new MapRun(map.loop(), map.kernel());
    for (int k = 0; k < map.arrays().size(); k++) {
      int array = map.arrays().get(k);
      if (variant.offset(array) < 0) {
        Strided own = memory(array);
        run.place(k, own.address(), Span.of(own.buffer()));
      }
    }
    return run;
  }

  private Strided memory(int array) {
    Strided own = memory[array];
    if (own == null) {
      throw new AssertionError("a value is read before it is computed");
    }
    return own;
  }

  /// Computes the tiles `from` (inclusive) to `to` (exclusive), one after the other.
  void run(long from, long to) {
    if (tiles.stacked() != null) {
      runUnits(from, to, tiles.stack());
      return;
    }
    long end = tiles.start(to);
    if (variant.isOneLoop()) {
      runStages(0, from, tiles.start(from), end, end);
      return;
    }
    for (long tile = from; tile < to; tile++) {
      runBlock(tile, tiles.start(tile), tiles.end(tile), end);
    }
  }

  /// The rows of a product, if there is one, and then all loops over some of them after the others.
  private void runBlock(long tile, long start, long end, long limit) {
    if (variant.product() == null) {
      runStages(0, tile, start, end, limit);
      return;
    }
    multiply(tile, start, end);
    for (long first = start; first < end; first += variant.step()) {
      runStages(variant.prologue(), tile, first, Math.min(end, first + variant.step()), limit);
    }
  }

  /// Makes the rows that the product reads, if that is done here, and multiplies them.
  private void multiply(long tile, long start, long limit) {
    blockStart = start;
    for (int i = 0; i < variant.prologue(); i++) {
      for (long first = start; first < limit; first += variant.step()) {
        long end = Math.min(limit, first + variant.step());
        runStage(i, tile, first, end, limit);
      }
    }
    multiply(start, limit);
  }

  private void multiply(long first, long end) {
    StagePlan.Product stage = variant.product();
    if (stage == null || product == null) {
      throw new AssertionError("a product is packed before it runs");
    }
    long perRow = stage.product().product().rows() / tiles.rows();
    boolean local = variant.offset(stage.target()) >= 0;
    Span span = local ? temporarySpan() : Span.of(memory(stage.target()).buffer());
    long to = address(stage.target(), stage.product().result(), first);
    int rows = (int) ((end - first) * perRow);
    int left = stage.product().left().root().number();
    Strided made = temporaries;
    if (variant.offset(left) >= 0 && made != null) {
      product.compute(made, localAddress(left), rows, span, to);
    } else {
      product.compute(first * perRow, rows, span, to);
    }
  }

  /// Each unit's rows, in their order; nothing is written beyond a tile, since what comes next may
  /// be another thread's.
  private void runUnits(long from, long to, Tiles.Stack stack) {
    for (long unit = from; unit < to; unit++) {
      for (ColumnTile tile : columns) {
        if (tile != null) {
          tile.clear();
        }
      }
      long block = unit / stack.groups() * ReductionOrder.BLOCK;
      long blockEnd = Math.min(tiles.rows(), block + ReductionOrder.BLOCK);
      long lane = unit % stack.groups() * stack.share();
      for (long run = block + lane; run < blockEnd; run += ReductionOrder.LANES) {
        long runEnd = Math.min(blockEnd, run + stack.share());
        if (variant.product() != null) {
          multiply(unit, run, runEnd);
        }
        for (long first = run; first < runEnd; first += tiles.size()) {
          long end = Math.min(runEnd, first + tiles.size());
          runStages(variant.prologue(), unit, first, end, end);
        }
      }
      for (int i = 0; i < columns.length; i++) {
        ColumnTile tile = columns[i];
        if (tile != null) {
          lateColumns(i).put(tile, unit);
        }
      }
    }
  }

  private LateColumns lateColumns(int stage) {
    LateColumns known = late == null ? null : late.columns(stage);
    if (known == null) {
      throw new AssertionError("a fold of columns is prepared before it runs");
    }
    return known;
  }

  /// @param from the first stage
  /// @param limit the row up to which results are computed by this run
  private void runStages(int from, long tile, long first, long end, long limit) {
    for (int i = from; i < variant.stages().size(); i++) {
      runStage(i, tile, first, end, limit);
    }
  }

  private void runStage(int i, long tile, long first, long end, long limit) {
    switch (variant.stages().get(i)) {
      case StagePlan.Map map -> runMap(map, runs[i], first, end, limit);
      case StagePlan.Fold fold -> runFold(fold, i, tile, first, end);
      case StagePlan.Columns fold -> runColumns(fold, columns[i], first, end);
      case StagePlan.Product _ -> {} // its rows are there
    }
  }

  private void runMap(
      StagePlan.Map map, @Nullable MapRun run, long first, long end, long limitRow) {
    if (run == null) {
      throw new AssertionError("a loop is bound before it runs");
    }
    long perRow = map.loop().size() / tiles.rows();
    int operands = map.stage().operands().size();
    long limit = Long.MAX_VALUE;
    for (int k = 0; k < map.arrays().size(); k++) {
      int array = map.arrays().get(k);
      boolean local = variant.offset(array) >= 0;
      if (local) {
        long size = map.loop().size(k);
        long elements =
            k < operands
                ? map.stage().operands().get(k).value().root().type().size()
                : map.loop().size();
        long start = variant.isBlockwise(array) ? blockStart : first;
        long base = localAddress(array) - start * (elements / tiles.rows()) * size;
        run.place(k, base, temporarySpan());
      }
      if (k >= operands) {
        long room =
            local ? end * perRow + PADDING / map.loop().size(k) : room(array, limitRow, perRow);
        limit = Math.min(limit, room);
      }
    }
    run.run(first * perRow, end * perRow, limit);
  }

  private long room(int array, long limitRow, long perRow) {
    Strided own = memory(array);
    return limitRow == tiles.rows() && !exact.get(array)
        ? own.buffer().byteSize() / own.dtype().byteSize()
        : limitRow * perRow;
  }

  private Span temporarySpan() {
    Span span = temporarySpan;
    if (span == null) {
      throw new AssertionError("a temporary has a place");
    }
    return span;
  }

  private long localAddress(int array) {
    Strided block = temporaries;
    if (block == null) {
      throw new AssertionError("a temporary has a place");
    }
    return block.address() + variant.offset(array);
  }

  private void runFold(StagePlan.Fold fold, int stage, long tile, long first, long end) {
    Operation.RowFold operation = fold.operation();
    RowTile folder = folds[stage];
    Strided block = temporaries;
    boolean localSource = variant.offset(fold.source()) >= 0;
    Strided from = localSource && block != null ? block : memory(fold.source());
    Span source = localSource ? temporarySpan() : Span.of(from.buffer());
    long address = address(fold.source(), operation.operand(), first);
    LongRows rows = late == null ? null : late.rows(stage);
    if (folder == null) {
      throw new AssertionError("a fold is bound before it runs");
    }
    if (rows != null) {
      rows.put(folder, tiles.longRow(tile), tiles.block(tile), source, from.buffer(), address);
      return;
    }
    boolean localTarget = variant.offset(fold.target()) >= 0;
    Span target = localTarget ? temporarySpan() : Span.of(memory(fold.target()).buffer());
    int count = (int) ((end - first) * (operation.rows() / tiles.rows()));
    long to = address(fold.target(), operation.result(), first);
    folder.fold(source, from.buffer(), address, count, target, to);
  }

  private void runColumns(StagePlan.Columns fold, @Nullable ColumnTile tile, long first, long end) {
    if (tile == null) {
      throw new AssertionError("a fold is bound before it runs");
    }
    boolean local = variant.offset(fold.source()) >= 0;
    Span source = local ? temporarySpan() : Span.of(memory(fold.source()).buffer());
    long address = address(fold.source(), fold.fold().operand(), first);
    int lane = (int) (first % tiles.stack().share());
    tile.add(source, address, (int) (end - first), lane);
  }

  /// Where a row of a value begins.
  private long address(int array, Value value, long row) {
    long rowBytes = value.root().type().size() / tiles.rows() * value.type().dtype().byteSize();
    if (variant.offset(array) >= 0) {
      long before = variant.isBlockwise(array) ? row - blockStart : 0;
      return localAddress(array) + before * rowBytes;
    }
    return memory(array).address() + row * rowBytes;
  }

  @Override
  public void close() {
    if (product != null) {
      product.close();
    }
    for (MapRun run : runs) {
      if (run != null) {
        run.close();
      }
    }
    for (RowTile fold : folds) {
      if (fold != null) {
        fold.close();
      }
    }
    for (ColumnTile fold : columns) {
      if (fold != null) {
        fold.close();
      }
    }
    Reference.reachabilityFence(memory);
    if (temporaries != null) {
      temporaries.buffer().release();
    }
  }
}
