package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.map;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.switchCase;
import static org.lanewise.transform.ControlFlow.whileLoop;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Structured;
import org.lanewise.oracle.OracleFile;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Programs with control flow against JAX's text.
class PrintedControlFlowTest {
  private static final Array S = Numpy.array(1f);
  private static final Array V = Numpy.array(1f, 2f, 3f);
  private static final Array I = Numpy.array(2);

  private static Map<String, Jaxpr> programs() {
    Map<String, Jaxpr> all = new LinkedHashMap<>();
    scans(all);
    loops(all);
    conds(all);
    return all;
  }

  private static void scans(Map<String, Jaxpr> all) {
    all.put("scan", makeJaxpr((Array x, Array y) -> products(x, y)).apply(S, V));
    all.put(
        "scan reverse",
        makeJaxpr(
                (Array x, Array y) ->
                    scan(
                        (Array c, Array v) -> Step.of(c.times(v), c),
                        x,
                        y,
                        ScanOptions.DEFAULT.withReverse(true).withUnroll(2)))
            .apply(S, V));
    Array none = Numpy.empty(DType.FLOAT32, org.lanewise.type.Shape.of(0));
    all.put("scan empty", makeJaxpr((Array x, Array y) -> products(x, y)).apply(S, none));
    all.put(
        "scan closure",
        makeJaxpr(
                (Array x, Array y) ->
                    scan((Array c) -> Step.of(c.times(x).plus(y.sum())), Numpy.weak(1.0), 3)
                        .carry())
            .apply(S, V));
    all.put("scan weak", makeJaxpr((Array x) -> powers(Numpy.weak(1.0), x)).apply(S));
    all.put("scan weak integer", makeJaxpr((Array x) -> powers(Numpy.weak(1), x)).apply(S));
    all.put("map", makeJaxpr((Array x) -> map((Array v) -> v.times(2.0), x)).apply(V));
    all.put(
        "long body",
        makeJaxpr(
                (Array x) ->
                    scan(
                            (Array c) -> {
                              Array y = c;
                              for (int i = 0; i < 11; i++) {
                                y = y.sin();
                              }
                              return Step.of(y);
                            },
                            x,
                            3)
                        .carry())
            .apply(S));
  }

  private static Step<Array, Array> products(Array x, Array y) {
    return scan((Array c, Array v) -> Step.of(c.times(v), c), x, y);
  }

  private static Array powers(Array init, Array x) {
    return scan((Array c) -> Step.of(c.times(x)), init, 3).carry();
  }

  private static void loops(Map<String, Jaxpr> all) {
    all.put(
        "while",
        makeJaxpr((Array x) -> whileLoop((Array c) -> c.lt(10.0), c -> c.times(2.0), x)).apply(S));
    all.put(
        "while weak integer",
        makeJaxpr((Array x) -> whileLoop((Array c) -> c.lt(3), c -> c.times(x), Numpy.weak(1)))
            .apply(S));
    all.put(
        "while closure",
        makeJaxpr((Array x, Array y, Array z) -> whileLoop((Array c) -> c.lt(x), c -> c.plus(y), z))
            .apply(S, S, S));
    all.put("fori", makeJaxpr((Array x) -> foriLoop(0, 5, (i, c) -> c.plus(i), x)).apply(S));
    all.put("fori empty", makeJaxpr((Array x) -> foriLoop(7, 5, (i, c) -> c.plus(i), x)).apply(S));
    all.put(
        "fori traced",
        makeJaxpr((Array n, Array x) -> foriLoop(0, n, (i, c) -> c.times(x), Numpy.weak(1.0)))
            .apply(I, S));
    all.put(
        "nested",
        makeJaxpr(
                (Array x, Array y) ->
                    foriLoop(
                        0,
                        3,
                        (i, c) ->
                            scan((Array a, Array b) -> Step.of(a.plus(b).plus(c), a), c, y).carry(),
                        x))
            .apply(S, V));
  }

