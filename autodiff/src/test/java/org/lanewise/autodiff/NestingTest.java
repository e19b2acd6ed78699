package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jacrev;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.linearize;
import static org.lanewise.autodiff.Autodiff.stopGradient;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.autodiff.Values.doubles;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Derivatives in derivatives, of any order and in any mixture.
class NestingTest {

  /// The ways to differentiate a function of one number.
  private static final List<UnaryOperator<Function<Array, Array>>> WAYS =
      List.of(
          f -> x -> jvp(f, x, scalar(1)).tangent(),
          f -> x -> vjp(f, x).pullback().apply(scalar(1)),
          f -> x -> linearize(f, x).pushforward().apply(scalar(1)),
          f -> grad(f),
          f -> jacfwd(f),
          f -> jacrev(f));

  @Test
  void everyMixtureOfThreeGivesTheThirdDerivative() {
    Function<Array, Array> f = x -> Lax.mul(Lax.sin(x), Lax.mul(x, x));
    double x = 0.7;
    // (x² sin x)‴ = −x² cos x − 6 x sin x + 6 cos x
    double third = -x * x * Math.cos(x) - 6 * x * Math.sin(x) + 6 * Math.cos(x);
    for (var first : WAYS) {
      for (var second : WAYS) {
        for (var last : WAYS) {
          Array result = first.apply(second.apply(last.apply(f))).apply(scalar(x));
          assertThat(number(result)).isCloseTo(third, within(1e-13));
        }
      }
    }
  }

  @Test
  void theFifthDerivativeOfAPowerIsExact() {
    Function<Array, Array> f = x -> Lax.integerPow(x, 6);
    for (int i = 0; i < 5; i++) {
      f = grad(f);
    }
    assertThat(number(f.apply(scalar(2)))).isEqualTo(1440);
  }

  @Test
  void innerDerivativesTakeOuterVariablesForConstants() {
    // d/dx (x · d/dy (x + y)) = d/dx (x · 1) = 1; a confusion of the two gives 2
    Function<Array, Array> byGrad =
        x -> Lax.mul(x, grad((Array y) -> Lax.add(x, y)).apply(scalar(1)));
    Function<Array, Array> byJvp =
        x -> Lax.mul(x, jvp((Array y) -> Lax.add(x, y), scalar(1), scalar(1)).tangent());
    for (var way : WAYS) {
      assertThat(number(way.apply(byGrad).apply(scalar(1)))).isEqualTo(1);
      assertThat(number(way.apply(byJvp).apply(scalar(1)))).isEqualTo(1);
    }
  }

  @Test
  void innerDerivativesAtOuterVariables() {
    // d/dx (x · (y² at y = x)′) = d/dx 2x² = 4x
    Function<Array, Array> f = x -> Lax.mul(x, grad((Array y) -> Lax.mul(y, y)).apply(x));
    for (var way : WAYS) {
      assertThat(number(way.apply(f).apply(scalar(3)))).isEqualTo(12);
    }
  }

  @Test
  void aFunctionThatIsUsedOnTwoLevelsAtOnce() {
    // f(x, y) = x y; d/dx d/dy f(x y, y) at x: f(xy, y) = x y², d/dy = 2 x y, d/dx = 2 y
    Function<Array, Array> f =
        x -> {
          Function<Array, Array> inner = y -> Lax.mul(Lax.mul(x, y), y);
          return grad(inner).apply(scalar(5));
        };
    assertThat(number(grad(f).apply(scalar(3)))).isEqualTo(10);
  }

  @Test
  void pullbacksAreLinearFunctionsForEveryTransformation() {
    Array x = vector(0.5, -1, 2);
    Function<Array, Array> f = y -> Lax.mul(Lax.sin(y), y);
    Function<Array, Array> pullback = vjp(f, x).pullback();
    Array ct = vector(1, 2, 3);
    Array t = vector(-1, 0.5, 2);
    double[] expected = doubles(jvp(f, x, t).tangent());
    assertThat(doubles(jvp(pullback, ct, t).tangent())).containsExactly(expected);
    assertThat(doubles(vjp(pullback, ct).pullback().apply(t))).containsExactly(expected);
    assertThat(doubles(linearize(pullback, ct).pushforward().apply(t))).containsExactly(expected);
  }

