package org.lanewise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.oracle.OracleCase;
import org.lanewise.oracle.PythonLiteral;
import org.lanewise.oracle.PythonLiteral.Name;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The `call` line of an oracle case with its operands as arrays.
final class NumpyCall {
  /// Signals that a call has no counterpart here.
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String what) {
      super(what);
    }
  }

  final String function;
  private final List<Object> arguments = new ArrayList<>();
  private final Map<String, Object> options = new LinkedHashMap<>();

  NumpyCall(OracleCase c) {
    this(c, c.inputs().stream().map(OracleArrays::of).toList());
  }

  /// The call with other operands, such as tracers.
  NumpyCall(OracleCase c, List<Array> inputs) {
    Map<String, Array> operands = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      operands.put(c.inputs().get(i).name(), inputs.get(i));
    }
    this.function = c.call().get(0);
    for (String token : c.call().subList(1, c.call().size())) {
      int equals = token.matches("\\w+=.*") ? token.indexOf('=') : -1;
      Object value = resolve(parse(token.substring(equals + 1)), operands);
      if (equals < 0) {
        arguments.add(value);
      } else {
        options.put(token.substring(0, equals), value);
      }
    }
  }

  private static Object parse(String text) {
    return PythonLiteral.parse(text).orElseThrow(() -> new Unsupported("expression " + text));
  }

  private static Object resolve(Object value, Map<String, Array> operands) {
    if (value instanceof Name name) {
      Array operand = operands.get(name.text());
      return operand != null ? operand : dtype(name.text());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> resolve(item, operands)).toList();
    }
    return value;
  }

  private static DType dtype(String name) {
    try {
      return DType.of(name);
    } catch (IllegalArgumentException e) {
      throw new Unsupported("name " + name);
    }
  }

  int count() {
    return arguments.size();
  }

  /// Requires that no options but these are given.
  NumpyCall only(String... names) {
    for (String option : options.keySet()) {
      if (!List.of(names).contains(option)) {
        throw new Unsupported("option " + option + " of " + function);
      }
    }
    return this;
  }

  boolean has(String name) {
    return options.containsKey(name) && !Optional.empty().equals(options.get(name));
  }

  /// Whether an option is given, also as None.
  boolean isGiven(String name) {
    return options.containsKey(name);
  }

  boolean isArray(int i) {
    return arguments.get(i) instanceof Array;
  }

  boolean isList(int i) {
    return arguments.get(i) instanceof List<?>;
  }

  Object argument(int i) {
    return arguments.get(i);
  }

  Array array(int i) {
    Object value = arguments.get(i);
    if (value instanceof Array array) {
      return array;
    }
    if (value instanceof Boolean b) {
      return Numpy.array((boolean) b);
    }
    if (value instanceof Number n) {
      return Operands.weak("test", n);
    }
    if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Long) {
      return Numpy.array(list.stream().mapToInt(v -> ((Long) v).intValue()).toArray());
    }
    throw new Unsupported("argument " + value + " of " + function);
  }

  List<Array> arrays(int i) {
    return ((List<?>) arguments.get(i)).stream().map(v -> (Array) v).toList();
  }

  Number number(int i) {
    return arguments.get(i) instanceof Number n ? n : fail(arguments.get(i));
  }

  boolean isNumber(int i) {
    return arguments.get(i) instanceof Number;
  }

  int integer(int i) {
    return number(i).intValue();
  }

  long[] longs(int i) {
    return longs(arguments.get(i));
  }

  private long[] longs(Object value) {
    if (value instanceof Long n) {
      return new long[] {n};
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(v -> v instanceof Long n ? n : this.<Long>fail(v)).toArray();
    }
    return fail(value);
  }

  int[] ints(Object value) {
    return java.util.Arrays.stream(longs(value)).mapToInt(Math::toIntExact).toArray();
  }

  /// An option or a positional argument, whichever is given.
  Object get(int i, String name, Object otherwise) {
    Object value =
        options.containsKey(name)
            ? options.get(name)
            : i >= 0 && i < arguments.size() ? arguments.get(i) : otherwise;
    return Optional.empty().equals(value) ? otherwise : value;
  }

  int integer(int i, String name, int otherwise) {
    return ((Long) get(i, name, (long) otherwise)).intValue();
  }

  double real(int i, String name, double otherwise) {
    return ((Number) get(i, name, otherwise)).doubleValue();
  }

  boolean flag(int i, String name, boolean otherwise) {
    return (Boolean) get(i, name, otherwise);
  }

  DType dtype(int i, DType otherwise) {
    return get(i, "dtype", otherwise) instanceof DType d ? d : fail("dtype");
  }

  /// The option or argument `axis`: all axes if it is not given.
  Axes axes(int i, Array x) {
    Object value = get(i, "axis", "all");
    return value.equals("all") ? Axes.range(x.rank()) : Axes.of(ints(value));
  }

  private <T> T fail(Object value) {
    throw new Unsupported("argument " + value + " of " + function);
  }
}
