package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.memory.Transfer;
import org.lanewise.oracle.OracleArray;
import org.lanewise.oracle.OracleCase;
import org.lanewise.oracle.OracleFile;
import org.lanewise.oracle.PythonLiteral;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Replays what JAX answers to `x[…]`, `x.at[…]`, `take` and the dynamic slices. No case is left
/// out.
@Tag("bits")
class IndexingOracleTest {
  /// What our messages say where JAX raises.
  private static final Map<String, String> ERRORS =
      Map.of(
          "Too many indices", "too many indices",
          "an index can only have a single ellipsis", "an index can have one ellipsis only",
          "slice step cannot be zero", "the step must not be 0",
          "boolean index did not match", "a mask must have the sizes of the axes",
          "Incompatible shapes for broadcasting", "index arrays must broadcast together",
          "Incompatible types for broadcasting", "broadcast",
          "Indexer must have integer or boolean type", "expected",
          "JAX does not support string indexing", "expected an index");

  @TestFactory
  Stream<DynamicTest> reading() {
    return file("indexing.txt");
  }

  @TestFactory
  Stream<DynamicTest> bounds() {
    return file("indexing-bounds.txt");
  }

  @TestFactory
  Stream<DynamicTest> updates() {
    return file("indexing-updates.txt");
  }

  private static Stream<DynamicTest> file(String name) {
    return OracleFile.cases(name).stream()
        .map(c -> DynamicTest.dynamicTest(c + " " + c.options(), () -> check(c)));
  }

  private static void check(OracleCase c) {
    if (c.error().isPresent()) {
      String rule =
          ERRORS.entrySet().stream()
              .filter(e -> c.error().get().contains(e.getKey()))
              .findFirst()
              .orElseThrow()
              .getValue();
      assertThatThrownBy(() -> run(c))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .startsWith("`")
          .contains(rule)
          .endsWith(".");
      return;
    }
    Array actual = run(c);
    OracleArray expected = c.output("0");
    assertThat(actual.dtype()).isEqualTo(DType.of(expected.dtype()));
    assertThat(actual.shape())
        .isEqualTo(Shape.of(expected.shape().stream().mapToLong(n -> n).toArray()));
    assertThat(bits(actual)).isEqualTo(expected.bits());
  }

  private static Array run(OracleCase c) {
    if (!c.call().isEmpty()) {
      return call(c);
    }
    Array x = OracleArrays.of(c.input("x"));
    List<Index> index = index(c.option("index"));
    if (c.source().isEmpty() || c.source().equals("x[index]")) {
      return x.get(index.toArray(Index[]::new));
    }
    IndexUpdate at = x.at(index.toArray(Index[]::new));
    if (c.options().containsKey("mode")) {
      at = at.mode(mode(c.option("mode")));
    }
    return c.source().contains(".get(") ? get(c, at) : update(c, at);
  }

  private static Array get(OracleCase c, IndexUpdate at) {
    String fill = c.options().get("fill_value");
    return fill == null ? at.get() : at.get(Double.parseDouble(fill));
  }

  private static Array update(OracleCase c, IndexUpdate at) {
    if (c.option("method").equals("apply")) {
      return at.apply(
          switch (c.option("function")) {
            case "negative" -> Array::unaryMinus;
            case "square" -> Numpy::square;
            case "sqrt" -> Numpy::sqrt;
            case "sin" -> Numpy::sin;
            default -> throw new AssertionError(c.option("function"));
          });
    }
    Array value = OracleArrays.of(c.input("value"));
    return switch (c.option("method")) {
      case "set" -> at.set(value);
      case "add" -> at.add(value);
      case "multiply" -> at.multiply(value);
      case "divide" -> at.divide(value);
      case "power" -> at.power(value);
      case "min" -> at.min(value);
      case "max" -> at.max(value);
      default -> throw new AssertionError(c.option("method"));
    };
  }

  private static Mode mode(String name) {
    return switch (name) {
      case "clip" -> Mode.CLIP;
      case "fill", "drop" -> Mode.FILL_OR_DROP;
      case "promise_in_bounds" -> Mode.PROMISE_IN_BOUNDS;
      default -> throw new AssertionError(name);
    };
  }

  /// The text between the brackets; Python's repeated lists are written out.
  private static List<Index> index(String text) {
    return switch (text) {
      case "()" -> List.of();
      case "[[True, False, True]] * 4" ->
          Index.parse("[" + "[True, False, True], ".repeat(4) + "]");
      case "[[[True]] * 4] * 3" ->
          Index.parse("[" + "[[True], [True], [True], [True]],".repeat(3) + "]");
      default -> Index.parse(text);
    };
  }

  private static Array call(OracleCase c) {
    Array x = OracleArrays.of(c.input("x"));
    return switch (c.call().get(0)) {
      case "lax.dynamic_slice" ->
          Lax.dynamicSlice(x, starts(c.call().get(2), x), Shape.of(longs(c.call().get(3))));
      case "lax.dynamic_update_slice" ->
          Lax.dynamicUpdateSlice(x, OracleArrays.of(c.input("y")), starts(c.call().get(3), x));
      case "jnp.take" -> take(c, x);
      default -> throw new AssertionError(c.call());
    };
  }

  private static Array take(OracleCase c, Array x) {
    Array i = OracleArrays.of(c.input("i"));
    List<String> call = c.call();
    String axis = option(call, "axis=");
    Array source = axis.isEmpty() ? Numpy.ravel(x) : x;
    int a = axis.isEmpty() ? 0 : Integer.parseInt(axis);
    return switch (option(call, "mode=")) {
      case "'clip'" -> Numpy.take(source, i, a, Numpy.TakeMode.CLIP);
      case "'wrap'" -> Numpy.take(source, i, a, Numpy.TakeMode.WRAP);
      default -> {
        String fill = option(call, "fill_value=");
        yield fill.isEmpty()
            ? Numpy.take(source, i, a)
            : source.at(Index.of(i)).mode(Mode.FILL_OR_DROP).get(Double.parseDouble(fill));
      }
    };
  }

  private static String option(List<String> call, String prefix) {
    return call.stream()
        .filter(t -> t.startsWith(prefix))
        .map(t -> t.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }

  /// JAX's Python layer counts negative starts from the end before the primitive sees them.
  private static List<Array> starts(String tuple, Array x) {
    List<Array> starts = new ArrayList<>();
    long[] given = longs(tuple);
    for (int i = 0; i < given.length; i++) {
      starts.add(Lax.scalar(DType.INT32, given[i] < 0 ? given[i] + x.shape().get(i) : given[i]));
    }
    return starts;
  }

  private static long[] longs(String tuple) {
    List<?> list = (List<?>) PythonLiteral.parse(tuple).orElseThrow();
    return list.stream().mapToLong(v -> (Long) v).toArray();
  }

  /// The IEEE patterns of floats, the values of integers, 0 or 1 of booleans, row-major.
  private static long[] bits(Array x) {
    if (!x.dtype().isFloating()) {
      return x.astype(x.dtype() == DType.BOOL ? DType.INT32 : x.dtype()).toLongArray();
    }
    ConcreteArray packed = (ConcreteArray) Lax.add(x, Lax.full(x.shape(), x.dtype(), 0));
    long[] bits = new long[Math.toIntExact(x.size())];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Transfer.getBits(packed.data().buffer().segment(), x.dtype(), i);
    }
    return bits;
  }
}
