package org.lanewise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.NumpyCall.Unsupported;

/// What the calls of the oracle's lines are here.
final class NumpyCalls {
  private static final Map<String, Function<NumpyCall, List<Array>>> TABLE = new HashMap<>();

  static {
    ElementwiseCalls.register();
    ReductionCalls.register();
    ShapeCalls.register();
    OrderCalls.register();
    ProductCalls.register();
    GridCalls.register();
  }

  private NumpyCalls() {}

  static boolean supports(NumpyCall call) {
    return TABLE.containsKey(call.function);
  }

  static List<Array> run(NumpyCall call) {
    Function<NumpyCall, List<Array>> function = TABLE.get(call.function);
    if (function == null) {
      throw new Unsupported(call.function);
    }
    return function.apply(call);
  }

  static void many(String name, Function<NumpyCall, List<Array>> function) {
    TABLE.put(name, function);
  }

  static void one(String name, Function<NumpyCall, Array> function) {
    TABLE.put(name, call -> List.of(function.apply(call)));
  }

  static void unary(String name, UnaryOperator<Array> function) {
    one(name, call -> function.apply(call.only().array(0)));
  }

  static void binary(String name, BinaryOperator<Array> function) {
    one(name, call -> function.apply(call.only().array(0), call.array(1)));
  }

  /// A function that takes a Java number on the right.
  static void binary(
      String name, BinaryOperator<Array> arrays, BiFunction<Array, Number, Array> right) {
    one(
        name,
        call ->
            call.only().isNumber(1) && call.isArray(0)
                ? right.apply(call.array(0), call.number(1))
                : arrays.apply(call.array(0), call.array(1)));
  }

  /// A function that takes a Java number on either side.
  static void binary(
      String name,
      BinaryOperator<Array> arrays,
      BiFunction<Array, Number, Array> right,
      BiFunction<Number, Array, Array> left) {
    one(
        name,
        call -> {
          if (call.only().isNumber(1) && call.isArray(0)) {
            return right.apply(call.array(0), call.number(1));
          }
          return call.isNumber(0)
              ? left.apply(call.number(0), call.array(1))
              : arrays.apply(call.array(0), call.array(1));
        });
  }
}
