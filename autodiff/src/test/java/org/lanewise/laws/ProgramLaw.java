package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.differential.Expression;
import org.lanewise.laws.RandomExpressions.Kind;
import org.lanewise.memory.Strided;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.transform.MapAxes;
import org.lanewise.transform.Transforms;
import org.lanewise.transform.VmapOptions;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What holds of every program.
enum ProgramLaw {
  /// Eager, staged and interpreted, and compiled, with the same bits.
  COMPILED(Kind.STOPPED) {
    @Override
    boolean check(RandomProgram program, Expression expression) {
      DType dtype = program.seed() % 2 == 0 ? DType.FLOAT32 : DType.FLOAT64;
      List<Array> x = program.arguments(dtype);
      Function<List<Array>, List<Array>> f =
          at -> List.of(RandomProgram.function(expression).apply(at));
      Array eager = f.apply(x).get(0);
      StagedProgram staged = Staging.stage(f, x.stream().map(Array::type).toList());
      boolean hasLoops = Rewriting.holds(expression, LOOPS);
      assertSame("interpreted", staged.apply(x).get(0), eager, hasLoops);
      assertSame("compiled", Transforms.jit(f).apply(x).get(0), eager, hasLoops);
      if (program.seed() % 3 == 0) {
        assertSame("reference", reference(staged, x), eager, hasLoops);
      }
      return true;
    }
  },

  /// The tangent is the quotient of differences, in f64.
  DIFFERENCES(Kind.SMOOTH) {
    @Override
    boolean check(RandomProgram program, Expression expression) {
      Function<List<Array>, Array> f = RandomProgram.function(expression);
      List<Array> x = program.arguments(DType.FLOAT64);
      List<Array> t = directions(program);
      double[] pushed = jvp(f, x, t).tangent().toDoubleArray();
      double[] value = f.apply(x).toDoubleArray();
      double[] far = f.apply(moved(x, t, STEP)).toDoubleArray();
      double[] near = f.apply(moved(x, t, STEP / 2)).toDoubleArray();
      double[] nearBack = f.apply(moved(x, t, -STEP / 2)).toDoubleArray();
      double[] farBack = f.apply(moved(x, t, -STEP)).toDoubleArray();
      for (int i = 0; i < value.length; i++) {
        double slope = (near[i] - nearBack[i]) / STEP;
        double wide = (far[i] - farBack[i]) / (2 * STEP);
        double bend = (far[i] - 2 * value[i] + farBack[i]) / STEP;
        double unit = 1 + Math.abs(slope) + Math.abs(value[i]);
        if (!(Math.abs(slope - wide) < 1e-5 * unit && Math.abs(bend) < 1e-2 * unit)) {
          return false; // a kink, a jump or a steep place between the points
        }
        assertThat(pushed[i])
            .as("jvp against differences, element %d", i)
            .isCloseTo(slope, within(1e-5 * unit));
      }
      return true;
    }
  },

  /// ⟨ct, J t⟩ = ⟨Jᵀ ct, t⟩, in f64.
  TRANSPOSED(Kind.STOPPED) {
    @Override
    boolean check(RandomProgram program, Expression expression) {
      return transposed(program, expression, expression);
    }
  },

  /// The same where forward mode is an error: J is that of the program with plain calls in the
  /// places of calls with rules.
  REVERSED(Kind.REVERSE) {
    @Override
    boolean check(RandomProgram program, Expression expression) {
      return transposed(program, expression, Rewriting.plain(expression));
    }
  },

