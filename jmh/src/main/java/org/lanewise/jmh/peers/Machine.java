package org.lanewise.jmh.peers;

import static org.lanewise.Numpy.ones;

import org.lanewise.Array;
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
  static Machine measure() {
    Array m = ones(Shape.of(512, 512));
    Array v = ones(Shape.of(1 << 24));
    Stopwatch.time(() -> m.matmul(m), 2);
    double product = Stopwatch.time(() -> m.matmul(m), 1);
    Stopwatch.time(() -> v.plus(v), 1);
    double sum = Stopwatch.time(() -> v.plus(v), 1);
    return new Machine(2.0 * 512 * 512 * 512 / product, 2.0 * 4 * (1 << 24) / sum);
  }
}
