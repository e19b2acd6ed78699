package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;

/// What must hold of the derivatives of every function, checked in f64 to 1e-6:
/// - ∂f(x)·t is the central difference quotient of f along t;
/// - linearizing and pushing is jvp;
/// - ⟨ct, ∂f(x)·t⟩ = ⟨∂f(x)ᵀ·ct, t⟩;
/// - the same of the gradient of ⟨w, f⟩, for second order, whose derivative is symmetric.
final class Laws {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private Laws() {}

  /// Checks the laws at a point, first and second order.
  static void check(Function<List<Array>, Array> f, List<Array> x) {
    checkFirstOrder(f, x);
    Array w = Values.normal(4, f.apply(x).shape());
    for (int i = 0; i < x.size(); i++) {
      int argument = i;
      checkFirstOrder(at -> gradient(f, w, at).get(argument), x);
    }
    checkSymmetry(at -> gradient(f, w, at), x);
  }

  private static List<Array> gradient(Function<List<Array>, Array> f, Array w, List<Array> x) {
    return Autodiff.grad((List<Array> at) -> dot(w, f.apply(at))).apply(x);
  }

  private static void checkFirstOrder(Function<List<Array>, Array> f, List<Array> x) {
    List<Array> t = directions(1, x);
    Jvp<Array> forward = Autodiff.jvp(f, x, t);
    assertClose("value", forward.value(), f.apply(x));
    assertClose("jvp against differences", forward.tangent(), difference(f, x, t));
    Array pushed = Autodiff.linearize(f, x).pushforward().apply(t);
    assertClose("linearize against jvp", pushed, forward.tangent());
    Vjp<List<Array>, Array> reverse = Autodiff.vjp(f, x);
    Array ct = Values.normal(3, reverse.value().shape());
    double there = Values.number(dot(ct, forward.tangent()));
    double back = dots(reverse.pullback().apply(ct), t);
    assertThat(back).as("<ct, J t> = <J' ct, t>").isCloseTo(there, tolerance(there));
  }

  private static void checkSymmetry(Function<List<Array>, List<Array>> gradient, List<Array> x) {
    List<Array> u = directions(5, x);
    List<Array> v = directions(6, x);
    double forward = dots(u, Autodiff.jvp(gradient, x, v).tangent());
    double swapped = dots(v, Autodiff.jvp(gradient, x, u).tangent());
    double reverse = dots(v, Autodiff.vjp(gradient, x).pullback().apply(u));
    assertThat(swapped).as("<u, H v> = <v, H u>").isCloseTo(forward, tolerance(forward));
    assertThat(reverse).as("reverse over reverse").isCloseTo(forward, tolerance(forward));
  }

  private static Array difference(Function<List<Array>, Array> f, List<Array> x, List<Array> t) {
    Array two = f.apply(moved(x, t, STEP));
    Array one = f.apply(moved(x, t, -STEP));
    return Lax.div(Lax.sub(two, one), Values.scalar(2 * STEP));
  }

  private static List<Array> moved(List<Array> x, List<Array> t, double by) {
    List<Array> moved = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      moved.add(Lax.add(x.get(i), Lax.mul(t.get(i), Values.scalar(by))));
    }
    return moved;
  }

  private static List<Array> directions(long seed, List<Array> x) {
    List<Array> directions = new ArrayList<>();
    for (Array each : x) {
      directions.add(Values.normal(seed + 10 * directions.size(), each.shape()));
    }
    return directions;
  }

  private static double dots(List<Array> x, List<Array> y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += Values.number(dot(x.get(i), y.get(i)));
    }
    return sum;
  }

  /// The inner product of two arrays of one shape.
  static Array dot(Array x, Array y) {
    return Lax.reduceSum(Lax.mul(x, y), Axes.range(x.rank()));
  }

  private static void assertClose(String law, Array actual, Array expected) {
    assertThat(actual.type()).as(law).isEqualTo(expected.type());
    double[] a = Values.doubles(actual);
    double[] e = Values.doubles(expected);
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).as("%s, element %d", law, i).isCloseTo(e[i], tolerance(e[i]));
    }
  }

  private static org.assertj.core.data.Offset<Double> tolerance(double expected) {
    return within(TOLERANCE * Math.max(1, Math.abs(expected)));
  }
}
