package org.lanewise.random;

/// The two ways to lay out the counters that Threefry-2x32 hashes (JAX's
/// `jax_threefry_partitionable`).
public enum Threefry {
  /// Element i of a draw hashes the 64-bit counter i, as the pair (high word, low word); a 32-bit
  /// draw is the exclusive or of the two result words. A draw of more elements begins with those of
  /// a draw of fewer. JAX's default since 0.5.
  PARTITIONABLE,

  /// A draw of n words hashes the counters 0 … n−1, the first half paired with the second (with one
  /// 0 appended when n is odd), and takes the first result words, then the second ones. JAX's
  /// default before 0.5.
  ORIGINAL
}
