package org.lanewise.vector.sort;

/// What is noted of the keys of a part of a row as records are made of them: which bits some have
/// set and others not, and how many elements are −0.
final class KeyBits {
  private long ones;
  private long zeros;
  private int negativeZeros;

  /// Forgets what was noted.
  void clear() {
    ones = 0;
    zeros = 0;
    negativeZeros = 0;
  }

  /// Notes a part.
  ///
  /// @param someSet the bits of a record that are set in a key
  /// @param someClear the bits that are clear in a key
  void note(long someSet, long someClear, int zerosWithSign) {
    ones = someSet;
    zeros = someClear;
    negativeZeros = zerosWithSign;
  }

  /// Notes what another part has noted, too.
  void add(KeyBits other) {
    ones |= other.ones;
    zeros |= other.zeros;
    negativeZeros += other.negativeZeros;
  }

  /// The bits in which records differ.
  long varying() {
    return ones & zeros;
  }

  /// Whether an element is −0.
  boolean hasNegativeZeros() {
    return negativeZeros > 0;
  }
}
