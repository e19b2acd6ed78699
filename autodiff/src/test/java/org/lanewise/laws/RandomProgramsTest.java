package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.backend.Backends;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.transform.Transforms;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The laws on compositions that seeds decide.
///
/// A failure names its seed; `-Dlanewise.seed=17` runs that one alone, `-Dlanewise.programs=5000`
/// more of them.
class RandomProgramsTest {

  static LongStream seeds() {
    Long seed = Long.getLong("lanewise.seed");
    return seed != null
        ? LongStream.of(seed)
        : LongStream.range(0, Long.getLong("lanewise.programs", 160));
  }

  private static RandomProgram program(long seed) {
    return new RandomProgram(seed, 1 + (int) (seed % 6));
  }

  private static List<Array> arguments(RandomProgram program, DType dtype) {
    RandomArrays arrays = new RandomArrays(program.seed());
    return program.arguments().stream()
        .map(shape -> arrays.view(dtype, shape, RandomArrays.Values.TAME))
        .toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @Tag("bits")
  void eagerIsReplayIsJitIsReference(long seed) {
    RandomProgram program = program(seed);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Function<List<Array>, List<Array>> value = x -> List.of(program.apply(x));
      sameBits(seed, value, arguments(program, dtype));
      Function<List<Array>, List<Array>> gradient =
          Autodiff.grad((List<Array> x) -> sum(Lax.sin(program.apply(x))));
      sameBits(seed, gradient, arguments(program, dtype));
    }
  }

  private static void sameBits(long seed, Function<List<Array>, List<Array>> f, List<Array> x) {
    List<Array> eager = f.apply(x);
    StagedProgram staged = Staging.stage(f, x.stream().map(Array::type).toList());
    List<Array> replayed = staged.apply(x);
    List<Array> jitted = Transforms.jit(f).apply(x);
    Strided[] operands = operands(staged, x);
    Strided[] reference = new ReferenceBackend().compile(staged.jaxpr()).execute(operands);
    Strided[] compiled = Backends.current().compile(staged.jaxpr()).execute(operands);
    for (int i = 0; i < eager.size(); i++) {
      String where = "seed " + seed + ", " + staged.jaxpr();
      long[] bits = RandomArrays.bits(eager.get(i));
      assertThat(RandomArrays.bits(replayed.get(i))).as("replayed, %s", where).isEqualTo(bits);
      assertThat(RandomArrays.bits(jitted.get(i))).as("jit, %s", where).isEqualTo(bits);
      assertThat(RandomArrays.bits(reference[i])).as("reference, %s", where).isEqualTo(bits);
      assertThat(RandomArrays.bits(compiled[i])).as("compiled, %s", where).isEqualTo(bits);
    }
  }

  private static Strided[] operands(StagedProgram staged, List<Array> x) {
    List<Array> all = new ArrayList<>(staged.constants());
    all.addAll(x);
    return all.stream().map(each -> ((ConcreteArray) each).data()).toArray(Strided[]::new);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void derivativesAgree(long seed) {
    RandomProgram program = program(seed);
    // Elements that are repeated would tie under sort and max, where there is no derivative.
    List<Array> x = distinct(new RandomArrays(seed), program);
    RandomArrays arrays = new RandomArrays(seed + 1000);
    List<Array> t = distinct(arrays, program);
    Jaxpr text =
        Staging.stage(at -> List.of(program.apply(at)), x.stream().map(Array::type).toList())
            .jaxpr();
    Array tangent = Autodiff.jvp(program::apply, x, t).tangent();
    double[] pushed = tangent.toDoubleArray();
    double[] slope = slope(program, x, t);
    double[] values = program.apply(x).toDoubleArray();
    for (int i = 0; i < pushed.length; i++) {
      double scale = 1 + Math.abs(pushed[i]) + 1e-2 * Math.abs(values[i]);
      assertThat(pushed[i])
          .as("seed %d, jvp against differences, %s", seed, text)
          .isCloseTo(slope[i], within(1e-5 * scale));
    }
    var reverse = Autodiff.vjp(program::apply, x);
    Array ct = arrays.packed(DType.FLOAT64, tangent.shape(), RandomArrays.Values.TAME);
    List<Array> pulled = reverse.pullback().apply(ct);
    double there = sum(Lax.mul(ct, tangent)).item();
    double back = 0;
    for (int i = 0; i < t.size(); i++) {
      back += sum(Lax.mul(pulled.get(i), t.get(i))).item();
    }
    double terms = sum(Lax.abs(Lax.mul(ct, tangent))).item();
    assertThat(back)
        .as("seed %d, <ct, J t> = <J' ct, t>, %s", seed, text)
        .isCloseTo(there, within(1e-9 * (1 + terms)));
  }

  private static List<Array> distinct(RandomArrays arrays, RandomProgram program) {
    return program.arguments().stream()
        .map(shape -> arrays.packed(DType.FLOAT64, shape, RandomArrays.Values.TAME))
        .toList();
  }

  private static double[] slope(RandomProgram program, List<Array> x, List<Array> t) {
    double step = 1e-6;
    double[] up = program.apply(moved(x, t, step)).toDoubleArray();
    double[] down = program.apply(moved(x, t, -step)).toDoubleArray();
    double[] slope = new double[up.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (up[i] - down[i]) / (2 * step);
    }
    return slope;
  }

  private static List<Array> moved(List<Array> x, List<Array> t, double by) {
    List<Array> moved = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      moved.add(Lax.add(x.get(i), Lax.mul(t.get(i), Lax.scalar(DType.FLOAT64, by))));
    }
    return moved;
  }

  private static Array sum(Array x) {
    return Lax.reduceSum(x, Axes.range(x.rank()));
  }
}
