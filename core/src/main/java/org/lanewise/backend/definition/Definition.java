package org.lanewise.backend.definition;

/// One function on one lane type: how to call it, and where its bytecode stands.
///
/// @param name JAX's name of the operator, such as `erf_inv`
/// @param scalar the whole definition, true for every argument; one of this package's functional
///   interfaces
/// @param owner the class that declares the methods
/// @param method the name of the static method that `scalar` refers to
/// @param form how a translator of bytecode may use it
public record Definition<F>(String name, F scalar, Class<?> owner, String method, Form form) {

  /// How the methods of a definition are written.
  public enum Form {
    /// `method` is a straight line.
    STRAIGHT,
    /// `methodFast` is a straight line, equal to `method` by bits wherever the straight line
    /// `methodSlow` is false.
    GUARDED,
    /// `method` has jumps; it can only be called one element at a time.
    SCALAR
  }

  /// The straight line to translate: `method` or `methodFast`.
  ///
  /// @throws IllegalStateException for [Form#SCALAR], which has none
  public String straightMethod() {
    return switch (form) {
      case STRAIGHT -> method;
      case GUARDED -> method + "Fast";
      case SCALAR -> throw new IllegalStateException("`" + name + "` has no straight line");
    };
  }

  /// The predicate whose lanes must be computed again by [#scalar()].
  ///
  /// @throws IllegalStateException unless the form is [Form#GUARDED]
  public String slowMethod() {
    if (form != Form.GUARDED) {
      throw new IllegalStateException("`" + name + "` has no slow arguments");
    }
    return method + "Slow";
  }
}
