package org.lanewise.jmh.peers;

import static org.lanewise.Numpy.ones;

import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Lanewise;
import org.lanewise.type.Shape;

/// What this machine can do at best, measured through Lanewise's own best kernels.
///
/// The floating-point limit is that of the f32 product of matrices that stay in the second cache,
/// whose inner loop does nothing but fused multiplications; the memory limit is that of a sum of
/// two arrays far larger than any cache, which reads two and writes one (STREAM's "add"; McCalpin,
/// 1995).
///
/// @param flopsPerSecond the floating-point limit
/// @param bytesPerSecond the memory limit
record Machine(double flopsPerSecond, double bytesPerSecond) {
  private static final int ROUNDS = 10;
  private static final int TIMES = 5;

  static Machine measure() {
    Array m = ones(Shape.of(512, 512));
    Array v = ones(Shape.of(1 << 24));
    return new Machine(
        2.0 * 512 * 512 * 512 / best(() -> m.matmul(m)),
        2.0 * 4 * (1 << 24) / best(() -> v.plus(v)));
  }

  /// The shortest of some medians, when nothing is being compiled any more: a limit is what the
  /// machine can do, not what it happens to do.
  private static double best(Supplier<Object> work) {
    boolean isCompiling = true;
    for (int i = 0; i < ROUNDS && isCompiling; i++) {
      Stopwatch.time(work, 1);
      isCompiling = Lanewise.isCompiling();
    }
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TIMES; i++) {
      best = Math.min(best, Stopwatch.time(work, 0.3));
    }
    return best;
  }
}
