package org.lanewise.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.ir.PrintedPrograms.S;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.oracle.OracleFile;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Printed programs against JAX's text.
class JaxprPrinterTest {
  private static final String NO_SUCH_PRIMITIVE = "the primitive does not exist here";
  private static final String NESTED = "calls of inner programs come with `jit` and control flow";
  private static final String TRANSFORMED =
      "printed where derivatives are made; every primitive and layout of it stands in another case";

  /// The cases of the oracle that are not among [PrintedPrograms], by reason.
  private static final Map<String, List<String>> LEFT_OUT =
      Map.of(
          NO_SUCH_PRIMITIVE,
          List.of(
              "reduce_precision",
              "split",
              "split axis",
              "scatter_sub",
              "cumlogsumexp",
              "copy",
              "jacfwd",
              "jacrev"),
          NESTED,
          List.of("take", "take_along_axis", "where", "floor_divide", "remainder", "jit", "selu"),
          TRANSFORMED,
          List.of(
              "grad",
              "grad grad",
              "value_and_grad",
              "vjp applied",
              "grad sum square",
              "grad slice",
              "grad max",
              "grad tanh"),
          "JAX prints no preferred_element_type where nobody asked for one; here there always is"
              + " one",
          List.of("dot_general", "dot_general batch", "grad dot"),
          "JAX prints strides of 1 that were given; here they print as those that were not",
          List.of("threefry_2x32"),
          "an index that is a weak scalar is converted by the indexing of `Numpy`",
          List.of("x[i] weak"));

  @TestFactory
  Stream<DynamicTest> aProgramPrintsAsInJax() {
    Map<String, String> expected = OracleFile.jaxprs();
    return PrintedPrograms.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(entry.getValue().toString())
                            .isEqualTo(expected.get(entry.getKey()))));
  }

  @Test
  void everyCaseOfTheOracleIsPrintedOrLeftOutForAReason() {
    Set<String> known = new HashSet<>(PrintedPrograms.all().keySet());
    LEFT_OUT.values().forEach(known::addAll);
    assertThat(known).isEqualTo(OracleFile.jaxprs().keySet());
  }

  @Test
  void longListsOfVariablesFillTheirLines() {
    List<ArrayType> types =
        IntStream.range(0, 30).mapToObj(_ -> ArrayType.of(DType.INT64)).toList();
    assertThat(Staging.stage(xs -> xs, types).jaxpr().toString())
        .isEqualTo(
            """
            { lambda ; a:i64[] b:i64[] c:i64[] d:i64[] e:i64[] f:i64[] g:i64[] h:i64[] i:i64[]
                j:i64[] k:i64[] l:i64[] m:i64[] n:i64[] o:i64[] p:i64[] q:i64[] r:i64[] s:i64[]
                t:i64[] u:i64[] v:i64[] w:i64[] x:i64[] y:i64[] z:i64[] ba:i64[] bb:i64[] bc:i64[]
                bd:i64[]. let
            \s\s\s\s
              in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y,
                z, ba, bb, bc, bd) }\
            """);
  }

  @TestFactory
  Stream<DynamicTest> aLiteralPrintsAsInPython() {
    // What JAX 0.10.2 prints for `x + value` with the value rounded to the type.
    Map<Array, String> expected =
        Map.ofEntries(
            Map.entry(Lax.scalar(DType.FLOAT32, 1e16), "1.0000000272564224e+16:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, 1e15), "999999986991104.0:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, 1e-4), "9.999999747378752e-05:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, 123456789.0), "123456792.0:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, 1e22), "9.999999778196308e+21:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, -0.0), "-0.0:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, Double.NaN), "nan:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, 1e-45), "1.401298464324817e-45:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT32, 0.1), "0.10000000149011612:f32[]"),
            Map.entry(Lax.scalar(DType.FLOAT64, 0.1), "0.1:f64[]"),
            Map.entry(Lax.scalar(DType.FLOAT64, 4.9e-324), "5e-324:f64[]"),
            Map.entry(Lax.scalar(DType.FLOAT64, 1e-4), "0.0001:f64[]"),
            Map.entry(Lax.scalar(DType.FLOAT64, 1e100), "1e+100:f64[]"),
            Map.entry(Lax.scalar(DType.FLOAT16, 7.1), "7.1015625:f16[]"),
            Map.entry(Lax.scalar(DType.BFLOAT16, 7.1), "7.09375:bf16[]"),
            Map.entry(Lax.scalar(DType.INT8, -7), "-7:i8[]"),
            Map.entry(Lax.scalar(DType.UINT8, 255), "255:u8[]"),
            Map.entry(Lax.scalar(DType.UINT32, -1), "4294967295:u32[]"),
            Map.entry(Lax.scalar(DType.UINT64, Long.MIN_VALUE), "9223372036854775808:u64[]"),
            Map.entry(Lax.scalar(DType.BOOL, 0), "False:bool[]"));
    return expected.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getValue(),
                    () ->
                        assertThat(Staging.stage(_ -> List.of(entry.getKey()), List.of()).jaxpr())
                            .hasToString("{ lambda ; . let  in (" + entry.getValue() + ",) }")));
  }

  @Test
  void whatAGatherReadsOutOfBoundsDependsOnTheType() {
    Indexing.Dimensions places = new Indexing.Dimensions(Axes.of(0), Axes.none(), Axes.of(0));
    Indexing.Gather gather =
        new Indexing.Gather(places, Shape.of(1), Indexing.Mode.FILL_OR_DROP, false, false);
    ArrayType indices = ArrayType.of(DType.INT32, 1, 1);
    Map<DType, String> expected =
        Map.of(
            DType.FLOAT32,
            "nan",
            DType.INT8,
            "-128",
            DType.UINT8,
            "255",
            DType.BOOL,
            "True",
            DType.INT64,
            "-9223372036854775808",
            DType.UINT64,
            "18446744073709551615");
    expected.forEach(
        (dtype, fill) ->
            assertThat(Jaxpr.of(gather, List.of(ArrayType.of(dtype, 3), indices)).toString())
                .contains("fill_value=" + fill + "\n"));
  }

  @Test
  void primitivesThatJaxLacksPrintLikeTheOthers() {
    assertThat(Jaxpr.of(new Elementwise.Fma(), List.of(S, S, S)))
        .hasToString("{ lambda ; a:f32[] b:f32[] c:f32[]. let d:f32[] = fma a b c in (d,) }");
  }
}
