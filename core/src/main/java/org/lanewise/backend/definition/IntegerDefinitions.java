package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Definition.Form.SCALAR;
import static org.lanewise.backend.definition.Definition.Form.STRAIGHT;

import org.jspecify.annotations.Nullable;

/// The lists behind [Definitions] for integers.
///
/// Switches for the reason that [FloatDefinitions] gives.
final class IntegerDefinitions {
  static final Table<IntUnary> INT_UNARY =
      new Table<>("neg abs sign square not clz population_count", IntegerDefinitions::intUnary);

  static final Table<LongUnary> LONG_UNARY =
      new Table<>("neg abs sign square not clz population_count", IntegerDefinitions::longUnary);

  static final Table<IntBinary> INT_BINARY =
      new Table<>(
          "div rem div_unsigned rem_unsigned max min max_unsigned min_unsigned "
              + "shift_left shift_right_logical shift_right_arithmetic pow",
          IntegerDefinitions::intBinary);

  static final Table<LongBinary> LONG_BINARY =
      new Table<>(
          "div rem div_unsigned rem_unsigned max min max_unsigned min_unsigned "
              + "shift_left shift_right_logical shift_right_arithmetic pow",
          IntegerDefinitions::longBinary);

  private IntegerDefinitions() {}

  private static @Nullable Definition<IntUnary> intUnary(String name) {
    return switch (name) {
      case "neg" -> new Definition<>(name, Integer32::neg, Integer32.class, "neg", STRAIGHT);
      case "abs" -> new Definition<>(name, Integer32::abs, Integer32.class, "abs", STRAIGHT);
      case "sign" -> new Definition<>(name, Integer32::sign, Integer32.class, "sign", STRAIGHT);
      case "square" ->
          new Definition<>(name, Integer32::square, Integer32.class, "square", STRAIGHT);
      case "not" -> new Definition<>(name, Integer32::not, Integer32.class, "not", STRAIGHT);
      case "clz" -> new Definition<>(name, Integer32::clz, Integer32.class, "clz", SCALAR);
      case "population_count" ->
          new Definition<>(
              name, Integer32::populationCount, Integer32.class, "populationCount", SCALAR);
      default -> null;
    };
  }

  private static @Nullable Definition<LongUnary> longUnary(String name) {
    return switch (name) {
      case "neg" -> new Definition<>(name, Integer64::neg, Integer64.class, "neg", STRAIGHT);
      case "abs" -> new Definition<>(name, Integer64::abs, Integer64.class, "abs", STRAIGHT);
      case "sign" -> new Definition<>(name, Integer64::sign, Integer64.class, "sign", STRAIGHT);
      case "square" ->
          new Definition<>(name, Integer64::square, Integer64.class, "square", STRAIGHT);
      case "not" -> new Definition<>(name, Integer64::not, Integer64.class, "not", STRAIGHT);
      case "clz" -> new Definition<>(name, Integer64::clz, Integer64.class, "clz", SCALAR);
      case "population_count" ->
          new Definition<>(
              name, Integer64::populationCount, Integer64.class, "populationCount", SCALAR);
      default -> null;
    };
  }

  private static @Nullable Definition<IntBinary> intBinary(String name) {
    return switch (name) {
      case "div" -> new Definition<>(name, Integer32::div, Integer32.class, "div", STRAIGHT);
      case "rem" -> new Definition<>(name, Integer32::rem, Integer32.class, "rem", STRAIGHT);
      case "div_unsigned" ->
          new Definition<>(name, Integer32::divUnsigned, Integer32.class, "divUnsigned", SCALAR);
      case "rem_unsigned" ->
          new Definition<>(name, Integer32::remUnsigned, Integer32.class, "remUnsigned", SCALAR);
      case "max" -> new Definition<>(name, Integer32::max, Integer32.class, "max", STRAIGHT);
      case "min" -> new Definition<>(name, Integer32::min, Integer32.class, "min", STRAIGHT);
      case "max_unsigned" ->
          new Definition<>(name, Integer32::maxUnsigned, Integer32.class, "maxUnsigned", STRAIGHT);
      case "min_unsigned" ->
          new Definition<>(name, Integer32::minUnsigned, Integer32.class, "minUnsigned", STRAIGHT);
      case "shift_left" ->
          new Definition<>(name, Integer32::shiftLeft, Integer32.class, "shiftLeft", SCALAR);
      case "shift_right_logical" ->
          new Definition<>(
              name, Integer32::shiftRightLogical, Integer32.class, "shiftRightLogical", SCALAR);
      case "shift_right_arithmetic" ->
          new Definition<>(
              name,
              Integer32::shiftRightArithmetic,
              Integer32.class,
              "shiftRightArithmetic",
              SCALAR);
      case "pow" -> new Definition<>(name, Integer32::pow, Integer32.class, "pow", SCALAR);
      default -> null;
    };
  }

  private static @Nullable Definition<LongBinary> longBinary(String name) {
    return switch (name) {
      case "div" -> new Definition<>(name, Integer64::div, Integer64.class, "div", STRAIGHT);
      case "rem" -> new Definition<>(name, Integer64::rem, Integer64.class, "rem", STRAIGHT);
      case "div_unsigned" ->
          new Definition<>(name, Integer64::divUnsigned, Integer64.class, "divUnsigned", SCALAR);
      case "rem_unsigned" ->
          new Definition<>(name, Integer64::remUnsigned, Integer64.class, "remUnsigned", SCALAR);
      case "max" -> new Definition<>(name, Integer64::max, Integer64.class, "max", STRAIGHT);
      case "min" -> new Definition<>(name, Integer64::min, Integer64.class, "min", STRAIGHT);
      case "max_unsigned" ->
          new Definition<>(name, Integer64::maxUnsigned, Integer64.class, "maxUnsigned", STRAIGHT);
      case "min_unsigned" ->
          new Definition<>(name, Integer64::minUnsigned, Integer64.class, "minUnsigned", STRAIGHT);
      case "shift_left" ->
          new Definition<>(name, Integer64::shiftLeft, Integer64.class, "shiftLeft", SCALAR);
      case "shift_right_logical" ->
          new Definition<>(
              name, Integer64::shiftRightLogical, Integer64.class, "shiftRightLogical", SCALAR);
      case "shift_right_arithmetic" ->
          new Definition<>(
              name,
              Integer64::shiftRightArithmetic,
              Integer64.class,
              "shiftRightArithmetic",
              SCALAR);
      case "pow" -> new Definition<>(name, Integer64::pow, Integer64.class, "pow", SCALAR);
      default -> null;
    };
  }
}
