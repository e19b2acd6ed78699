package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A place in a tree: the steps from the root to it.
///
/// Printed as code: `[0].bar['cin'][0]`; the root is the empty string. [#simple(String)] gives
/// `0/bar/cin/0`. [#parse(String)] reads the printed form, and also `layer.weight`.
///
/// @param keys the steps, root first
public record KeyPath(List<PathKey> keys) {
  private static final KeyPath ROOT = new KeyPath(List.of());

  /// Makes the path of the given steps.
  public KeyPath {
    keys = List.copyOf(keys);
  }

  /// Returns the path of no steps.
  public static KeyPath root() {
    return ROOT;
  }

  /// Returns the path of the given steps.
  ///
  /// @param keys the steps, root first
  public static KeyPath of(List<PathKey> keys) {
    return keys.isEmpty() ? ROOT : new KeyPath(keys);
  }

  /// Returns the path of the given steps.
  ///
  /// @param keys the steps, root first
  public static KeyPath of(PathKey... keys) {
    return of(List.of(keys));
  }

  /// Reads a path: names separated by dots, `[0]` for positions, `['a']` or `["a"]` for keys of
  /// maps.
  ///
  /// ```java
  /// KeyPath.parse("layers[0].weight")
  /// KeyPath.parse("[0].bar['cin'][0]")
  /// ```
  ///
  /// @param text the path; empty for the root
  /// @return the path
  /// @throws TreeException when the text is not a path; the message gives the position
  public static KeyPath parse(String text) {
    return new KeyPathParser(text).parse();
  }

  /// Returns this path with one more step.
  ///
  /// @param key the step
  public KeyPath then(PathKey key) {
    List<PathKey> longer = new ArrayList<>(keys);
    longer.add(key);
    return new KeyPath(longer);
  }

  /// Returns the simple form: the steps without punctuation, joined by the separator.
  ///
  /// @param separator what stands between two steps
  public String simple(String separator) {
    return keys.stream().map(PathKey::simple).collect(Collectors.joining(separator));
  }

  /// The words of a message: "at `[0].w`", or "at the root".
  String place() {
    return keys.isEmpty() ? "at the root" : "at `" + this + "`";
  }

  @Override
  public String toString() {
    return keys.stream().map(PathKey::toString).collect(Collectors.joining());
  }
}
