package org.lanewise.differential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.differential.Expression.Constant;
import org.lanewise.differential.Expression.Fn;
import org.lanewise.differential.Expression.Form;
import org.lanewise.differential.Expression.Name;
import org.lanewise.differential.Expression.Numbers;

/// Evaluates expressions with the names that are bound: values are arrays and pairs of values.
///
/// @param values what the names stand for
record Environment(Map<String, Object> values) {

  /// Two values: what loops carry and return.
  record Pair(Object first, Object second) {}

  /// The array that an expression gives.
  Array array(Expression expression) {
    return (Array) value(expression);
  }

  /// What an expression gives.
  Object value(Expression expression) {
    return switch (expression) {
      case Name(String text) -> values.get(text);
      case Constant constant -> Numpy.weak(constant.value());
      case Form form -> apply(form);
      case Fn _, Numbers _ -> throw new IllegalArgumentException("no value: " + expression);
    };
  }

  /// A function of one value.
  Function<Object, Object> function(Expression expression) {
    Fn fn = (Fn) expression;
    return x -> with(fn.names().get(0), x).value(fn.body());
  }

  /// A function from an array to an array.
  Function<Array, Array> arrayFunction(Expression expression) {
    Function<Object, Object> f = function(expression);
    return x -> (Array) f.apply(x);
  }

  /// A function of two values.
  BiFunction<Object, Object, Object> function2(Expression expression) {
    Fn fn = (Fn) expression;
    return (x, y) -> with(fn.names().get(0), x).with(fn.names().get(1), y).value(fn.body());
  }

  private Environment with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(values);
    more.put(name, value);
    return new Environment(more);
  }

  private Object apply(Form form) {
    List<Expression> x = form.arguments();
    return switch (form.operation()) {
      case "pair" -> new Pair(value(x.get(0)), value(x.get(1)));
      case "first" -> ((Pair) value(x.get(0))).first();
      case "second" -> ((Pair) value(x.get(0))).second();
      case "call" -> function(x.get(0)).apply(value(x.get(1)));
      default ->
          Elementary.knows(form.operation())
              ? Elementary.apply(form.operation(), x, this)
              : Transformed.apply(form.operation(), x, this);
    };
  }

  /// A whole number: a size, an axis.
  static int whole(Expression expression) {
    return (int) ((Constant) expression).value();
  }

  /// A list of whole numbers.
  static int[] numbers(Expression expression) {
    return ((Numbers) expression).values();
  }

  static Array indices(Expression expression) {
    return Numpy.array(numbers(expression));
  }
}
