package org.lanewise.vector.fusion;

import java.util.List;
import java.util.Locale;

/// What a compiled program consists of, one line for each step.
///
/// @param lines the steps, in order
/// @param memory where its values lie
public record Report(List<Line> lines, Memory memory) {

  /// One step.
  ///
  /// @param step `nest`, `dot_general + nest` if it begins with a product, or the primitive of a
  ///   call
  /// @param loops how many loops it has
  /// @param operations the vector operations of an element, over all loops
  /// @param bytes the memory that is read and written
  /// @param tileBytes the memory of a tile's temporaries
  /// @param tier which loops run: `scalar`, `tiles` (one loop for each primitive) or `fused`; of
  ///   loops that were compiled whole, `scalars`, `vectors` or `steps`
  /// @param micros the predicted time in one thread when the step is hot; 0 if there is no model
  /// @param measured the median time of a run in microseconds; 0 if it was not measured
  public record Line(
      String step,
      int loops,
      int operations,
      long bytes,
      long tileBytes,
      String tier,
      double micros,
      double measured) {}

  /// Where the values of a program lie that are written to memory.
  ///
  /// @param block the bytes of the block that a call takes for temporaries
  /// @param separate what these would take if each had memory of its own
  /// @param inPlace the values that take the place of an operand
  /// @param donated the results that take the places of arguments if all of these are donated
  public record Memory(long block, long separate, int inPlace, int donated) {
    /// One line.
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "memory: %d bytes for temporaries (%d without reuse), %d values in place, %d results in"
              + " donated arguments",
          block,
          separate,
          inPlace,
          donated);
    }
  }

  /// Copies the list.
  public Report {
    lines = List.copyOf(lines);
  }

  /// The table.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-20s %5s %10s %12s %10s %-7s %10s %10s%n",
            "step",
            "loops",
            "operations",
            "bytes",
            "tile",
            "tier",
            "microsec.",
            "measured"));
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s %5d %10d %12d %10d %-7s %10.1f %10.1f%n",
              line.step,
              line.loops,
              line.operations,
              line.bytes,
              line.tileBytes,
              line.tier,
              line.micros,
              line.measured));
    }
    return text.append(memory).append(System.lineSeparator()).toString();
  }
}
