package org.lanewise.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.memory.BufferPool;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A program that computes for long on arrays of one size, for [OffHeapTest] to run in a small JVM.
///
/// Prints what the process held resident after a quarter of the work and at its end, in KiB, the
/// highest of all samples, and the pool's statistics.
public final class OffHeapLoop {
  private OffHeapLoop() {}

  /// Runs.
  ///
  /// @param args how many operations, and on how many f32 elements
  public static void main(String[] args) {
    long operations = Long.parseLong(args[0]);
    Shape shape = Shape.of(Long.parseLong(args[1]));
    Array half = Lax.scalar(DType.FLOAT32, 0.5);
    Array one = Lax.scalar(DType.FLOAT32, 1.0);
    Array x = Lax.full(shape, DType.FLOAT32, 3);
    long quarter = 0;
    long highest = 0;
    for (long i = 0; i < operations; i += 2) {
      x = Lax.add(Lax.mul(x, half), one);
      if (i % (operations / 100 / 2 * 2) == 0) {
        long now = residentKib();
        highest = Math.max(highest, now);
        if (i <= operations / 4) {
          quarter = now;
        }
      }
    }
    float[] result = x.toFloatArray();
    for (float element : result) {
      if (element != 2f) {
        throw new AssertionError("element " + element + " in " + Arrays.toString(result));
      }
    }
    System.out.printf("resident %d %d %d%n", quarter, residentKib(), highest);
    System.out.println(BufferPool.shared().statistics());
  }

  /// What Linux counts as resident; 0 elsewhere.
  private static long residentKib() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D+", ""));
        }
      }
      return 0;
    } catch (IOException absent) {
      return 0;
    }
  }
}
