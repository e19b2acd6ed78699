package org.lanewise.transform;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// What a callback calls: a function of concrete arrays, which runs where no transformation is at
/// work.
@FunctionalInterface
interface HostBody {

  /// Calls the function.
  ///
  /// @param arguments the operands of the callback
  /// @param results the types of the results that the program counts on
  /// @return arrays of these types
  List<Array> call(List<Array> arguments, List<ArrayType> results);
}
