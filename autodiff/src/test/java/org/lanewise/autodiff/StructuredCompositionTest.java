package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Numpy;

/// Derivatives of control flow with `jit` and `vmap` before, behind and between them.
class StructuredCompositionTest {

  /// The rows, but for the callback, which says itself how it is batched.
  static Stream<StructuredRows.Row> rows() {
    return StructuredRows.rows().stream().filter(row -> !row.row().name().startsWith("callback"));
  }

  private static Function<List<Array>, List<Array>> gradient(Function<List<Array>, Array> f) {
    return grad((List<Array> at) -> Numpy.sum(f.apply(at)));
  }

  @Tag("bits")
  @ParameterizedTest
  @MethodSource("rows")
  void jitChangesNoBit(StructuredRows.Row row) {
    Function<List<Array>, Array> f = row.row().f();
    List<Array> x = row.row().x();
    List<Array> expected = gradient(row.plain()).apply(x);
    assertSame(jit(gradient(f)).apply(x), expected);
    assertSame(gradient(jit(f)).apply(x), expected);
    assertSame(jit(gradient(jit(f))).apply(x), expected);
    Function<List<Array>, Array> tangent = at -> jvp(row.plain(), at, x).tangent();
    Function<List<Array>, Array> jitted = jit((List<Array> at) -> jvp(jit(f), at, x).tangent());
    assertSame(List.of(jitted.apply(x)), List.of(tangent.apply(x)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void lanesAreIndependent(StructuredRows.Row row) {
    Function<List<Array>, Array> f = row.row().f();
    List<Array> x = row.row().x();
    List<Array> other = x.stream().map(each -> each.times(1.0625)).toList();
    List<Array> both = stacked(x, other);
    List<Array> expected =
        stacked(gradient(row.plain()).apply(x), gradient(row.plain()).apply(other));
    assertClose(vmap(gradient(f)).apply(both), expected);
    assertClose(gradient(vmap(f)).apply(both), expected);
    assertClose(jit(vmap(gradient(f))).apply(both), expected);
    assertClose(vmap(jit(gradient(f))).apply(both), expected);
    assertClose(gradient(vmap(jit(f))).apply(both), expected);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void forwardAndReverseInEachOther(StructuredRows.Row row) {
    List<Array> x = row.row().x();
    Function<List<Array>, List<Array>> f = gradient(jit(row.row().f()));
    Function<List<Array>, List<Array>> plain = gradient(row.plain());
    List<Array> expected = jvp(plain, x, x).tangent();
    assertClose(jvp(f, x, x).tangent(), expected);
    assertClose(vjp(f, x).pullback().apply(x), expected); // a Hessian is symmetric
    Function<List<Array>, Array> along = at -> jvp(jit(row.row().f()), at, x).tangent();
    assertClose(gradient(along).apply(x), expected);
  }

  private static List<Array> stacked(List<Array> first, List<Array> second) {
    List<Array> stacked = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      stacked.add(Numpy.stack(List.of(first.get(i), second.get(i)), 0));
    }
    return stacked;
  }

  private static void assertSame(List<Array> actual, List<Array> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).type()).isEqualTo(expected.get(i).type());
      assertThat(actual.get(i).toDoubleArray()).containsExactly(expected.get(i).toDoubleArray());
    }
  }

  private static void assertClose(List<Array> actual, List<Array> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).type()).isEqualTo(expected.get(i).type());
      assertThat(actual.get(i).toDoubleArray())
          .containsExactly(expected.get(i).toDoubleArray(), within(1e-9));
    }
  }
}
