package org.lanewise.backend.definition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Replays `float64.csv.gz` and keeps the largest error of each function, in units in the last
/// place.
final class Float64Goldens {
  record Worst(double error, String arguments, int points) {}

  private Float64Goldens() {}

  static Map<String, Worst> measure() {
    Map<String, Worst> worst = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Float64Goldens.class.getResourceAsStream("float64.csv.gz")),
                StandardCharsets.US_ASCII))) {
      lines.lines().forEach(line -> replay(line.split(",", -1), worst));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return worst;
  }

  private static void replay(String[] parts, Map<String, Worst> worst) {
    int n = parts.length;
    String name = parts[0];
    double x = bits(parts[1]);
    double wanted = bits(parts[n - 2]);
    double rest = Integer.parseInt(parts[n - 1]) / 1000.0;
    boolean unary = n == 4;
    double got =
        unary
            ? Definitions.doubleUnary(name).scalar().apply(x)
            : Definitions.doubleBinary(name).scalar().apply(x, bits(parts[2]));
    double error = Math.abs((got - wanted) / Math.ulp(wanted) - rest);
    String at = unary ? Double.toString(x) : x + ", " + bits(parts[2]);
    worst.merge(name, new Worst(Double.isNaN(error) ? 1e99 : error, at, 1), Float64Goldens::larger);
  }

  private static Worst larger(Worst a, Worst b) {
    Worst w = b.error > a.error ? b : a;
    return new Worst(w.error, w.arguments, a.points + b.points);
  }

  private static double bits(String hexadecimal) {
    return Double.longBitsToDouble(Long.parseUnsignedLong(hexadecimal, 16));
  }
}
