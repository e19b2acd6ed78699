package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// A linear function of several values with several results that is no single primitive: the
/// derivative of a program, of a loop, or of a function with a rule of its author's.
///
/// It is closed over arrays, its residuals. Both directions are written with `Lax` and run under
/// whatever interpreter is current, so they can be staged and differentiated again.
interface LinearMap {

  /// The types of the results.
  List<ArrayType> results();

  /// All arrays that the function is closed over. Who linearizes a program returns these from it;
  /// an array that is missing here is out of reach when the function is applied.
  List<Array> residuals();

  /// Applies the function.
  ///
  /// @param tangents one per operand, not all zero
  /// @return one per result
  List<Tangent> push(List<Tangent> tangents);

  /// Applies the transposed function: adds a cotangent to each operand that is wanted.
  ///
  /// The accumulators may hold something already: readers of the operands that were made later came
  /// first. Two operands may share one.
  ///
  /// @param cotangents one per result, not all zero
  /// @param operands where the cotangents of the operands go
  void pull(List<Tangent> cotangents, List<Place> operands);
}
