package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.transform.Transforms;

/// The table of control flow: a scan is the unrolled loop, a while the loop in Java, a cond the
/// branch that is taken, under each transformation, all pairs of them in both orders, and triples.
///
/// Each transformation turns a function of arrays with one result into another such function. Of
/// the function in Java, `vmap` is the loop over lanes and `jit` nothing.
class StructuredPairsTest {

  /// A function of arrays.
  private interface Fn extends Function<List<Array>, Array> {}

  private enum Way {
    JVP,
    VJP,
    VMAP,
    JIT;

    /// The function, transformed.
    Fn of(Fn f) {
      return switch (this) {
        case JVP -> x -> jvp(f, x, directions(x)).tangent();
        case VJP -> x -> pulled(f, x);
        case VMAP -> x -> Transforms.vmap(f).apply(lanes(x));
        case JIT -> Transforms.jit(f)::apply;
      };
    }

    /// What that is without programs and batches.
    Fn ofPlain(Fn f) {
      return switch (this) {
        case JVP, VJP -> of(f);
        case VMAP -> x -> Numpy.stack(List.of(f.apply(x), f.apply(scaled(x))), 0);
        case JIT -> f;
      };
    }
  }

  private static List<Array> directions(List<Array> x) {
    return x.stream().map(each -> Values.normal(3, each.shape())).toList();
  }

  private static List<Array> scaled(List<Array> x) {
    return x.stream().map(each -> each.times(1.0625)).toList();
  }

  private static List<Array> lanes(List<Array> x) {
    return x.stream().map(each -> Numpy.stack(List.of(each, each.times(1.0625)), 0)).toList();
  }

  /// The cotangents of all arguments in one vector.
  private static Array pulled(Fn f, List<Array> x) {
    Vjp<List<Array>, Array> reverse = vjp(f, x);
    Array ct = Values.normal(4, reverse.value().shape());
    return Numpy.concatenate(
        reverse.pullback().apply(ct).stream()
            .map(each -> each.reshape(each.shape().size()))
            .toList(),
        0);
  }

  /// The rows, but for the callback, which says itself how it is batched.
  private static Stream<StructuredRows.Row> rows() {
    return StructuredRows.rows().stream().filter(row -> !row.row().name().startsWith("callback"));
  }

  private static final List<List<Way>> TRIPLES =
      List.of(
          List.of(Way.JIT, Way.VMAP, Way.VJP),
          List.of(Way.VMAP, Way.JIT, Way.VJP),
          List.of(Way.VJP, Way.VMAP, Way.JIT),
          List.of(Way.JIT, Way.VJP, Way.VMAP),
          List.of(Way.VMAP, Way.JVP, Way.VJP),
          List.of(Way.JVP, Way.VJP, Way.JIT),
          List.of(Way.VJP, Way.JVP, Way.JIT),
          List.of(Way.JIT, Way.JVP, Way.VJP),
          List.of(Way.VJP, Way.JVP, Way.VMAP));

  /// One, two and three transformations, the outermost first.
  private static List<List<Way>> ways() {
    List<List<Way>> ways = new ArrayList<>();
    for (Way one : Way.values()) {
      ways.add(List.of(one));
      for (Way two : Way.values()) {
        ways.add(List.of(one, two));
      }
    }
    ways.addAll(TRIPLES);
    return ways;
  }

  private static boolean isExact(List<Way> ways) {
    return ways.size() == 1 || ways.size() == 2 && ways.contains(Way.JIT);
  }

  @TestFactory
  @Tag("bits")
  Stream<DynamicTest> oneOrJitAndOneHaveTheBitsOfJava() {
    return tests(ways().stream().filter(StructuredPairsTest::isExact));
  }

  @TestFactory
  Stream<DynamicTest> othersGiveWhatJavaGives() {
    return tests(ways().stream().filter(ways -> !isExact(ways)));
  }

  private static Stream<DynamicTest> tests(Stream<List<Way>> ways) {
    return ways.flatMap(
        each ->
            rows()
                .map(row -> DynamicTest.dynamicTest(each + " of " + row, () -> check(row, each))));
  }

  private static void check(StructuredRows.Row row, List<Way> ways) {
    Fn actual = row.row().f()::apply;
    Fn expected = row.plain()::apply;
    for (Way way : ways.reversed()) {
      actual = way.of(actual);
      expected = way.ofPlain(expected);
    }
    assertSame(actual.apply(row.row().x()), expected.apply(row.row().x()), isExact(ways));
  }

  /// The second derivatives in the first argument of a weighted sum over lanes.
  @TestFactory
  Stream<DynamicTest> hessiansOfBatches() {
    return rows()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () ->
                        assertSame(
                            hessianOf(Way.VMAP.of(row.row().f()::apply), row),
                            hessianOf(Way.VMAP.ofPlain(row.plain()::apply), row),
                            false)));
  }

  private static Array hessianOf(Fn f, StructuredRows.Row row) {
    List<Array> x = row.row().x();
    Function<Array, Array> sum =
        first -> {
          List<Array> at = new ArrayList<>(x);
          at.set(0, first);
          Array y = f.apply(at);
          return Numpy.sum(y.times(Values.normal(4, y.shape())));
        };
    return hessian(sum).apply(x.get(0));
  }

  private static void assertSame(Array actual, Array expected, boolean isExact) {
    assertThat(actual.type()).isEqualTo(expected.type());
    if (isExact) {
      assertThat(actual.toDoubleArray()).containsExactly(expected.toDoubleArray());
    } else {
      assertThat(actual.toDoubleArray()).containsExactly(expected.toDoubleArray(), within(1e-9));
    }
  }
}
