package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.Transforms.jit;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.Strided;
import org.lanewise.transform.CallbackException;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.JitFunction;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Samples;

/// A call of a program takes one block and gives it back, whatever happens; what others may keep
/// lies elsewhere.
@Tag("bits")
class FrameTest {
  private static final Shape SHAPE = Shape.of(600, 600);
  private static final long BYTES = 600 * 600 * 4;

  private static Array numbers(int seed) {
    return Lax.sin(Lax.reshape(Lax.iota(DType.FLOAT32, 360_000).plus(seed), SHAPE));
  }

  private static long live() {
    return BufferPool.shared().statistics().liveBytes();
  }

  private static Array layers(Array x) {
    Array y = x;
    for (int i = 0; i < 4; i++) {
      y = Nn.softmax(y.matmul(x)).plus(Lax.cumsum(y, 0, false));
    }
    return y;
  }

  @Test
  void nothingButResultsIsLentAfterACall() {
    Jaxpr program =
        Programs.staged(x -> List.of(layers(x.get(0))), new ArrayType(DType.FLOAT32, SHAPE));
    ProgramExecutable compiled = Programs.compiled(program);
    assertThat(compiled.report().memory().block()).isGreaterThan(BYTES);
    Strided x = Samples.array(DType.FLOAT32, SHAPE, new Random(1));
    compiled.execute(x)[0].buffer().release();
    BufferPool.shared().trim(); // what the collector had to find
    long before = live();
    for (int i = 0; i < 5; i++) {
      Strided result = compiled.execute(x)[0];
      assertThat(live() - before).isLessThan(BYTES * 3 / 2);
      result.buffer().release();
    }
    assertThat(live() - before).isLessThan(BYTES / 2);
    Reference.reachabilityFence(x);
  }

  @Test
  void aCopiedParameterGoesBack() {
    Jaxpr program =
        Programs.staged(
            x -> List.of(x.get(0).reshape(-1).tanh().sum().plus(x.get(0).sum())),
            new ArrayType(DType.FLOAT32, SHAPE));
    ProgramExecutable compiled = Programs.compiled(program);
    Strided x = Samples.array(DType.FLOAT32, SHAPE, new Random(1));
    Strided turned = x.with(x.layout().transpose(Axes.of(1, 0)));
    compiled.execute(turned);
    BufferPool.shared().trim(); // what the collector had to find
    long before = live();
    for (int i = 0; i < 5; i++) {
      compiled.execute(turned);
    }
    assertThat(live() - before).isLessThan(BYTES);
    Reference.reachabilityFence(x);
  }

  @Test
  void whatFailsInTheMiddleGivesEverythingBack() {
    AtomicBoolean fails = new AtomicBoolean();
    JitFunction<Array, Array> function =
        jit(
            (Array x) -> {
              Array y = layers(x);
              Array sum =
                  pureCallback(
                      (Array v) -> {
                        if (fails.get()) {
                          throw new IllegalStateException("not today");
                        }
                        return v;
                      },
                      new ArrayType(DType.FLOAT32, Shape.scalar()),
                      y.sum());
              return y.plus(sum).matmul(x);
            });
    Array x = numbers(0);
    function.apply(x);
    fails.set(true);
    assertThatThrownBy(() -> function.apply(x)).isInstanceOf(CallbackException.class);
    BufferPool.shared().trim(); // what the collector had to find
    long before = live();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> function.apply(x)).isInstanceOf(CallbackException.class);
    }
    assertThat(live() - before).isLessThan(BYTES);
    fails.set(false);
    assertThat(function.apply(x).shape()).isEqualTo(SHAPE);
  }

  @Test
  void whatAJavaFunctionKeepsIsNotOverwritten() {
    List<Array> kept = new ArrayList<>();
    JitFunction<Array, Array> function =
        jit(
            (Array x) -> {
              Array y = x.tanh();
              Array z =
                  pureCallback(
                      (Array v) -> {
                        kept.add(v);
                        Array own = v.plus(1);
                        kept.add(own);
                        return own;
                      },
                      x.type(),
                      y);
              Array w = z.times(2).matmul(x);
              return w.exp().matmul(y.plus(z));
            });
    Array x = numbers(3);
    float[] tanh = x.tanh().toFloatArray();
    float[] plusOne = x.tanh().plus(1).toFloatArray();
    for (int i = 0; i < 3; i++) {
      function.apply(x);
    }
    assertThat(kept).hasSize(6);
    for (int i = 0; i < 6; i += 2) {
      assertThat(kept.get(i).toFloatArray()).isEqualTo(tanh);
      assertThat(kept.get(i + 1).toFloatArray()).isEqualTo(plusOne);
    }
  }

  @Test
  void aResultOfACallThatIsItsOperandOutlivesTheBlock() {
    JitFunction<Array, Array> function =
        jit(
            (Array x) -> {
              Array y = x.matmul(x).tanh();
              Array chosen =
                  ControlFlow.cond(x.sum().gt(1e9), (Array v) -> v.exp(), (Array v) -> v, y);
              return chosen.plus(chosen.matmul(x));
            });
    Array x = numbers(5);
    Array y = x.matmul(x).tanh();
    Array expected = y.plus(y.matmul(x));
    for (int i = 0; i < 3; i++) {
      Array result = function.apply(x);
      Numpy.full(SHAPE, -7, DType.FLOAT32).plus(0);
      assertThat(result.toFloatArray()).isEqualTo(expected.toFloatArray());
    }
  }

  @Test
  void twoResultsOfACallThatAreOneArrayLiveAsLongAsTheLonger() {
    record Two(Array a, Array b) {}
    JitFunction<Array, Array> function =
        jit(
            (Array x) -> {
              Two two =
                  ControlFlow.cond(
                      x.sum().lt(1e9),
                      (Array v) -> {
                        Array e = v.matmul(v);
                        return new Two(e, e);
                      },
                      (Array v) -> new Two(v, v.plus(1)),
                      x);
              Array first = two.a().sum().plus(x);
              return first.matmul(x).matmul(x).plus(two.b());
            });
    Array x = numbers(7);
    Array e = x.matmul(x);
    Array expected = e.sum().plus(x).matmul(x).matmul(x).plus(e);
    for (int i = 0; i < 3; i++) {
      assertThat(function.apply(x).toFloatArray()).isEqualTo(expected.toFloatArray());
    }
  }
}
