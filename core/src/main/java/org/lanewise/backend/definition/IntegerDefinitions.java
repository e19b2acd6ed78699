package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Definition.Form.SCALAR;
import static org.lanewise.backend.definition.Definition.Form.STRAIGHT;

import java.util.Map;

/// The lists behind [Definitions] for integers.
final class IntegerDefinitions {
  static final Map<String, Definition<IntUnary>> INT_UNARY = intUnary();
  static final Map<String, Definition<LongUnary>> LONG_UNARY = longUnary();
  static final Map<String, Definition<IntBinary>> INT_BINARY = intBinary();
  static final Map<String, Definition<LongBinary>> LONG_BINARY = longBinary();

  private IntegerDefinitions() {}

  private static Map<String, Definition<IntUnary>> intUnary() {
    Table<IntUnary> t = new Table<>();
    t.put("neg", Integer32::neg, Integer32.class, "neg", STRAIGHT);
    t.put("abs", Integer32::abs, Integer32.class, "abs", STRAIGHT);
    t.put("sign", Integer32::sign, Integer32.class, "sign", STRAIGHT);
    t.put("square", Integer32::square, Integer32.class, "square", STRAIGHT);
    t.put("not", Integer32::not, Integer32.class, "not", STRAIGHT);
    t.put("clz", Integer32::clz, Integer32.class, "clz", SCALAR);
    t.put(
        "population_count", Integer32::populationCount, Integer32.class, "populationCount", SCALAR);
    return t.finished();
  }

  private static Map<String, Definition<LongUnary>> longUnary() {
    Table<LongUnary> t = new Table<>();
    t.put("neg", Integer64::neg, Integer64.class, "neg", STRAIGHT);
    t.put("abs", Integer64::abs, Integer64.class, "abs", STRAIGHT);
    t.put("sign", Integer64::sign, Integer64.class, "sign", STRAIGHT);
    t.put("square", Integer64::square, Integer64.class, "square", STRAIGHT);
    t.put("not", Integer64::not, Integer64.class, "not", STRAIGHT);
    t.put("clz", Integer64::clz, Integer64.class, "clz", SCALAR);
    t.put(
        "population_count", Integer64::populationCount, Integer64.class, "populationCount", SCALAR);
    return t.finished();
  }

  private static Map<String, Definition<IntBinary>> intBinary() {
    Table<IntBinary> t = new Table<>();
    t.put("div", Integer32::div, Integer32.class, "div", STRAIGHT);
    t.put("rem", Integer32::rem, Integer32.class, "rem", STRAIGHT);
    t.put("div_unsigned", Integer32::divUnsigned, Integer32.class, "divUnsigned", SCALAR);
    t.put("rem_unsigned", Integer32::remUnsigned, Integer32.class, "remUnsigned", SCALAR);
    t.put("max", Integer32::max, Integer32.class, "max", STRAIGHT);
    t.put("min", Integer32::min, Integer32.class, "min", STRAIGHT);
    t.put("max_unsigned", Integer32::maxUnsigned, Integer32.class, "maxUnsigned", STRAIGHT);
    t.put("min_unsigned", Integer32::minUnsigned, Integer32.class, "minUnsigned", STRAIGHT);
    t.put("shift_left", Integer32::shiftLeft, Integer32.class, "shiftLeft", SCALAR);
    t.put(
        "shift_right_logical",
        Integer32::shiftRightLogical,
        Integer32.class,
        "shiftRightLogical",
        SCALAR);
    t.put(
        "shift_right_arithmetic",
        Integer32::shiftRightArithmetic,
        Integer32.class,
        "shiftRightArithmetic",
        SCALAR);
    t.put("pow", Integer32::pow, Integer32.class, "pow", SCALAR);
    return t.finished();
  }

  private static Map<String, Definition<LongBinary>> longBinary() {
    Table<LongBinary> t = new Table<>();
    t.put("div", Integer64::div, Integer64.class, "div", STRAIGHT);
    t.put("rem", Integer64::rem, Integer64.class, "rem", STRAIGHT);
    t.put("div_unsigned", Integer64::divUnsigned, Integer64.class, "divUnsigned", SCALAR);
    t.put("rem_unsigned", Integer64::remUnsigned, Integer64.class, "remUnsigned", SCALAR);
    t.put("max", Integer64::max, Integer64.class, "max", STRAIGHT);
    t.put("min", Integer64::min, Integer64.class, "min", STRAIGHT);
    t.put("max_unsigned", Integer64::maxUnsigned, Integer64.class, "maxUnsigned", STRAIGHT);
    t.put("min_unsigned", Integer64::minUnsigned, Integer64.class, "minUnsigned", STRAIGHT);
    t.put("shift_left", Integer64::shiftLeft, Integer64.class, "shiftLeft", SCALAR);
    t.put(
        "shift_right_logical",
        Integer64::shiftRightLogical,
        Integer64.class,
        "shiftRightLogical",
        SCALAR);
    t.put(
        "shift_right_arithmetic",
        Integer64::shiftRightArithmetic,
        Integer64.class,
        "shiftRightArithmetic",
        SCALAR);
    t.put("pow", Integer64::pow, Integer64.class, "pow", SCALAR);
    return t.finished();
  }
}
