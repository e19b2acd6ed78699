package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Assigns the operations of a nest to loops.
///
/// Loops stand on levels. An operation goes to the lowest level on which all that it reads is
/// either in memory or, at the same place, in a register of its own loop.
final class StageBuilder {
  /// Vector operations up to which C2 keeps a loop in registers (measured; see ARCHITECTURE.md).
  static final int FUSED = 110;

  /// One primitive in each loop.
  static final int SINGLE = 0;

  private final int most;
  private final List<List<MapDraft>> maps = new ArrayList<>();
  private final List<List<Stage>> folds = new ArrayList<>();
  private final Map<Value, Integer> levels = new HashMap<>();

  /// The loops that make the rows of a product's left operand, and the product, for whose rows all
  /// other loops wait.
  private final List<MapDraft> prologue = new ArrayList<>();

  private final List<Stage> product = new ArrayList<>();

  private StageBuilder(int most) {
    this.most = most;
  }

  /// The loops of a nest, in an order in which they can run.
  ///
  /// @param written the values that are read after the nest
  /// @param most the vector operations of a loop
  static List<Stage> build(List<Operation> operations, List<Value> written, int most) {
    StageBuilder builder = new StageBuilder(most);
    for (Operation operation : operations) {
      switch (operation) {
        case Operation.Map map -> builder.add(map);
        case Operation.RowFold fold -> builder.add(fold);
        case Operation.Call call -> builder.add(call);
      }
    }
    return builder.finish(operations, new HashSet<>(written));
  }

  private void reach(int level) {
    while (maps.size() <= level) {
      maps.add(new ArrayList<>());
      folds.add(new ArrayList<>());
    }
  }

  private void add(Operation.RowFold fold) {
    int level = levels.getOrDefault(fold.operand().root(), -1) + 1;
    reach(level);
    folds.get(level).add(new Stage.Fold(fold));
    levels.put(fold.result(), level);
  }

  /// A product, or a fold of columns; nothing in the nest reads the result of that.
  private void add(Operation.Call call) {
    BlockProduct multiplied = BlockProduct.of(call);
    if (multiplied != null) {
      maps.forEach(prologue::addAll);
      maps.clear();
      folds.clear();
      levels.clear(); // what the product reads is read by nothing else
      product.add(new Stage.Product(multiplied));
      return;
    }
    ColumnFold fold = ColumnFold.of(call);
    if (fold == null) {
      throw new AssertionError("no part of a nest: " + call);
    }
    int level = levels.getOrDefault(fold.operand().root(), -1) + 1;
    reach(level);
    folds.get(level).add(new Stage.Columns(fold));
  }

  private void add(Operation.Map map) {
    int level = 0;
    for (Value operand : map.operands()) {
      Integer made = levels.get(operand.root());
      if (made != null) {
        level = Math.max(level, canShareLoop(map, operand, made) ? made : made + 1);
      }
    }
    while (!place(map, level)) {
      level++;
    }
    int reached = level;
    map.results().forEach(result -> levels.put(result, reached));
  }

  private boolean canShareLoop(Operation.Map map, Value operand, int level) {
    return most != SINGLE
        && Access.isIdentity(operand, map.shape())
        && maps.get(level).stream().anyMatch(loop -> loop.computes(operand.root()));
  }

  private boolean place(Operation.Map map, int level) {
    reach(level);
    boolean needsLoopOfLevel = false;
    for (Value operand : map.operands()) {
      needsLoopOfLevel |= levels.getOrDefault(operand.root(), -1) == level;
    }
    for (MapDraft loop : maps.get(level)) {
      if (loop.size() == map.shape().size() && readsNoOther(map, level, loop) && loop.tryAdd(map)) {
        return true;
      }
    }
    if (!needsLoopOfLevel) {
      maps.get(level).add(new MapDraft(map, most));
    }
    return !needsLoopOfLevel;
  }

  /// Whether all that the operation reads of this level comes from one loop.
  private boolean readsNoOther(Operation.Map map, int level, MapDraft loop) {
    for (Value operand : map.operands()) {
      if (levels.getOrDefault(operand.root(), -1) == level && !loop.computes(operand.root())) {
        return false;
      }
    }
    return true;
  }

  private List<Stage> finish(List<Operation> operations, Set<Value> written) {
    List<Stage> stages = new ArrayList<>();
    prologue.forEach(loop -> stages.add(finish(loop, operations, written)));
    stages.addAll(product);
    for (int level = 0; level < maps.size(); level++) {
      maps.get(level).forEach(loop -> stages.add(finish(loop, operations, written)));
      stages.addAll(folds.get(level));
    }
    return stages;
  }

  private static Stage finish(MapDraft loop, List<Operation> operations, Set<Value> written) {
    return loop.finish(value -> written.contains(value) || isRead(value, loop, operations));
  }

  private static boolean isRead(Value value, MapDraft writer, List<Operation> operations) {
    for (Operation operation : operations) {
      boolean inside =
          operation instanceof Operation.Map map && writer.computes(map.results().get(0));
      if (!inside && operation.operands().stream().anyMatch(read -> read.root() == value)) {
        return true;
      }
    }
    return false;
  }
}
