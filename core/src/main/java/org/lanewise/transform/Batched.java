package org.lanewise.transform;

/// What a rule of [CustomBatching#customVmap] returns: results of all lanes.
///
/// @param value the results; where they differ from lane to lane, lanes lie along axis 0
/// @param mapped whether they do: one truth value for all arrays, or a tree of them that is a
///   prefix of the results
/// @param <R> the class of the results
public record Batched<R>(R value, Object mapped) {

  /// Results that differ from lane to lane.
  ///
  /// @param value the results, lanes along axis 0
  /// @param <R> the class of the results
  public static <R> Batched<R> mapped(R value) {
    return new Batched<>(value, true);
  }

  /// Results that are the same in all lanes.
  ///
  /// @param value the results of one lane
  /// @param <R> the class of the results
  public static <R> Batched<R> unmapped(R value) {
    return new Batched<>(value, false);
  }
}
