package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.valueAndGrad;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// The programs of derivatives: what is staged equals JAX's text, and computes the bits that eager
/// evaluation computes.
class ProgramsTest {
  private static final Array SCALAR = Numpy.array(2f);
  private static final Array VECTOR = Numpy.array(1f, 2f, 3f);

  /// sin(x) x + 3.
  private static Array f(Array x) {
    return Lax.add(Lax.mul(Lax.sin(x), x), Numpy.array(3f));
  }

  private static Array g(Array x) {
    return Lax.mul(Lax.sin(x), x);
  }

  private static Map<String, Jaxpr> programs() {
    return Map.of(
        "grad",
        makeJaxpr(grad(ProgramsTest::f)).apply(SCALAR),
        "grad sin(x)*x",
        makeJaxpr(grad(ProgramsTest::g)).apply(SCALAR),
        "value_and_grad",
        makeJaxpr(
                (Array x) -> {
                  var vg = valueAndGrad(ProgramsTest::f).apply(x);
                  return List.of(vg.value(), vg.grad());
                })
            .apply(SCALAR),
        "jvp",
        makeJaxpr(
                (Array x, Array t) -> {
                  var j = jvp(ProgramsTest::f, x, t);
                  return List.of(j.value(), j.tangent());
                })
            .apply(SCALAR, SCALAR),
        "vjp applied",
        makeJaxpr((Array x, Array c) -> vjp(ProgramsTest::f, x).pullback().apply(c))
            .apply(SCALAR, SCALAR),
        "grad dot",
        makeJaxpr(
                grad(
                    (Array x, Array y) ->
                        Lax.dotGeneral(x, y, Axes.of(0), Axes.of(0), Axes.none(), Axes.none())))
            .apply(VECTOR, VECTOR),
        "grad sum square",
        makeJaxpr(grad((Array x) -> Lax.reduceSum(Lax.mul(x, x), Axes.of(0)))).apply(VECTOR),
        "grad max",
        makeJaxpr(grad((Array x) -> Lax.reduceMax(x, Axes.of(0)))).apply(VECTOR),
        "grad unused",
        makeJaxpr(grad((Array x, Array y) -> y)).apply(SCALAR, SCALAR),
        "grad exp",
        makeJaxpr(grad((Array x) -> Lax.exp(x))).apply(SCALAR));
  }

  @Test
  void programsReadAsJaxPrintsThem() {
    String text = text();
    programs()
        .forEach(
            (name, program) -> {
              int title = text.indexOf("\n### " + name + " | ");
              int start = text.indexOf('\n', title + 1) + 1;
              int end = text.indexOf("\n\n", start);
              assertThat(program.toString()).as(name).isEqualTo(text.substring(start, end));
            });
  }

  private static String text() {
    String name = "/org/lanewise/oracle/jaxprs.txt";
    try (InputStream in = ProgramsTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<LawRow> rows() {
    return DerivativeLawsTest.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void stagedGradientsHaveTheBitsOfEagerOnes(LawRow row) {
    Array w = Values.normal(4, row.f().apply(row.x()).shape());
    Function<List<Array>, List<Array>> gradient =
        grad((List<Array> at) -> Laws.dot(w, row.f().apply(at)));
    List<Array> eager = gradient.apply(row.x());
    List<ArrayType> types = row.x().stream().map(Array::type).toList();
    List<Array> staged = Staging.stage(gradient, types).apply(row.x());
    for (int i = 0; i < eager.size(); i++) {
      assertThat(Values.doubles(staged.get(i))).containsExactly(Values.doubles(eager.get(i)));
    }
  }
}
