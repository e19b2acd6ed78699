package org.lanewise;

/// NumPy's names and semantics on arrays.
public final class Numpy {
  private Numpy() {}
}
