package org.lanewise.backend.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Measures every definition and writes `docs/accuracy.md`; `scripts/accuracy` runs it.
///
/// The arguments are the file to write, and the stride through the 2^32 bit patterns of float.
/// First all functions are measured on a sample; then, when the stride is 1, each over all floats,
/// which takes about half an hour on two cores. The file is written after each step and says of
/// each row how much was measured, so it is true at any time.
final class AccuracyReport {
  private static final int SAMPLE = 499;
  private static final StraightLines LINES = new StraightLines();

  private AccuracyReport() {}

  /// Writes the report.
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int stride = Integer.parseInt(arguments[1]);
    Map<String, String> rows = new LinkedHashMap<>();
    Map<String, UlpMeter> samples = new LinkedHashMap<>();
    int coarse = Math.max(stride, SAMPLE);
    for (String name : Oracles.unary().keySet()) {
      samples.put(name, measure(name, coarse));
      rows.put(name, row(name, samples.get(name), coarse));
    }
    Map<String, Float64Goldens.Worst> doubles = Float64Goldens.measure();
    Files.writeString(file, text(rows, doubles));
    if (stride < SAMPLE) {
      for (String name : Oracles.unary().keySet()) {
        rows.put(name, row(name, measure(name, stride).and(samples.get(name)), stride));
        System.out.println(rows.get(name));
        Files.writeString(file, text(rows, doubles));
      }
    }
  }

  private static UlpMeter measure(String name, int stride) {
    DoubleUnaryOperator oracle = Definitions.doubleUnary(name).scalar()::apply;
    FloatUnary function = Definitions.floatUnary(name).scalar();
    long part = 1L << 26;
    return IntStream.range(-32, 32)
        .parallel()
        .mapToObj(
            i -> {
              long first = i * part;
              long aligned = first + Math.floorMod(-(first - Integer.MIN_VALUE), (long) stride);
              return UlpMeter.over(name, function, oracle, aligned, first + part - 1, stride);
            })
        .reduce(UlpMeter::and)
        .orElseThrow();
  }

  private static String text(
      Map<String, String> floats, Map<String, Float64Goldens.Worst> doubles) {
    StringBuilder s = new StringBuilder();
    s.append(
        """
        # Measured accuracy of the elementwise functions

        Made by `scripts/accuracy`. Errors are in units in the last place of the true result (0.5 is correct rounding), subnormal results
        included. float32 was measured over the floats (all of them, or every n-th bit pattern), against our float64 definition, whose own error is
        below a hundred-millionth of these units (the build measures a sample against `StrictMath`); lgamma and digamma at positive arguments. float64 was measured on known answers computed with 300 bits by mpmath: the
        number of points is given. `log`, `log1p`, `exp` and `erf_inv` of float32 have JAX's bits on purpose; `erf_inv` is a recipe for random numbers and no
        accurate inverse (up to 64 units), so it is not listed.

        Operations are lane operations of the straight line with all calls inlined and common subexpressions counted twice. Guarded functions have
        a slow path for rare arguments (see the package page of `org.lanewise.backend.definition`).

        ## float32, one argument

        | function | largest error | at | measured | operations | form |
        |---|---|---|---|---|---|
        """);
    floats.values().forEach(row -> s.append(row).append('\n'));
    s.append(
        "\n## float64\n\n| function | largest error | points | at | operations | form |\n|---|---|---|---|---|---|\n");
    doubles.forEach((name, worst) -> s.append(row(name, worst)).append('\n'));
    return s.toString();
  }

  private static String row(String name, UlpMeter meter, int stride) {
    Definition<FloatUnary> d = Definitions.floatUnary(name);
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %s%s | %s | %d | %s |",
        name,
        meter.worst(),
        meter.argument(),
        meter.wrong() == 0 ? "" : " (wrong kind at " + meter.wrongArgument() + ")",
        stride == 1 ? "all" : "1 in " + stride,
        LINES.operations(d.owner(), d.straightMethod(), "(F)F"),
        d.form().name().toLowerCase(Locale.ROOT));
  }

  private static String row(String name, Float64Goldens.Worst worst) {
    boolean unary = Definitions.doubleUnaries().containsKey(name);
    Definition<?> d = unary ? Definitions.doubleUnary(name) : Definitions.doubleBinary(name);
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %d | %s | %d | %s |",
        name,
        worst.error(),
        worst.points(),
        worst.arguments(),
        LINES.operations(d.owner(), d.straightMethod(), unary ? "(D)D" : "(DD)D"),
        d.form().name().toLowerCase(Locale.ROOT));
  }
}
