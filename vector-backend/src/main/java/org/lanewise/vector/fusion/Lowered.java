package org.lanewise.vector.fusion;

import java.util.List;

/// A program as operations on values.
///
/// @param values all of them, at their numbers
/// @param parameters constants first, then arguments
/// @param operations in an order in which every value is computed before it is read
/// @param outputs the results
record Lowered(
    List<Value> values, List<Value> parameters, List<Operation> operations, List<Value> outputs) {
  /// Copies the lists.
  Lowered {
    values = List.copyOf(values);
    parameters = List.copyOf(parameters);
    operations = List.copyOf(operations);
    outputs = List.copyOf(outputs);
  }
}
