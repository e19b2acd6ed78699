package org.lanewise.vector.fusion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Strided;
import org.lanewise.vector.reduce.LateColumns;
import org.lanewise.vector.reduce.LongRows;

/// The folds of one run of a nest whose results are there when all tiles are done: of long rows,
/// and of columns. All threads of the run share them.
final class LateFolds {
  private final List<StagePlan> stages;
  private final @Nullable LongRows[] rows;
  private final @Nullable LateColumns[] columns;

  /// Prepares the folds of a run.
  LateFolds(Variant variant) {
    this.stages = variant.stages();
    this.rows = new LongRows[stages.size()];
    this.columns = new LateColumns[stages.size()];
    Tiles tiles = variant.tiles();
    for (int i = 0; i < rows.length; i++) {
      switch (stages.get(i)) {
        case StagePlan.Map _, StagePlan.Product _ -> {}
        case StagePlan.Fold(var fold, _, _) -> {
          if (tiles.blocks() != null) {
            rows[i] = new LongRows(fold.fold(), fold.primitive(), fold.rows(), fold.n());
          }
        }
        case StagePlan.Columns(var fold, _, _) ->
            columns[i] =
                new LateColumns(fold.fold(), fold.n(), fold.columns(), tiles.stack().groups());
      }
    }
  }

  /// The long rows that a stage folds, or null.
  @Nullable LongRows rows(int stage) {
    return rows[stage];
  }

  /// The columns that a stage folds, or null.
  @Nullable LateColumns columns(int stage) {
    return columns[stage];
  }

  /// Writes the results.
  void finish(@Nullable Strided[] memory) {
    for (int i = 0; i < rows.length; i++) {
      LongRows longRows = rows[i];
      LateColumns lateColumns = columns[i];
      Strided target =
          switch (stages.get(i)) {
            case StagePlan.Map _, StagePlan.Product _ -> null;
            case StagePlan.Fold fold -> memory[fold.target()];
            case StagePlan.Columns fold -> memory[fold.target()];
          };
      if (longRows != null && target != null) {
        longRows.finish(target);
      } else if (lateColumns != null && target != null) {
        lateColumns.finish(target);
      }
    }
  }
}
