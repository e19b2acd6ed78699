package org.lanewise.jit;

import java.util.List;

/// What the cache of one function has seen.
///
/// @param traces how often the function was traced
/// @param hits how many calls found their program
/// @param uncached how many programs closed over tracers and were not kept
/// @param programs how many programs are kept
/// @param explanations why the last ones were made although others were there, the oldest first
public record JitCounts(
    long traces, long hits, long uncached, int programs, List<String> explanations) {
  /// Copies the list.
  public JitCounts {
    explanations = List.copyOf(explanations);
  }
}
