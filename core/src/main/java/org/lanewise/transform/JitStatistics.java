package org.lanewise.transform;

import java.util.List;
import org.lanewise.jit.CompiledFunction;
import org.lanewise.jit.JitCounts;

/// What became of the calls of a compiled function.
///
/// @param traces how often the function ran in Java, once for each program
/// @param hits how many calls found their program
/// @param uncached how many programs closed over values of transformations around them, so that
///   they were of use once
/// @param programs how many programs are kept
/// @param recompiles why programs were made although others were there: `static value at `[0].rate`
///   changed from 0.1 to 0.2`, compared to the nearest of them; the last 64, the oldest first
public record JitStatistics(
    long traces, long hits, long uncached, int programs, List<String> recompiles) {
  /// Copies the list.
  public JitStatistics {
    recompiles = List.copyOf(recompiles);
  }

  static JitStatistics of(CompiledFunction function) {
    JitCounts counts = function.counts();
    return new JitStatistics(
        counts.traces(),
        counts.hits(),
        counts.uncached(),
        counts.programs(),
        counts.explanations());
  }

  /// The counters in a line, and a line per recompile.
  public String explain() {
    StringBuilder text = new StringBuilder();
    text.append("%d traces, %d hits, %d programs kept".formatted(traces, hits, programs));
    if (uncached > 0) {
      text.append(", ").append(uncached).append(" used once");
    }
    recompiles.forEach(each -> text.append("\nrecompiled: ").append(each));
    return text.toString();
  }
}
