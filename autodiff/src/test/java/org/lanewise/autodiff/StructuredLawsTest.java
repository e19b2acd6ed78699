package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;

/// The laws of derivatives for primitives that hold programs, in f64; and that control flow is what
/// it says: the same function without it has the same values and derivatives.
class StructuredLawsTest {

  /// Each row as it stands, and in a call, where all values are traced.
  static Stream<StructuredRows.Row> rows() {
    return StructuredRows.rows().stream().flatMap(row -> Stream.of(row, inCall(row)));
  }

  private static StructuredRows.Row inCall(StructuredRows.Row row) {
    Function<List<Array>, Array> f = row.row().f();
    return new StructuredRows.Row(
        new LawRow(
            row.row().name() + ", in a call",
            at -> Control.call(x -> List.of(f.apply(x)), at).get(0),
            row.row().x()),
        row.plain());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void lawsHold(StructuredRows.Row row) {
    Laws.check(row.row().f(), row.row().x());
  }

  @Tag("bits")
  @ParameterizedTest
  @MethodSource("rows")
  void valuesAndTangentsAreThoseOfThePlainFunction(StructuredRows.Row row) {
    List<Array> x = row.row().x();
    List<Array> dx = x.stream().map(each -> Values.normal(3, each.shape())).toList();
    assertSame(row.row().f().apply(x), row.plain().apply(x));
    Jvp<Array> actual = Autodiff.jvp(row.row().f(), x, dx);
    Jvp<Array> expected = Autodiff.jvp(row.plain(), x, dx);
    assertSame(actual.value(), expected.value());
    assertSame(actual.tangent(), expected.tangent());
    assertSame(
        Autodiff.linearize(row.row().f(), x).pushforward().apply(dx),
        Autodiff.linearize(row.plain(), x).pushforward().apply(dx));
  }

  @Tag("bits")
  @ParameterizedTest
  @MethodSource("rows")
  void gradientsAreThoseOfThePlainFunction(StructuredRows.Row row) {
    List<Array> x = row.row().x();
    Array w = Values.normal(4, row.plain().apply(x).shape());
    List<Array> actual = gradient(row.row().f(), w, x);
    List<Array> expected = gradient(row.plain(), w, x);
    boolean exact = true;
    for (int i = 0; i < x.size(); i++) {
      if (exact) {
        assertSame(actual.get(i), expected.get(i));
      } else {
        assertThat(actual.get(i).toDoubleArray())
            .containsExactly(expected.get(i).toDoubleArray(), within(1e-12));
      }
    }
  }

  private static List<Array> gradient(Function<List<Array>, Array> f, Array w, List<Array> x) {
    return Autodiff.grad((List<Array> at) -> Laws.dot(w, f.apply(at))).apply(x);
  }

  private static void assertSame(Array actual, Array expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.toDoubleArray()).containsExactly(expected.toDoubleArray());
  }
}
