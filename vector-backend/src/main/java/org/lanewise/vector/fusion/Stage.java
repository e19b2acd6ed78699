package org.lanewise.vector.fusion;

import java.util.List;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.Cluster;

/// One loop of a nest.
sealed interface Stage {

  /// The roots that the loop reads.
  List<Value> reads();

  /// The roots that the loop writes.
  List<Value> writes();

  /// Elementwise primitives in one loop.
  ///
  /// @param shape the coordinates of the loop
  /// @param cluster what is computed
  /// @param operands what is read
  /// @param writes what is written, in the order of the cluster's results
  /// @param steps the operations, as the cluster has them
  /// @param operations the vector operations for each element
  record Map(
      Shape shape,
      Cluster cluster,
      List<Operand> operands,
      List<Value> writes,
      List<Operation.Map> steps,
      int operations)
      implements Stage {
    @Override
    public List<Value> reads() {
      return operands.stream().map(operand -> operand.value().root()).toList();
    }
  }

  /// An operand of a loop.
  ///
  /// @param value what is read
  /// @param shape the shape to which its own operation repeats it
  record Operand(Value value, Shape shape) {}

  /// A fold of columns, whose result is there when the nest is done.
  ///
  /// @param fold what is folded
  record Columns(ColumnFold fold) implements Stage {
    @Override
    public List<Value> reads() {
      return List.of(fold.operand().root());
    }

    @Override
    public List<Value> writes() {
      return fold.call().results();
    }
  }

  /// A product of matrices, some rows at a time, before all loops but those that make its rows.
  ///
  /// @param product what is computed
  record Product(BlockProduct product) implements Stage {
    @Override
    public List<Value> reads() {
      return List.of(product.left().root(), product.right().root());
    }

    @Override
    public List<Value> writes() {
      return product.call().results();
    }
  }

  /// A fold of rows.
  ///
  /// @param operation what is folded
  record Fold(Operation.RowFold operation) implements Stage {
    @Override
    public List<Value> reads() {
      return List.of(operation.operand().root());
    }

    @Override
    public List<Value> writes() {
      return operation.results();
    }
  }
}
