package org.lanewise.autodiff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A question to JAX about a function, with its answer; the format is described in
/// `scripts/oracle/README.md`.
///
/// @param id unique in the file
/// @param source the expression in the operands
/// @param options parameters of the case by key
/// @param inputs the operands by name; floating ones are differentiated
/// @param outputs value, jvp, vjp.x, ..., second
public record JaxCase(
    String id,
    String source,
    Map<String, String> options,
    Map<String, Printed> inputs,
    Map<String, Printed> outputs) {

  /// An array as it stands in the file.
  ///
  /// @param type its type
  /// @param bits its elements
  public record Printed(ArrayType type, List<Long> bits) {

    /// The array.
    public Array array() {
      return Values.ofBits(type.dtype(), type.shape(), bits);
    }

    private static Printed parse(String type, String values) {
      boolean weak = type.endsWith("*");
      String sizes = type.substring(type.indexOf('[') + 1, type.indexOf(']'));
      DType dtype = DType.of(type.substring(0, type.indexOf('[')));
      List<Long> shape = new ArrayList<>();
      for (String size : split(sizes, ",")) {
        shape.add(Long.parseLong(size));
      }
      List<Long> bits = new ArrayList<>();
      for (String value : split(values, " ")) {
        bits.add(bits(value));
      }
      Shape sized = Shape.of(shape.stream().mapToLong(Long::longValue).toArray());
      return new Printed(new ArrayType(dtype, sized, weak), List.copyOf(bits));
    }

    private static long bits(String value) {
      int bar = value.indexOf('|');
      return switch (value) {
        case "true" -> 1;
        case "false" -> 0;
        default ->
            bar < 0 ? Long.parseLong(value) : Long.parseUnsignedLong(value.substring(bar + 1), 16);
      };
    }

    private static String[] split(String text, String by) {
      return text.isEmpty() ? new String[0] : text.split(by);
    }
  }

  @Override
  public String toString() {
    return id + ": " + source;
  }

  /// Reads all cases of `gradients.txt` that JAX answered.
  static List<JaxCase> all() {
    return all("gradients.txt");
  }

  /// Reads all cases of a file that JAX answered.
  public static List<JaxCase> all(String file) {
    List<JaxCase> cases = new ArrayList<>();
    for (String block : text(file).split("\n\n")) {
      String id = "";
      String source = "";
      Map<String, String> options = new LinkedHashMap<>();
      Map<String, Printed> in = new LinkedHashMap<>();
      Map<String, Printed> out = new LinkedHashMap<>();
      for (String line : block.split("\n")) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
          case "case" -> id = fields[1];
          case "source" -> source = fields[1];
          case "opt" -> options.put(fields[1], fields[2]);
          case "in" -> in.put(fields[1], Printed.parse(fields[2], fields[3]));
          case "out" -> out.put(fields[1], Printed.parse(fields[2], fields[3]));
          default -> {}
        }
      }
      if (!out.isEmpty()) {
        cases.add(new JaxCase(id, source, options, in, out));
      }
    }
    return cases;
  }

  private static String text(String file) {
    String name = "/org/lanewise/oracle/" + file;
    try (InputStream in = JaxCase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
