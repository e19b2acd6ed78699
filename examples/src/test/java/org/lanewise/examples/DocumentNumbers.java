package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;

/// The numbers of the source documents as JAX 0.10.2 computes them (`documents.txt` of the oracle),
/// with their bits and their printed form.
final class DocumentNumbers {
  private static final Map<String, Map<String, String>> CASES = read();

  private DocumentNumbers() {}

  private static Map<String, Map<String, String>> read() {
    String name = "/org/lanewise/oracle/documents.txt";
    try (InputStream in = DocumentNumbers.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Map<String, String>> cases = new HashMap<>();
      Map<String, String> current = new HashMap<>();
      for (String line : text.split("\n")) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
          case "case" -> {
            current = new HashMap<>();
            cases.put(fields[1], current);
          }
          case "opt" -> current.put(fields[1], fields[2].replace("\\n", "\n"));
          case "out" -> {
            current.put("type", fields[2]);
            current.put("values", fields[3]);
          }
          default -> {} // the expression, the mode, comments
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asserts type, weakness, every bit and the printed form.
  static void assertSame(String name, Array actual) {
    Map<String, String> expected = CASES.get(name);
    assertThat(type(actual)).as(name).isEqualTo(expected.get("type"));
    assertThat(bits(actual)).as(name).isEqualTo(bits(expected.get("values")));
    assertThat(actual).as(name).hasToString(expected.get("repr"));
  }

  /// Asserts the type, and every element within a share of the largest.
  static void assertNear(String name, Array actual, double tolerance) {
    Map<String, String> expected = CASES.get(name);
    assertThat(type(actual)).as(name).isEqualTo(expected.get("type"));
    assertNear(name, actual.toDoubleArray(), numbers(expected.get("values")), tolerance);
  }

  /// Asserts what the document itself prints, which its older JAX computed: within a share of the
  /// largest element, of the digits that are printed.
  static void assertPrinted(String name, Array actual, double tolerance) {
    String printed =
        Optional.ofNullable(CASES.get(name).get("document"))
            .orElseThrow(() -> new AssertionError(name + " is not printed"));
    assertNear(name + " in the document", actual.toDoubleArray(), numbers(printed), tolerance);
  }

  private static void assertNear(
      String name, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    double largest = 0;
    for (double each : expected) {
      largest = Math.max(largest, Math.abs(each));
    }
    assertThat(actual)
        .as(name)
        .usingComparatorWithPrecision(tolerance * largest)
        .containsExactly(expected);
  }

  private static String type(Array x) {
    return x.type() + (x.weakType() ? "*" : "");
  }

  private static double[] numbers(String values) {
    return List.of(values.split(" ")).stream()
        .map(token -> token.contains("|") ? token.substring(0, token.indexOf('|')) : token)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static long[] bits(String values) {
    return List.of(values.split(" ")).stream()
        .mapToLong(
            token ->
                token.contains("|")
                    ? Long.parseLong(token.substring(token.indexOf('|') + 1), 16)
                    : Long.parseLong(token))
        .toArray();
  }

  private static long[] bits(Array x) {
    return x.dtype() == DType.FLOAT32
        ? Lax.bitcastConvertType(x, DType.UINT32).toLongArray()
        : x.toLongArray();
  }
}
