package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.transform.ControlFlow.associativeScan;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.map;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.switchCase;
import static org.lanewise.transform.ControlFlow.whileLoop;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Control flow is what the Java statements in its description are, by bits: eagerly, staged and
/// replayed, and as one program on this backend and on the reference.
@Tag("bits")
class ControlFlowLawsTest {

  /// A function of two arrays of one type and shape, with control flow and with Java's statements.
  private record Law(
      String name,
      Function<List<Array>, List<Array>> function,
      Function<List<Array>, List<Array>> java) {}

  private static final List<DType> TYPES =
      Arrays.stream(DType.values()).filter(t -> !t.isComplex()).toList();

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(1), Shape.of(0), Shape.of(3), Shape.of(2, 3), Shape.of(7, 0), Shape.of(5, 65));

  private static List<Law> laws() {
    List<Law> laws = new ArrayList<>();
    scans(laws);
    loops(laws);
    choices(laws);
    return laws;
  }

  private static Array mix(Array a, Array b) {
    return Numpy.where(a.lt(b), b, a.times(b).plus(a)).astype(a.dtype());
  }

  private static Array row(Array x, long i) {
    return Lax.squeeze(Lax.sliceInDim(x, i, i + 1, 1, 0), org.lanewise.type.Axes.of(0));
  }

  private static List<Array> rows(Array x) {
    List<Array> rows = new ArrayList<>();
    for (long i = 0; i < x.shape().get(0); i++) {
      rows.add(row(x, i));
    }
    return rows;
  }

  private static Array stack(List<Array> rows, Array like) {
    return rows.isEmpty() ? like : Numpy.stack(rows.toArray(Array[]::new));
  }

  private static Array first(Array x) {
    return x.shape().get(0) == 0 ? Lax.reduceMin(x, org.lanewise.type.Axes.of(0)) : row(x, 0);
  }

  private static void scans(List<Law> laws) {
    for (boolean reverse : new boolean[] {false, true}) {
      for (boolean checkpoint : new boolean[] {false, true}) {
        ScanOptions options =
            ScanOptions.DEFAULT.withReverse(reverse).withCheckpoint(checkpoint).withUnroll(2);
        laws.add(
            new Law(
                "scan " + options,
                x -> {
                  var result =
                      scan(
                          (Array c, List<Array> v) -> Step.of(mix(c, v.get(0)), mix(v.get(1), c)),
                          first(x.get(1)),
                          x,
                          options);
                  return List.of(result.carry(), result.output());
                },
                x -> {
                  Array c = first(x.get(1));
                  List<Array> outputs = new ArrayList<>();
                  long n = x.get(0).shape().get(0);
                  for (long k = 0; k < n; k++) {
                    long i = reverse ? n - 1 - k : k;
                    outputs.add(mix(row(x.get(1), i), c));
                    c = mix(c, row(x.get(0), i));
                  }
                  return List.of(c, stack(reverse ? outputs.reversed() : outputs, x.get(1)));
                }));
      }
    }
    laws.add(
        new Law(
            "map",
            x -> List.of(map((List<Array> v) -> mix(v.get(0), v.get(1)), x)),
            x -> {
              List<Array> outputs = new ArrayList<>();
              for (int i = 0; i < x.get(0).shape().get(0); i++) {
                outputs.add(mix(row(x.get(0), i), row(x.get(1), i)));
              }
              return List.of(stack(outputs, x.get(0)));
            }));
    laws.add(
        new Law(
            "associative scan of maxima",
            x -> List.of(associativeScan((Array a, Array b) -> Numpy.maximum(a, b), x.get(0))),
            x -> {
              List<Array> outputs = new ArrayList<>();
              for (Array row : rows(x.get(0))) {
                outputs.add(outputs.isEmpty() ? row : Numpy.maximum(outputs.getLast(), row));
              }
              return List.of(stack(outputs, x.get(0)));
            }));
  }

  private static void loops(List<Law> laws) {
    laws.add(
        new Law(
            "fori",
            x -> List.of(foriLoop(0, 5, (i, c) -> mix(c, x.get(1)), x.get(0))),
            x -> {
              Array c = x.get(0);
              for (int i = 0; i < 5; i++) {
                c = mix(c, x.get(1));
              }
              return List.of(c);
            }));
    laws.add(
        new Law(
            "fori in fori, bounds traced",
            x ->
                List.of(
                    foriLoop(
                        1, 4, (i, c) -> foriLoop(0, i, (j, d) -> mix(d, c), x.get(1)), x.get(0))),
            x -> {
              Array c = x.get(0);
              for (int i = 1; i < 4; i++) {
                Array d = x.get(1);
                for (int j = 0; j < i; j++) {
                  d = mix(d, c);
                }
                c = d;
              }
              return List.of(c);
            }));
    laws.add(
        new Law(
            "while",
            x -> {
              List<Array> last =
                  whileLoop(
                      (List<Array> c) -> c.get(2).lt(6),
                      c -> List.of(c.get(1), mix(c.get(0), c.get(1)), c.get(2).plus(1)),
                      List.of(x.get(0), x.get(1), Numpy.array(0)));
              return last;
            },
            x -> {
              Array a = x.get(0);
              Array b = x.get(1);
              int i = 0;
              while (i < 6) {
                Array next = mix(a, b);
                a = b;
                b = next;
                i++;
              }
              return List.of(a, b, Numpy.array(i));
            }));
    laws.add(
        new Law(
            "while with maxSteps",
            x ->
                List.of(
                    whileLoop((Array c) -> Numpy.array(true), c -> mix(c, x.get(1)), x.get(0), 3)),
            x -> List.of(mix(mix(mix(x.get(0), x.get(1)), x.get(1)), x.get(1)))));
  }

  private static void choices(List<Law> laws) {
    laws.add(
        new Law(
            "cond in scan",
            x ->
                List.of(
                    scan(
                            (Array c, Array v) ->
                                Step.of(cond(Numpy.all(v.eq(v)), () -> mix(c, v), () -> v), c),
                            first(x.get(1)),
                            x.get(0))
                        .carry()),
            x -> {
              Array c = first(x.get(1));
              for (Array v : rows(x.get(0))) {
                c = Numpy.all(v.eq(v)).toBooleanArray()[0] ? mix(c, v) : v;
              }
              return List.of(c);
            }));
    laws.add(
        new Law(
            "switch",
            x ->
                List.of(
                    foriLoop(
                        -1,
                        5,
                        (i, c) ->
                            switchCase(
                                i,
                                List.<Function<Array, Array>>of(
                                    y -> mix(y, x.get(0)), y -> mix(x.get(1), y), y -> y),
                                c),
                        x.get(0))),
            x -> {
              Array c = x.get(0);
              for (int i = -1; i < 5; i++) {
                c = i <= 0 ? mix(c, x.get(0)) : i == 1 ? mix(x.get(1), c) : c;
              }
              return List.of(c);
            }));
  }

  @TestFactory
  Stream<DynamicTest> controlFlowIsWhatJavaDoes() {
    return laws().stream()
        .flatMap(
            law ->
                TYPES.stream()
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                law.name + " " + dtype.shortName(), () -> check(law, dtype))));
  }

  private static void check(Law law, DType dtype) {
    Random random = new Random(law.name.hashCode() + dtype.ordinal());
    for (Shape shape : SHAPES) {
      List<Array> x = List.of(random(dtype, shape, random), random(dtype, shape, random));
      List<byte[]> expected = bytes(law.java.apply(x));
      StagedProgram staged = Staging.stage(law.function, x.stream().map(Array::type).toList());
      assertBytes(bytes(law.function.apply(x)), expected, "eager " + shape);
      assertBytes(bytes(staged.apply(x)), expected, "staged " + shape);
      List<Array> operands = new ArrayList<>(staged.constants());
      operands.addAll(x);
      Jaxpr program = staged.jaxpr();
      assertBytes(
          run(Backends.current().compile(program), operands), expected, "compiled " + shape);
      assertBytes(
          run(new ReferenceBackend().compile(program), operands), expected, "reference " + shape);
    }
  }

  private static void assertBytes(List<byte[]> actual, List<byte[]> expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).as("%s, result %d", what, i).containsExactly(expected.get(i));
    }
  }

  private static Array random(DType dtype, Shape shape, Random random) {
    double[] values = new double[(int) shape.size()];
    Arrays.setAll(values, _ -> random.nextGaussian() * 3);
    return Numpy.array(values).reshape(shape.toArray()).astype(DType.INT32).div(2).astype(dtype);
  }

  private static List<byte[]> run(Executable executable, List<Array> operands) {
    Strided[] data = operands.stream().map(x -> ((ConcreteArray) x).data()).toArray(Strided[]::new);
    return Arrays.stream(executable.execute(data)).map(ControlFlowLawsTest::bytes).toList();
  }

  private static List<byte[]> bytes(List<Array> arrays) {
    return arrays.stream().map(x -> bytes(((ConcreteArray) x).data())).toList();
  }

  private static byte[] bytes(Strided data) {
    byte[] bytes = new byte[(int) (data.shape().size() * data.dtype().byteSize())];
    Transfer.copyTo(data, MemorySegment.ofArray(bytes));
    return bytes;
  }
}