  /// Each lane has the bits that it has alone; products of matrices are exempt, and hold to
  /// rounding.
  LANES(Kind.STOPPED) {
    @Override
    boolean check(RandomProgram program, Expression expression) {
      Function<List<Array>, Array> f = RandomProgram.function(expression);
      Random random = new Random(program.seed());
      int mapped = 1 + random.nextInt(7);
      RandomArrays arrays = new RandomArrays(program.seed());
      List<Array> x = new ArrayList<>();
      List<Object> axes = new ArrayList<>();
      for (int i = 0; i < RandomProgram.ARGUMENTS.size(); i++) {
        Shape shape = RandomProgram.ARGUMENTS.get(i);
        boolean isMapped = (mapped >> i & 1) == 1;
        int axis = random.nextInt(shape.rank() + 1);
        axes.add(isMapped ? axis : MapAxes.none());
        x.add(
            arrays.packed(
                DType.FLOAT64,
                isMapped ? shape.insert(axis, LANES_EACH) : shape,
                RandomArrays.Values.TAME));
      }
      VmapOptions options = VmapOptions.DEFAULT.inAxes(MapAxes.tree(axes));
      Array all = Transforms.vmap(f, options).apply(x);
      for (int lane = 0; lane < LANES_EACH; lane++) {
        List<Array> own = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
          own.add(
              axes.get(i) instanceof Integer axis
                  ? BatchedCase.lane(x.get(i), axis, lane)
                  : x.get(i));
        }
        Array alone = f.apply(own);
        Array ours = BatchedCase.lane(all, 0, lane);
        if (Rewriting.holds(expression, PRODUCTS)) {
          assertClose("lane " + lane, ours, alone);
        } else {
          assertSame("lane " + lane, ours, alone, Rewriting.holds(expression, CHOICES));
        }
      }
      return true;
    }
  };

  private static final double STEP = 1e-5;
  private static final int LANES_EACH = 2;
  private static final Set<String> PRODUCTS = Set.of("dot", "matmul");
  private static final Set<String> LOOPS = Set.of("whileMax");
  private static final Set<String> CHOICES = Set.of("cond", "switch", "whileMax");

  private final Kind kind;

  ProgramLaw(Kind kind) {
    this.kind = kind;
  }

  /// What the programs may hold that the law is about.
  Kind kind() {
    return kind;
  }

  /// Checks the law on a program; returns whether it says something of it.
  abstract boolean check(RandomProgram program, Expression expression);

  /// What the reference backend computes.
  private static Array reference(StagedProgram staged, List<Array> x) {
    List<Array> operands = new ArrayList<>(staged.constants());
    operands.addAll(x);
    Strided[] data =
        operands.stream().map(each -> ((ConcreteArray) each).data()).toArray(Strided[]::new);
    return new ConcreteArray(
        staged.jaxpr().outputTypes().get(0),
        new ReferenceBackend().compile(staged.jaxpr()).execute(data)[0]);
  }

  private static boolean transposed(
      RandomProgram program, Expression expression, Expression plain) {
    List<Array> x = program.arguments(DType.FLOAT64);
    List<Array> t = directions(program);
    var forward = jvp(RandomProgram.function(plain), x, t);
    var reverse = vjp(RandomProgram.function(expression), x);
    assertClose("value", reverse.value(), forward.value());
    Array ct =
        new RandomArrays(program.seed() + 2)
            .packed(DType.FLOAT64, forward.value().shape(), RandomArrays.Values.TAME);
    List<Array> pulled = reverse.pullback().apply(ct);
    double there = sum(ct.times(forward.tangent()));
    double terms = sum(Numpy.abs(ct.times(forward.tangent())));
    double back = 0;
    for (int i = 0; i < t.size(); i++) {
      back += sum(pulled.get(i).times(t.get(i)));
      terms += sum(Numpy.abs(pulled.get(i).times(t.get(i))));
    }
    if (!(terms < 1e6)) {
      return false;
    }
    assertThat(back).as("<ct, J t> = <J' ct, t>").isCloseTo(there, within(1e-9 * (1 + terms)));
    return true;
  }

  private static List<Array> directions(RandomProgram program) {
    RandomArrays arrays = new RandomArrays(program.seed() + 1);
    return RandomProgram.ARGUMENTS.stream()
        .map(shape -> arrays.packed(DType.FLOAT64, shape, RandomArrays.Values.TAME))
        .toList();
  }

  private static List<Array> moved(List<Array> x, List<Array> t, double by) {
    List<Array> moved = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      moved.add(Lax.add(x.get(i), Lax.mul(t.get(i), Lax.scalar(DType.FLOAT64, by))));
    }
    return moved;
  }

  private static double sum(Array x) {
    return Lax.reduceSum(x, Axes.range(x.rank())).item();
  }

  /// Asserts type and bits.
  ///
  /// The sign of zero is exempt where steps or branches are not taken. Traced, a loop is a scan of
  /// as many steps as it may take, and a condition of several lanes is all branches: what is not
  /// taken adds a derivative of 0, and −0 + 0 = 0.
  private static void assertSame(String what, Array actual, Array expected, boolean isExempt) {
    assertThat(actual.type()).as(what).isEqualTo(expected.type());
    long[] bits = RandomArrays.bits(isExempt ? actual.plus(0) : actual);
    if (!Arrays.equals(bits, RandomArrays.bits(isExempt ? expected.plus(0) : expected))) {
      throw new AssertionError("%s: %s instead of %s".formatted(what, actual, expected));
    }
  }

  private static void assertClose(String what, Array actual, Array expected) {
    assertThat(actual.type()).as(what).isEqualTo(expected.type());
    double[] e = expected.toDoubleArray();
    double[] a = actual.toDoubleArray();
    for (int i = 0; i < e.length; i++) {
      if (Double.isFinite(e[i])) {
        assertThat(a[i]).as(what).isCloseTo(e[i], within(1e-8 * (1 + Math.abs(e[i]))));
      }
    }
  }
}
