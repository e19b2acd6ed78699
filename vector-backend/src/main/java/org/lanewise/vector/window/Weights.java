package org.lanewise.vector.window;

/// The weights of a [Sliding] product, as vectors: one for each tap, for each vector of outputs.
public interface Weights {

  /// An array of elements that holds them.
  Object array();

  /// Where the vectors of the taps begin, one after the other, for the vector of outputs that
  /// begins at an output.
  ///
  /// @param output the output, by axis
  int at(long... output);
}
