package org.lanewise.jmh.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.Lanewise;

/// The table of a run as a page.
///
/// @param machine the machine's limits
/// @param versions the peers' versions
/// @param outcomes what was measured
record Report(Machine machine, String versions, List<Outcome> outcomes) {
  private static final double[] PREFIXES = {1e-9, 1e-6, 1e-3, 1};
  private static final String[] UNITS = {"ns", "µs", "ms", "s"};

  /// The page.
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            # Side by side with JAX

            Made by `./mvnw -q -Ppeers` on %s, Java %s, %s; peers: %s.
            Both sides in one run, in turns, %d alternations; times are medians. The ratio is JAX's time over Lanewise's (above 1 Lanewise is
            faster), in brackets the lowest and highest of the alternations. *Limit* is the share of what the machine could do: %.0f GFLOP/s (f32
            products of matrices in the second cache) and %.1f GB/s (a sum of two large arrays), as measured in the same run.

            *Warm-up* is how long a line's work was called before it was measured: two seconds, and as long after as `Lanewise.isCompiling()` said that the
            JVM was still compiling loops in the background. JAX compiles before its first call returns.

            Python frees the result of a call as soon as nothing refers to it. Here every call of more than ten microseconds runs in a `Lanewise.scope`, and what
            that costs is timed with it; what only the garbage collector would find, the inputs of the last line, is returned between lines, untimed.
            Lanewise's process ran with `%s`, the flags that the README gives for batch jobs.

            %s

            ![ratios](benchmarks.svg)
            """,
            processor(),
            Runtime.version(),
            Lanewise.describe(),
            versions,
            outcomes.getFirst().ours().size(),
            machine.flopsPerSecond() * 1e-9,
            machine.bytesPerSecond() * 1e-9,
            flags(),
            summary()));
    String group = "";
    for (Outcome outcome : outcomes) {
      if (!outcome.line().group().equals(group)) {
        group = outcome.line().group();
        text.append("\n## ").append(group).append("\n\n");
        text.append(
            "| line | Lanewise | JAX | NumPy | ratio | target | limit | warm-up | results |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
      }
      text.append(tableRow(outcome, machine)).append('\n');
    }
    return text.toString();
  }

  /// How many lines reach their targets, and the mean of all.
  String summary() {
    long onTarget = outcomes.stream().filter(Outcome::isOnTarget).count();
    double logs = outcomes.stream().mapToDouble(outcome -> Math.log(outcome.ratio())).sum();
    double lowest = outcomes.stream().mapToDouble(Outcome::ratio).min().orElse(Double.NaN);
    long wrong = outcomes.stream().filter(outcome -> !outcome.agrees()).count();
    return String.format(
        Locale.ROOT,
        "%d of %d lines at or above target; geometric mean of the ratios %.2f, lowest %.2f; "
            + "%d lines with other results.",
        onTarget,
        outcomes.size(),
        Math.exp(logs / outcomes.size()),
        lowest,
        wrong);
  }

  /// A line of progress.
  static String row(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%-45s %10s %10s   ratio %6.2f  target %4.1f  warm-up %4.1f s %s%s",
        outcome.line().name(),
        amount(outcome.unit(), outcome.amount()),
        amount(outcome.unit(), outcome.jaxAmount()),
        outcome.ratio(),
        outcome.line().target(),
        outcome.warmUp(),
        outcome.isOnTarget() ? "" : "BELOW ",
        outcome.agrees() ? "" : "DIFFERENT " + outcome.difference());
  }

  private static String tableRow(Outcome outcome, Machine machine) {
    List<Double> ratios = outcome.ratios();
    double least = outcome.line().limit().seconds(machine);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s%.2f%s (%.2f–%.2f) | %s | %s | %s | %s |",
        outcome.line().name(),
        amount(outcome.unit(), outcome.amount()),
        amount(outcome.unit(), outcome.jaxAmount()),
        outcome.numpy().isPresent() ? amount(outcome.unit(), outcome.numpy().getAsDouble()) : "",
        outcome.isOnTarget() ? "" : "**",
        outcome.ratio(),
        outcome.isOnTarget() ? "" : "**",
        ratios.getFirst(),
        ratios.getLast(),
        outcome.line().target(),
        least == 0 ? "" : Math.round(100 * least / outcome.amount()) + " %",
        outcome.warmUp() == 0 ? "" : String.format(Locale.ROOT, "%.0f s", outcome.warmUp()),
        outcome.difference() == 0
            ? "equal"
            : String.format(Locale.ROOT, "%.0e", outcome.difference()));
  }

  private static String amount(Outcome.Unit unit, double value) {
    return switch (unit) {
      case SECONDS -> time(value);
      case BYTES -> String.format(Locale.ROOT, "%.0f MB", value * 1e-6);
    };
  }

  private static String time(double seconds) {
    int unit = 0;
    while (unit < 3 && seconds >= PREFIXES[unit + 1]) {
      unit++;
    }
    return String.format(Locale.ROOT, "%.3g %s", seconds / PREFIXES[unit], UNITS[unit]);
  }

  private static String processor() {
    return fromProc("/proc/cpuinfo", "model name") + ", " + processors() + " processors";
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// What this process was started with, but for paths.
  private static String flags() {
    String[] all = ProcessHandle.current().info().arguments().orElse(new String[0]);
    return Stream.of(all)
        .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
        .collect(Collectors.joining(" "));
  }

  /// The most memory that this process has held, in bytes; 0 where the system does not tell.
  static double residentPeak() {
    String peak = fromProc("/proc/self/status", "VmHWM").replaceAll("\\D", "");
    return peak.isEmpty() ? 0 : 1024.0 * Long.parseLong(peak);
  }

  /// The measured errors of the elementary functions, from the page that `scripts/accuracy` makes.
  ///
  /// @param page that page
  static String accuracy(Path page) throws IOException {
    if (!Files.exists(page)) {
      return "";
    }
    String tables =
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("|") || line.startsWith("## "))
            .map(line -> line.startsWith("## ") ? "\n#" + line + "\n" : line)
            .collect(Collectors.joining("\n", "", "\n"));
    return "\n## Accuracy of the elementary functions\n\nIn units in the last place; see"
        + " [accuracy.md](accuracy.md) for how they were measured.\n"
        + tables;
  }

  private static String fromProc(String file, String key) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .limit(1)
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "";
    }
  }
}