  @Test
  void pushforwardsAreLinearFunctionsForEveryTransformation() {
    Array x = vector(0.5, -1, 2);
    Function<Array, Array> f = y -> Lax.mul(Lax.sin(y), y);
    Function<Array, Array> pushforward = linearize(f, x).pushforward();
    Array t = vector(-1, 0.5, 2);
    Array ct = vector(1, 2, 3);
    assertThat(doubles(vjp(pushforward, t).pullback().apply(ct)))
        .containsExactly(doubles(vjp(f, x).pullback().apply(ct)));
    assertThat(doubles(jvp(pushforward, x, t).tangent()))
        .containsExactly(doubles(pushforward.apply(t)));
  }

  @Test
  void pullbacksOfAnInnerDerivativeMayBeAppliedUnderTheOuterOne() {
    // d/dx of (pullback of y ↦ y³ at x, applied to x) = d/dx 3x² · x = 9x²
    Function<Array, Array> f = x -> vjp((Array y) -> Lax.integerPow(y, 3), x).pullback().apply(x);
    for (var way : WAYS) {
      assertThat(number(way.apply(f).apply(scalar(2)))).isEqualTo(36);
    }
  }

  @Test
  void pullbacksGiveTheSameBitsEachTime() {
    var v = vjp((Array y) -> Lax.tanh(Lax.mul(Lax.sin(y), y)), vector(0.5, -1, 2));
    Array ct = vector(0.1, 0.2, 0.3);
    assertThat(doubles(v.pullback().apply(ct))).containsExactly(doubles(v.pullback().apply(ct)));
  }

  @Test
  void hessiansEqualNestedGradients() {
    Function<Array, Array> f =
        x -> Lax.reduceSum(Lax.mul(Lax.exp(x), Lax.rev(x, Axes.of(0))), Axes.of(0));
    Array x = vector(0.1, 0.2, 0.3);
    Array h = hessian(f).apply(x);
    assertThat(h.shape()).isEqualTo(Shape.of(3, 3));
    assertThat(doubles(h)).containsExactly(doubles(jacrev(jacrev(f)).apply(x)), within(1e-15));
    assertThat(doubles(h)).containsExactly(doubles(jacfwd(jacfwd(f)).apply(x)), within(1e-15));
    assertThat(doubles(h)).containsExactly(doubles(Lax.transpose(h, Axes.of(1, 0))), within(1e-15));
  }

  @Test
  void whatIsStoppedIsConstantAtEveryOrder() {
    // the derivative of x · stop(x²) is x² and not 3x²
    Function<Array, Array> f = x -> Lax.mul(x, stopGradient(Lax.mul(x, x)));
    for (var way : WAYS) {
      assertThat(number(way.apply(f).apply(scalar(3)))).isEqualTo(9);
    }
    assertThat(number(grad(grad(f)).apply(scalar(3)))).isEqualTo(0);
  }

  @Test
  void chainsOfAHundredThousandStepsAreNoDeeperThanOthers() {
    Function<Array, Array> f =
        x -> {
          Array y = x;
          for (int i = 0; i < 100_000; i++) {
            y = Lax.neg(y);
          }
          return y;
        };
    assertThat(number(grad(f).apply(scalar(3)))).isEqualTo(1);
    assertThat(number(linearize(f, scalar(3)).pushforward().apply(scalar(2)))).isEqualTo(2);
    assertThat(number(jvp(f, scalar(3), scalar(2)).tangent())).isEqualTo(2);
  }

  @Test
  void deepChainsAtSecondOrder() {
    Function<Array, Array> f =
        x -> {
          Array y = Lax.mul(x, x);
          for (int i = 0; i < 10_000; i++) {
            y = Lax.neg(y);
          }
          return y;
        };
    assertThat(number(grad(grad(f)).apply(scalar(3)))).isEqualTo(2);
  }

