package org.lanewise;

/// The mapped axis that an interpreter binds, for collectives.
///
/// @param name the name
/// @param size the number of lanes
public record NamedAxis(String name, long size) {
  /// The axis in a message: `"i" (size 3)`.
  @Override
  public String toString() {
    return "\"" + name + "\" (size " + size + ")";
  }
}
