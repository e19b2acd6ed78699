package org.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Writes `docs/allocation.md`: what a call of each benchmark of kernels puts on the heap.
public final class AllocationReport {
  /// The benchmarks whose work is done by kernels; others measure transformations, which allocate.
  static final List<Class<? extends ShortRuns>> KERNELS =
      List.of(
          EagerBenchmark.class,
          FusionBenchmark.class,
          ThreefryBenchmark.class,
          SamplerBenchmark.class,
          MatmulF32Benchmark.class,
          MatmulF64Benchmark.class,
          ThinProductBenchmark.class,
          ConvolutionBenchmark.class,
          WindowBenchmark.class,
          MovementBenchmark.class,
          SortingBenchmark.class,
          TopKBenchmark.class,
          LoopBenchmark.class);

  /// Far less than a box for each vector, which would be five bytes at least for each f32 element,
  /// and more than all handles and work arrays.
  static final long LIMIT = 1 << 20;

  private static final Duration CALLED = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private AllocationReport() {}

  /// Measures and writes.
  ///
  /// @param arguments the file
  public static void main(String... arguments) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # Heap bytes of a call

            Made by `scripts/allocation`. Arrays lie outside of the heap, and kernels make no objects for vectors: what a call allocates are the
            handles of its arrays, the plan of the call, and work arrays of some kernels (the counts of a sort's digits, the places of a gather). A
            box for every vector would be five bytes at least for each f32 element: megabytes for most of these lines. `AllocationTest` holds them
            all below 1 MiB.

            Calls run in a `Lanewise.scope` each, whose own objects are counted too (some 2,000 bytes); the least of many groups of calls counts,
            over all threads, when nothing is being compiled any more. The figures differ a little from run to run, as C2 removes more objects or
            fewer. `-prof gc` of JMH shows more, since it also counts the litter by which dead arrays are found.

            | benchmark | parameters | bytes |
            |---|---|---|
            """);
    for (Class<? extends ShortRuns> type : KERNELS) {
      Settings settings = new Settings(type);
      for (List<String> setting : settings.all()) {
        for (Settings.Work work : settings.at(setting)) {
          long bytes = HeapBytes.of(work, CALLED, LIMIT, PATIENCE);
          text.append(
              String.format(
                  Locale.ROOT, "| %s | %s | %,d |%n", work.name(), work.parameters(), bytes));
        }
      }
    }
    Files.writeString(Path.of(arguments[0]), text.toString());
  }
}
