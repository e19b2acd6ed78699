package org.lanewise.pytree;

/// A leaf with a short description for [Tree#describe(Object)]: what it is, not what it holds.
///
/// An array says `f32[150,8]`. Leaves without this interface are printed as they are.
public interface Described {
  /// Returns the short description, on one line.
  String describe();
}
