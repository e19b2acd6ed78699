package org.lanewise.vector.codegen;

/// The two ways in which a formula is computed; both give the same bits.
public enum Form {
  /// One element at a time; definitions are called.
  SCALAR,
  /// One vector at a time; definitions are expanded in place.
  VECTOR
}
