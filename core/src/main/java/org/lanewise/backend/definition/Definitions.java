package org.lanewise.backend.definition;

import java.util.Map;

/// Every definition, by JAX's operator name and by type.
///
/// ```java
/// float y = Definitions.floatUnary("tanh").scalar().apply(0.5f);
/// // GUARDED: sinFast, sinSlow, and sin for the slow lanes
/// Definition<FloatUnary> sin = Definitions.floatUnary("sin");
/// ```
///
/// JAX's `round` is `round_half_even` or `round_half_away`; integer functions of unsigned types end
/// in `_unsigned`. The arithmetic `add sub mul div` of floating types is Java's and has no entry.
/// f16 and bf16 use the `float` functions between the roundings of [Conversions].
public final class Definitions {
  private Definitions() {}

  /// The function of one `float` with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<FloatUnary> floatUnary(String name) {
    return named(FloatDefinitions.FLOAT_UNARY, name, "one float");
  }

  /// All functions of one `float`, by name, in a fixed order.
  public static Map<String, Definition<FloatUnary>> floatUnaries() {
    return FloatDefinitions.FLOAT_UNARY.all();
  }

  /// The function of one `double` with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<DoubleUnary> doubleUnary(String name) {
    return named(FloatDefinitions.DOUBLE_UNARY, name, "one double");
  }

  /// All functions of one `double`, by name, in a fixed order.
  public static Map<String, Definition<DoubleUnary>> doubleUnaries() {
    return FloatDefinitions.DOUBLE_UNARY.all();
  }

  /// The function of two `float`s with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<FloatBinary> floatBinary(String name) {
    return named(FloatDefinitions.FLOAT_BINARY, name, "two floats");
  }

  /// All functions of two `float`s, by name, in a fixed order.
  public static Map<String, Definition<FloatBinary>> floatBinaries() {
    return FloatDefinitions.FLOAT_BINARY.all();
  }

  /// The function of two `double`s with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<DoubleBinary> doubleBinary(String name) {
    return named(FloatDefinitions.DOUBLE_BINARY, name, "two doubles");
  }

  /// All functions of two `double`s, by name, in a fixed order.
  public static Map<String, Definition<DoubleBinary>> doubleBinaries() {
    return FloatDefinitions.DOUBLE_BINARY.all();
  }

  /// The function of one `int` with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<IntUnary> intUnary(String name) {
    return named(IntegerDefinitions.INT_UNARY, name, "one int");
  }

  /// All functions of one `int`, by name, in a fixed order.
  public static Map<String, Definition<IntUnary>> intUnaries() {
    return IntegerDefinitions.INT_UNARY.all();
  }

  /// The function of one `long` with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<LongUnary> longUnary(String name) {
    return named(IntegerDefinitions.LONG_UNARY, name, "one long");
  }

  /// All functions of one `long`, by name, in a fixed order.
  public static Map<String, Definition<LongUnary>> longUnaries() {
    return IntegerDefinitions.LONG_UNARY.all();
  }

  /// The function of two `int`s with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<IntBinary> intBinary(String name) {
    return named(IntegerDefinitions.INT_BINARY, name, "two ints");
  }

  /// All functions of two `int`s, by name, in a fixed order.
  public static Map<String, Definition<IntBinary>> intBinaries() {
    return IntegerDefinitions.INT_BINARY.all();
  }

  /// The function of two `long`s with this name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Definition<LongBinary> longBinary(String name) {
    return named(IntegerDefinitions.LONG_BINARY, name, "two longs");
  }

  /// All functions of two `long`s, by name, in a fixed order.
  public static Map<String, Definition<LongBinary>> longBinaries() {
    return IntegerDefinitions.LONG_BINARY.all();
  }

  /// Whether a `float` is finite, JAX's `is_finite`; a straight line.
  public static Definition<FloatPredicate> floatIsFinite() {
    return new Definition<>(
        "is_finite",
        Elementary32::isFinite,
        Elementary32.class,
        "isFinite",
        Definition.Form.STRAIGHT);
  }

  /// Whether a `double` is finite, JAX's `is_finite`; a straight line.
  public static Definition<DoublePredicate> doubleIsFinite() {
    return new Definition<>(
        "is_finite",
        Elementary64::isFinite,
        Elementary64.class,
        "isFinite",
        Definition.Form.STRAIGHT);
  }

  private static <F> Definition<F> named(Table<F> table, String name, String arguments) {
    Definition<F> found = table.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "`"
              + name
              + "`: no function of "
              + arguments
              + " has this name; there are "
              + table.names()
              + ".");
    }
    return found;
  }
}