  @Test
  void wideGraphsWhereEveryValueIsReadTwice() {
    // y ↦ y + y sixty times: 2⁶⁰ paths, but sixty steps
    Function<Array, Array> f =
        x -> {
          Array y = x;
          for (int i = 0; i < 60; i++) {
            y = Lax.add(y, y);
          }
          return y;
        };
    assertThat(number(grad(f).apply(scalar(1)))).isEqualTo(0x1p60);
  }

  @Test
  void cotangentsAreAddedInTheReverseOrderOfReading() {
    // the last reader comes first: (1 + 1e16) − 1e16 = 0 in floating point; the other way it is 1
    Function<Array, Array> f =
        x -> {
          Array a = Lax.mul(scalar(-1e16), x);
          Array b = Lax.mul(scalar(1e16), x);
          Array c = Lax.mul(scalar(1), x);
          return Lax.add(a, Lax.add(b, c));
        };
    assertThat(number(grad(f).apply(scalar(1)))).isEqualTo(0);
  }

  @Test
  void cotangentsAreSharedAndNeverOverwritten() {
    Array ct = vector(1, 2, 3);
    Array x = vector(4, 5, 6);
    var sum = vjp((Pair<Array, Array> p) -> Lax.add(p.first(), p.second()), new Pair<>(x, x));
    Pair<Array, Array> back = sum.pullback().apply(ct);
    assertThat(back.first()).isSameAs(ct);
    assertThat(back.second()).isSameAs(ct);
    // the same cotangent in two accumulators, to each of which more is added
    var more =
        vjp(
            (Pair<Array, Array> p) -> {
              Array twice = Lax.add(p.first(), p.second());
              return new Pair<>(Lax.add(twice, p.first()), Lax.add(twice, p.second()));
            },
            new Pair<>(x, x));
    Pair<Array, Array> both = more.pullback().apply(new Pair<>(ct, ct));
    assertThat(doubles(both.first())).containsExactly(3, 6, 9);
    assertThat(doubles(both.second())).containsExactly(3, 6, 9);
    assertThat(doubles(ct)).containsExactly(1, 2, 3);
    // slices and gathers add into a part: the rest must not leak into the user's array
    var parts =
        vjp(
            (Array y) ->
                new Pair<>(
                    y, new Pair<>(Lax.sliceInDim(y, 0, 2, 1, 0), Lax.sliceInDim(y, 1, 3, 1, 0))),
            x);
    Array part = vector(10, 20);
    Array joined = parts.pullback().apply(new Pair<>(ct, new Pair<>(part, part)));
    assertThat(doubles(joined)).containsExactly(11, 32, 23);
    assertThat(doubles(ct)).containsExactly(1, 2, 3);
    assertThat(doubles(part)).containsExactly(10, 20);
  }

  @Test
  void whatTheResultDoesNotReachIsGarbage() throws InterruptedException {
    List<WeakReference<Array>> residuals = new ArrayList<>();
    var v =
        vjp(
            (Array x) -> {
              Array factor = Lax.mul(vector(1, 2, 3), vector(4, 5, 6));
              residuals.add(new WeakReference<>(factor));
              Lax.sin(Lax.mul(x, factor));
              return Lax.mul(x, x);
            },
            vector(1, 2, 3));
    for (int i = 0; i < 100 && residuals.get(0).get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(residuals.get(0).get()).isNull();
    assertThat(doubles(v.pullback().apply(vector(1, 1, 1)))).containsExactly(2, 4, 6);
  }

  @Test
  void manyTracersOfManyLevelsInOneExpression() {
    // f(x) = x · (d/dy y² (d/dz x y z at 2) at x): z: xy; y: d/dy x y³ = 3 x y² at y = x: 3x³; x ·
    // 3x³
    Function<Array, Array> f =
        x -> {
          Function<Array, Array> ofY =
              y -> {
                Function<Array, Array> ofZ = z -> Lax.mul(Lax.mul(x, y), z);
                return Lax.mul(Lax.mul(y, y), grad(ofZ).apply(scalar(2)));
              };
          return Lax.mul(x, grad(ofY).apply(x));
        };
    // d/dx 3x⁴ = 12 x³
    List<Double> results = new ArrayList<>();
    for (var way : WAYS) {
      results.add(number(way.apply(f).apply(scalar(2))));
    }
    assertThat(results).containsOnly(96.0);
  }
}
