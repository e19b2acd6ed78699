package org.lanewise.jmh.peers;

import static org.lanewise.Numpy.array;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.jmh.peers.Lines.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.Step;
import org.lanewise.transform.Transforms;

/// Loops with small bodies and many steps.
final class LoopLines {
  private static final int CARRIES = 32;

  private LoopLines() {}

  /// A recurrent network's weights and its inputs.
  record Recurrent(Array w, Array u, Array xs) {}

  /// A number of the Collatz sequence and its position.
  record Collatz(Array n, Array k) {}

  static List<Line> all() {
    return List.of(
        line("scan RNN 16x1000", 1, LoopLines::recurrent, LoopLines::rnn),
        line(
            "scan RNN 16x1000 gradient",
            1,
            LoopLines::recurrent,
            (Recurrent r) -> {
              Recurrent g =
                  grad((Recurrent p) -> rnn(new Recurrent(p.w, p.u, r.xs)))
                      .apply(new Recurrent(r.w, r.u, array(0f)));
              return List.of(g.w, g.u);
            }),
        line("scan of 32 scalars x 1000", 1, () -> normal(0, CARRIES), LoopLines::carries),
        line(
            "scan of 32 scalars x 1000 gradient",
            10,
            () -> normal(0, CARRIES),
            grad(LoopLines::carries)),
        line(
            "fori 1e6 scalar add",
            1,
            () -> array(0f),
            (Array x) -> ControlFlow.foriLoop(0, 1_000_000, (i, c) -> c.plus(1.5), x)),
        line(
            "vmap(while) of 1000 lanes",
            1,
            () -> Numpy.arange(1, 1001),
            Transforms.vmap(LoopLines::collatz)),
        line("Lorenz 10000 steps", 1, () -> array(1f, 1f, 1f), LoopLines::lorenz));
  }

  private static <T> Line line(String name, double target, Supplier<T> input, Function<T, ?> f) {
    return Lines.jitted("loops", name, target, Limit.NONE, 1e-2, input, f);
  }

  private static Recurrent recurrent() {
    return new Recurrent(
        normal(0, 16, 16).times(0.2), normal(1, 16, 16).times(0.2), normal(2, 1000, 16));
  }

  private static Array rnn(Recurrent r) {
    Array first = Numpy.zeros(16);
    return ControlFlow.scan(
            (Array h, Array x) -> Step.of(r.w.matmul(h).plus(r.u.matmul(x)).tanh()), first, r.xs)
        .carry()
        .sum();
  }

  private static Array carries(Array xs) {
    List<Array> start = new ArrayList<>();
    for (int i = 0; i < CARRIES; i++) {
      start.add(xs.get(i));
    }
    List<Array> end = ControlFlow.scan((List<Array> c) -> Step.of(next(c)), start, 1000).carry();
    return end.stream().reduce(array(0f), Array::plus);
  }

  private static List<Array> next(List<Array> c) {
    List<Array> next = new ArrayList<>();
    for (int i = 0; i < CARRIES; i++) {
      next.add(c.get((i + 1) % CARRIES).sin().times(0.5).plus(c.get(i).times(0.5)));
    }
    return next;
  }

  private static Array collatz(Array start) {
    return ControlFlow.whileLoop(
            (Collatz c) -> c.n.ne(1),
            (Collatz c) ->
                new Collatz(
                    Numpy.where(c.n.rem(2).eq(0), Numpy.floorDivide(c.n, 2), c.n.times(3).plus(1)),
                    c.k.plus(1)),
            new Collatz(start, array(0)))
        .k();
  }

  private static Array lorenz(Array start) {
    return ControlFlow.scan(
            (Array v) -> {
              Array x = v.get(0);
              Array y = v.get(1);
              Array z = v.get(2);
              Array d =
                  Numpy.stack(
                      y.minus(x).times(10.0),
                      x.times(Numpy.subtract(28.0, z)).minus(y),
                      x.times(y).minus(z.times(8.0 / 3.0)));
              return Step.of(v.plus(d.times(0.001)));
            },
            start,
            10_000)
        .carry();
  }
}
