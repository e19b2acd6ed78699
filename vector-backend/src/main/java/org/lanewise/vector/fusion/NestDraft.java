package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.type.Shape;

/// A nest in the making: operations that can be computed together, part by part.
///
/// Every value of a nest has `rows` equal parts, and part r of it depends on parts r of the nest's
/// other values alone. So a few rows at a time go through all operations while they are in the
/// nearest cache. Elementwise chains have as many rows as elements; each fold makes rows as long as
/// what it folds. A row that would leave the cache ends the nest: such a fold is done block by
/// block, and its results are there when the nest is done. So is the result of a fold of columns,
/// which adds up the rows themselves.
final class NestDraft {
  /// The most elements of a row.
  static final long LONGEST_ROW = 1 << 14;

  /// The most elements of a row that is longer than it was for a map's sake: what fills a tile. A
  /// nest that begins anew costs less than tiles that leave the cache and threads without work.
  private static final long LONGEST_JOINED_ROW = 1 << 12;

  /// The rows of a long fold.
  ///
  /// @param rows how many
  /// @param n their elements
  record Blocks(long rows, long n) {}

  private final List<Operation> operations = new ArrayList<>();
  private final Set<Value> produced = new HashSet<>();
  private final Set<Value> late = new HashSet<>();
  private final Set<Long> sizes = new HashSet<>();
  private long rows;
  private long largest;
  private boolean onlyMaps = true;
  private @Nullable Blocks blocks;
  private boolean stacked;
  private @Nullable BlockProduct product;

  /// A nest that begins with a product, by its rows.
  ///
  /// @param prologue what computes the rows of the left operand, in order
  static NestDraft of(BlockProduct product, List<Operation.Map> prologue) {
    NestDraft draft = new NestDraft();
    draft.product = product;
    draft.onlyMaps = false;
    long rows = product.product().rows();
    for (Operation.Map map : prologue) {
      draft.operations.add(map);
      draft.produced.addAll(map.results());
      draft.accept(rows, map.shape().size());
    }
    draft.operations.add(product.call());
    draft.produced.add(product.result());
    draft.accept(rows, product.result().type().size());
    return draft;
  }

  /// Whether some loop reads the product with which the nest began.
  boolean readsProduct() {
    BlockProduct first = product;
    return first != null
        && operations.stream()
            .anyMatch(
                each ->
                    each.operands().stream().anyMatch(operand -> operand.root() == first.result()));
  }

  /// Threads share the rows of a large product; fewer rows would leave them idle.
  private boolean keepsThreads(long parts) {
    return product == null || parts == rows || !product.product().isLarge();
  }

  /// The operations so far.
  List<Operation> operations() {
    return operations;
  }

  /// How many parts there are.
  long rows() {
    return rows;
  }

  /// The rows of a long fold, if there is one.
  @Nullable Blocks blocks() {
    return blocks;
  }

  /// Whether the rows are folded.
  boolean isStacked() {
    return stacked;
  }

  /// Whether a root is computed here and can be read by further operations of the nest.
  boolean provides(Value root) {
    return produced.contains(root) && !late.contains(root);
  }

  /// Adds an operation if it fits.
  boolean tryAdd(Operation operation) {
    boolean fits =
        switch (operation) {
          case Operation.Map map -> fits(map);
          case Operation.RowFold fold -> fits(fold);
          case Operation.Call call -> fits(ColumnFold.of(call));
        };
    if (fits) {
      operations.add(operation);
      produced.addAll(operation.results());
    }
    return fits;
  }

  /// Rows that are made here are added up as they come; a fold of other rows is better a call.
  private boolean fits(@Nullable ColumnFold fold) {
    if (fold == null || blocks != null || !isLocal(fold.operand()) || isLate(fold.operand())) {
      return false;
    }
    if (rows % fold.n() != 0 || (stacked && rows != fold.n())) {
      return false;
    }
    if (!areRowsShort(fold.n(), fold.n() * fold.columns()) || !keepsThreads(fold.n())) {
      return false;
    }
    accept(fold.n(), fold.n() * fold.columns());
    stacked = true;
    late.add(fold.result());
    return true;
  }

  private boolean isLocal(Value operand) {
    return produced.contains(operand.root());
  }

  private boolean fits(Operation.Map map) {
    Shape shape = map.shape();
    long n = shape.size();
    boolean any = map.operands().stream().anyMatch(this::isLocal);
    if (!operations.isEmpty() && !any && !sizes.contains(n)) {
      return false;
    }
    boolean aligned =
        map.operands().stream()
            .allMatch(operand -> !isLocal(operand) || Access.isIdentity(operand, shape));
    if (blocks != null) {
      return aligned && sizes.contains(n) && map.operands().stream().noneMatch(this::isLate);
    }
    long parts = operations.isEmpty() ? n : aligned && n % rows == 0 ? rows : partsFor(map);
    boolean late = stacked && (parts != rows || map.operands().stream().anyMatch(this::isLate));
    if (parts == 0 || late || !areRowsShort(parts, n) || !keepsThreads(parts)) {
      return false;
    }
    if (parts < rows && Math.max(largest, n) / parts > LONGEST_JOINED_ROW) {
      return false;
    }
    accept(parts, n);
    return true;
  }

  private boolean isLate(Value operand) {
    return late.contains(operand.root());
  }

  /// The largest number of parts in which a map reads its own part alone; 0 if there is none.
  private long partsFor(Operation.Map map) {
    Shape shape = map.shape();
    for (Value operand : map.operands()) {
      if (isLocal(operand) && !Access.isRun(operand, shape)) {
        return 0;
      }
    }
    long best = 0;
    long product = 1;
    for (int axis = 0; axis <= shape.rank(); axis++) {
      long parts = product;
      if (rows % parts == 0
          && map.operands().stream()
              .allMatch(
                  operand ->
                      !isLocal(operand)
                          || Access.isIdentity(operand, shape)
                          || Access.isRowLocal(operand, shape, parts))) {
        best = parts;
      }
      product *= axis < shape.rank() ? shape.get(axis) : 1;
    }
    return best;
  }

  /// Rows of one element are as short as can be.
  private boolean areRowsShort(long parts, long n) {
    return Math.max(largest, n) / parts <= LONGEST_ROW;
  }

  private void accept(long parts, long n) {
    rows = parts;
    largest = Math.max(largest, n);
    sizes.add(n);
  }

  private boolean fits(Operation.RowFold fold) {
    long n = fold.rows() * fold.n();
    if (!operations.isEmpty() && !isLocal(fold.operand()) && !sizes.contains(n)) {
      return false;
    }
    if (isLate(fold.operand())) {
      return false;
    }
    if (blocks != null) {
      boolean same = blocks.equals(new Blocks(fold.rows(), fold.n()));
      late.addAll(same ? fold.results() : List.of());
      return same;
    }
    long parts = operations.isEmpty() ? fold.rows() : gcd(rows, fold.rows());
    if ((stacked && parts != rows) || !keepsThreads(parts)) {
      return false;
    }
    if (areRowsShort(parts, n)) {
      accept(parts, n);
      onlyMaps = false;
      return true;
    }
    boolean startsBlocks =
        !stacked && fold.n() > LONGEST_ROW && onlyMaps && (sizes.isEmpty() || rows == n);
    if (startsBlocks) {
      blocks = new Blocks(fold.rows(), fold.n());
      accept(n, n);
      late.addAll(fold.results());
    }
    return startsBlocks;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
