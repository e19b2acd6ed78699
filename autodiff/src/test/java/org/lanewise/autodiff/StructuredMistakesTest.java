package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.stopGradient;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Callback;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// What cannot be differentiated says so, and says what can.
class StructuredMistakesTest {

  private static Array doubled(Array x, long maxSteps) {
    return Control.whileLoop(
            c -> Lax.lt(c.get(0), scalar(100)),
            c -> List.of(Lax.add(c.get(0), c.get(0))),
            List.of(x),
            maxSteps)
        .get(0);
  }

  @Test
  void aLoopWithoutBoundInReverseModeWhereItIsTraced() {
    Function<Array, Array> f = x -> Control.call(y -> doubled(y, -1), x);
    assertThat(number(jvp(f, scalar(3), scalar(1)).tangent())).isEqualTo(64);
    assertThat(number(grad((Array x) -> doubled(x, -1)).apply(scalar(3)))).isEqualTo(64);
    assertThatThrownBy(() -> grad(f).apply(scalar(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`while_loop`: reverse mode in a function that is being traced (by `jit`, or in the"
                + " body of another loop) must keep the values of all steps, but the loop has no"
                + " bound. Give it one with `maxSteps`, use `foriLoop` with constant bounds or"
                + " `scan`, or differentiate in forward mode with `jvp` or `jacfwd`, which need no"
                + " bound.");
    assertThat(number(grad((Array x) -> Control.call(y -> doubled(y, 9), x)).apply(scalar(3))))
        .isEqualTo(64);
  }

  private static Array looked(Array x) {
    Callback callback =
        new Callback(
            Callbacks.of("pure_callback", Numpy::array),
            List.of(new ArrayType(DType.FLOAT64, x.shape())),
            false);
    return CurrentInterpreter.bindOne(callback, List.of(x));
  }

  @Test
  void aCallbackHasNoDerivative() {
    Function<Array, Array> f = x -> Numpy.sum(looked(x));
    Array x = Values.vector(1, 2);
    for (Function<Array, Array> each : List.of(f, (Array y) -> Control.call(f, y))) {
      assertThatThrownBy(() -> grad(each).apply(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "`pure_callback`: a callback has no derivative, but it is differentiated: operands of"
                  + " type [f64[2]], results of type [f64[2]]. Give the function that calls it a"
                  + " rule with `customJvp` or `customVjp`, or hide its operands with"
                  + " `stopGradient`.");
      assertThatThrownBy(() -> jvp(each, x, x))
          .hasMessageContaining("a callback has no derivative");
    }
    Function<Array, Array> hidden = y -> Numpy.sum(Lax.mul(looked(stopGradient(y)), y));
    assertThat(grad(hidden).apply(x).toDoubleArray()).containsExactly(1, 2);
  }

  @Test
  void anInterruptedLoopEnds() {
    Function<Array, Array> f =
        x ->
            Control.whileLoop(
                    _ -> Lax.scalar(DType.BOOL, 1L),
                    c -> {
                      return List.of(Lax.sin(c.get(0)));
                    },
                    List.of(x),
                    -1)
                .get(0);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> grad(f).apply(scalar(1)))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("`while`")
          .hasMessageContaining("was interrupted after 0 steps");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
