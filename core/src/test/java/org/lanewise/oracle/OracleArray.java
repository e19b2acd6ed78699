package org.lanewise.oracle;

import java.util.List;

/// One operand or result of a case: its name, its type as JAX writes it, and its elements as they
/// stand in the file.
///
/// @param name the operand's name, or the result's number or name
/// @param dtype the element type: `bool`, `i8` to `i64`, `u8` to `u64`, `f16`, `bf16`, `f32`, `f64`
/// @param weak whether the type is weak (printed with a final `*`)
/// @param shape the sizes of the axes, empty for a 0-d array
/// @param tokens the elements in row-major order: `true`, `-3`, or `1.5|3fc00000`
public record OracleArray(
    String name, String dtype, boolean weak, List<Integer> shape, List<String> tokens) {

  static OracleArray parse(String name, String type, String values) {
    boolean weak = type.endsWith("*");
    int open = type.indexOf('[');
    String sizes = type.substring(open + 1, type.indexOf(']'));
    List<Integer> shape =
        sizes.isEmpty()
            ? List.of()
            : List.of(sizes.split(",", -1)).stream().map(Integer::valueOf).toList();
    List<String> tokens = values.isEmpty() ? List.of() : List.of(values.split(" ", -1));
    return new OracleArray(name, type.substring(0, open), weak, shape, tokens);
  }

  /// Tells whether the elements are floats, that is whether [#bits] is their IEEE pattern.
  ///
  /// @return true for `f16`, `bf16`, `f32` and `f64`
  public boolean floating() {
    return dtype.startsWith("f") || dtype.startsWith("bf");
  }

  /// Returns the elements as bits: the IEEE pattern of floats (NaN canonical), the value of
  /// integers (`u64` wraps into the sign), 0 or 1 of booleans.
  ///
  /// @return one `long` per element, row-major
  public long[] bits() {
    return tokens.stream().mapToLong(this::bits).toArray();
  }

  /// Returns the elements as numbers; integers beyond 2⁵³ lose digits.
  ///
  /// @return one `double` per element, row-major
  public double[] numbers() {
    double[] numbers = new double[tokens.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(tokens.get(i));
    }
    return numbers;
  }

  private long bits(String token) {
    return switch (token) {
      case "true" -> 1;
      case "false" -> 0;
      default ->
          floating()
              ? Long.parseUnsignedLong(token.substring(token.indexOf('|') + 1), 16)
              : dtype.equals("u64") ? Long.parseUnsignedLong(token) : Long.parseLong(token);
    };
  }

  private double number(String token) {
    long bits = bits(token);
    return switch (dtype) {
      case "f64" -> Double.longBitsToDouble(bits);
      case "f32" -> Float.intBitsToFloat((int) bits);
      case "bf16" -> Float.intBitsToFloat((int) bits << 16);
      case "f16" -> Float.float16ToFloat((short) bits);
      case "u64" -> bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
      default -> bits;
    };
  }
}
