package org.lanewise.pytree;

/// One step from a node to a child of it.
///
/// Printed as it is written in code: `[0]`, `['a']`, `.weight`. The simple form leaves the
/// punctuation out: `0`, `a`, `weight`.
public sealed interface PathKey {
  /// The simple form, without punctuation.
  String simple();

  /// Whether a step written by a user means this step of a tree: equal keys, `.a` for the key `'a'`
  /// of a map, and `[1]` for any first-level position or whole number.
  ///
  /// @param written the step as written
  default boolean accepts(PathKey written) {
    return equals(written);
  }

  /// The position in a list or an array: `[0]`.
  ///
  /// @param index counted from 0
  record Index(int index) implements PathKey {
    @Override
    public String simple() {
      return Integer.toString(index);
    }

    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  /// The key of a map: `['a']`, `[3]`.
  ///
  /// @param key the map's key
  record MapKey(Object key) implements PathKey {
    @Override
    public String simple() {
      return key.toString();
    }

    @Override
    public boolean accepts(PathKey written) {
      return switch (written) {
        case Index(int index) -> key instanceof Number && key.toString().equals("" + index);
        case MapKey(Object other) -> key.equals(other) || key.toString().equals(other);
        case Field(String name) -> key.toString().equals(name);
        case FlatIndex(int _) -> false;
      };
    }

    @Override
    public String toString() {
      return "[" + Doc.literal(key) + "]";
    }
  }

  /// The component of a record, or a named part of a registered class: `.weight`.
  ///
  /// @param name the component's name
  record Field(String name) implements PathKey {
    @Override
    public String simple() {
      return name;
    }

    @Override
    public boolean accepts(PathKey written) {
      return switch (written) {
        case Index(int _), FlatIndex(int _) -> false;
        case MapKey(Object key) -> name.equals(key);
        case Field(String other) -> name.equals(other);
      };
    }

    @Override
    public String toString() {
      return "." + name;
    }
  }

  /// The position among the children of a registered class that does not name them: `[<flat index
  /// 0>]`.
  ///
  /// @param index counted from 0
  record FlatIndex(int index) implements PathKey {
    @Override
    public String simple() {
      return Integer.toString(index);
    }

    @Override
    public boolean accepts(PathKey written) {
      return switch (written) {
        case Index(int other) -> index == other;
        case MapKey(Object _), Field(String _) -> false;
        case FlatIndex(int other) -> index == other;
      };
    }

    @Override
    public String toString() {
      return "[<flat index " + index + ">]";
    }
  }
}
