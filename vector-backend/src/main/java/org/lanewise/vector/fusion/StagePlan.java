package org.lanewise.vector.fusion;

import java.util.List;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.elementwise.MapLoop;

/// A loop of a nest, bound to the layouts of what it reads.
sealed interface StagePlan {

  /// A loop over elements.
  ///
  /// @param stage what is computed
  /// @param loop how it is walked
  /// @param kernel what computes it
  /// @param arrays where operands and results are, by number
  record Map(Stage.Map stage, MapLoop loop, TieredKernel kernel, List<Integer> arrays)
      implements StagePlan {
    /// The nanoseconds that all elements take when the kernel is hot.
    double nanos() {
      return stage.shape().size() * (0.05 + 0.012 * stage.operations());
    }
  }

  /// A product of matrices.
  ///
  /// @param product what is computed
  /// @param target where it shall be, by number
  record Product(BlockProduct product, int target) implements StagePlan {
    /// The nanoseconds that it takes when the kernel is hot.
    double nanos() {
      return product.product().nanos();
    }
  }

  /// A fold of rows.
  ///
  /// @param operation what is folded
  /// @param source where the rows are, by number
  /// @param target where the results shall be
  record Fold(Operation.RowFold operation, int source, int target) implements StagePlan {
    /// The nanoseconds that all elements take when the kernel is hot.
    double nanos() {
      return operation.operand().type().size() * 0.05 + operation.rows() * 30.0;
    }
  }

  /// A fold of columns.
  ///
  /// @param fold what is folded
  /// @param source where the rows are, by number
  /// @param target where the results shall be
  record Columns(ColumnFold fold, int source, int target) implements StagePlan {
    /// The nanoseconds that all elements take when the kernel is hot.
    double nanos() {
      return fold.operand().type().size() * 0.1 + fold.n() * 5.0;
    }
  }
}