  private static void conds(Map<String, Jaxpr> all) {
    Function<Array, Array> sin = Lax::sin;
    Function<Array, Array> cos = Lax::cos;
    all.put("cond", makeJaxpr((Array x) -> cond(x.gt(0), sin, cos, x)).apply(S));
    all.put("cond constant", makeJaxpr((Array x) -> cond(true, sin, cos, x)).apply(S));
    all.put(
        "cond closure",
        makeJaxpr((Array x) -> cond(x.gt(0), () -> Lax.sin(x), () -> Lax.cos(x))).apply(S));
    all.put(
        "cond closures",
        makeJaxpr(
                (Array x, Array y) ->
                    cond(x.gt(0), (Array a) -> a.times(x), a -> a.times(y).times(x), x))
            .apply(S, S));
    all.put(
        "cond weak",
        makeJaxpr((Array x) -> cond(x.gt(0), () -> Numpy.weak(1.0), () -> x)).apply(S));
    List<Function<Array, Array>> branches = List.of(sin, cos, Lax::tan);
    all.put("switch", makeJaxpr((Array i, Array x) -> switchCase(i, branches, x)).apply(I, S));
    all.put(
        "switch u8",
        makeJaxpr((Array i, Array x) -> switchCase(i, branches, x))
            .apply(I.astype(DType.UINT8), S));
    all.put(
        "two conds",
        makeJaxpr((Array x) -> cond(x.gt(0), sin, cos, x).plus(cond(x.gt(1), sin, cos, x)))
            .apply(S));
  }

  @TestFactory
  Stream<DynamicTest> aProgramPrintsAsInJax() {
    Map<String, String> expected = OracleFile.jaxprs("control-flow.txt");
    Map<String, Jaxpr> programs = programs();
    assertThat(programs.keySet()).isEqualTo(expected.keySet());
    return programs.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(entry.getValue().toString())
                            .isEqualTo(expected.get(entry.getKey()))));
  }

  private static Jaxpr square() {
    return Jaxpr.of(
        new org.lanewise.ir.Elementwise.IntegerPow(2), List.of(ArrayType.of(DType.FLOAT32, 3)));
  }

  /// The text is JAX's of `g(g(c))` with `g = jit(lambda a: a**2)`.
  @Test
  void aProgramThatIsUsedTwiceComesFirstUnderItsName() {
    Structured.Call call = new Structured.Call("<lambda>", square());
    JaxprBuilder builder = new JaxprBuilder();
    var x = builder.input(ArrayType.of(DType.FLOAT32, 3));
    var y = builder.add(call, List.of(x)).getFirst();
    assertThat(builder.build(builder.add(call, List.of(y))))
        .hasToString(
            """
            let lambda = { lambda ; a:f32[3]. let b:f32[3] = integer_pow[y=2] a in (b,) } in
            { lambda ; c:f32[3]. let
                d:f32[3] = jit[name=<lambda> jaxpr=lambda] c
                e:f32[3] = jit[name=<lambda> jaxpr=lambda] d
              in (e,) }\
            """);
  }

  /// The text is JAX's of `g(c) + 0.0`.
  @Test
  void aCallKeepsTheNamesOutside() {
    JaxprBuilder builder = new JaxprBuilder();
    var x = builder.input(ArrayType.of(DType.FLOAT32, 3));
    var y = builder.add(new Structured.Call("<lambda>", square()), List.of(x)).getFirst();
    assertThat(builder.build(List.of(y)))
        .hasToString(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = jit[
                  name=<lambda>
                  jaxpr={ lambda ; a:f32[3]. let b:f32[3] = integer_pow[y=2] a in (b,) }
                ] a
              in (b,) }\
            """);
  }

  @Test
  void aCheckpointPrintsItsProgramAndPolicy() {
    Array xs = Numpy.arange(4).astype(DType.FLOAT32);
    Jaxpr program =
        makeJaxpr(
                (Array x) ->
                    scan(
                            (Array c, Array v) -> Step.of(c.times(v)),
                            x,
                            xs,
                            ScanOptions.DEFAULT.withCheckpoint(true))
                        .carry())
            .apply(S);
    assertThat(program)
        .hasToString(
            """
            { lambda a:f32[4]; b:f32[]. let
                c:f32[2,2] = reshape[dimensions=None new_sizes=(2, 2) sharding=None] a
                d:f32[] = scan[
                  jaxpr={ lambda ; e:f32[] f:f32[2]. let
                      g:f32[] = remat2[
                        differentiated=False
                        jaxpr={ lambda ; h:f32[] i:f32[2]. let
                            j:f32[] = scan[
                              jaxpr={ lambda ; k:f32[] l:f32[]. let
                                  m:f32[] = mul k l
                                in (m,) }
                              length=2
                              num_carry=1
                              num_consts=0
                              reverse=False
                              unroll=1
                            ] h i
                          in (j,) }
                        policy=None
                        prevent_cse=True
                      ] e f
                    in (g,) }
                  length=2
                  num_carry=1
                  num_consts=0
                  reverse=False
                  unroll=1
                ] b c
              in (d,) }\
            """);
  }
}
