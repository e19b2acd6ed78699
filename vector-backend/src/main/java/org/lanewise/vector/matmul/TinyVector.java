package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Stash;

/// Tiny matrices times vectors of at most 64 floating numbers, as in the step of a small recurrent
/// network: copied to Java arrays and multiplied by plain loops, which are fast from the start.
///
/// The order is that of `ReductionOrder`: each product is a lane of its own, and lanes are added by
/// halves. Of 64 lanes those above the next power of two stay +0, and adding them matters once: it
/// turns the −0 that is left of a product too small for the type into +0.
final class TinyVector {
  /// The most elements of a matrix.
  private static final long LARGEST = 2048;

  private static final Stash<Floats> FLOATS = new Stash<>();
  private static final Stash<Doubles> DOUBLES = new Stash<>();

  private TinyVector() {}

  private static final class Floats {
    final float[] matrix = new float[(int) LARGEST];
    final float[] vector = new float[ReductionOrder.LANES];
    final float[] lanes = new float[ReductionOrder.LANES];
    final float[] results = new float[(int) LARGEST];
  }

  private static final class Doubles {
    final double[] matrix = new double[(int) LARGEST];
    final double[] vector = new double[ReductionOrder.LANES];
    final double[] lanes = new double[ReductionOrder.LANES];
    final double[] results = new double[(int) LARGEST];
  }

  /// Whether a product is one matrix times a vector, and tiny.
  static boolean fits(DotSizes sizes) {
    return sizes.batch() == 1
        && (sizes.m() == 1 || sizes.n() == 1)
        && sizes.k() > 0
        && sizes.k() <= ReductionOrder.LANES
        && sizes.m() * sizes.n() * sizes.k() <= LARGEST
        && sizes.element().usesFma();
  }

  /// Computes a product.
  ///
  /// @param matrix row-major [rows, k]
  /// @param vector k elements, one after the other
  /// @param product `rows` elements, one after the other
  static void multiply(Element element, Strided matrix, Strided vector, Strided product, int k) {
    int rows = (int) (matrix.shape().size() / k);
    if (element == Element.FLOAT) {
      Floats work = FLOATS.take(Floats::new);
      read(matrix, work.matrix, rows * k);
      read(vector, work.vector, k);
      multiply(work, rows, k);
      MemorySegment.copy(
          work.results, 0, Memory.segment(product), Memory.FLOAT, Memory.at(product), rows);
      FLOATS.give(work);
    } else {
      Doubles work = DOUBLES.take(Doubles::new);
      read(matrix, work.matrix, rows * k);
      read(vector, work.vector, k);
      multiply(work, rows, k);
      MemorySegment.copy(
          work.results, 0, Memory.segment(product), Memory.DOUBLE, Memory.at(product), rows);
      DOUBLES.give(work);
    }
  }

  private static void read(Strided source, float[] target, int n) {
    MemorySegment.copy(Memory.segment(source), Memory.FLOAT, Memory.at(source), target, 0, n);
  }

  private static void read(Strided source, double[] target, int n) {
    MemorySegment.copy(Memory.segment(source), Memory.DOUBLE, Memory.at(source), target, 0, n);
  }

  /// The lanes that are reached, rounded up to a power of two.
  private static int lanes(int k) {
    return k == 1 ? 1 : Integer.highestOneBit(k - 1) * 2;
  }

  private static void multiply(Floats work, int rows, int k) {
    float[] matrix = work.matrix;
    float[] vector = work.vector;
    float[] sums = work.lanes;
    int lanes = lanes(k);
    for (int row = 0; row < rows; row++) {
      int first = row * k;
      for (int p = 0; p < k; p++) {
        sums[p] = Math.fma(matrix[first + p], vector[p], 0f);
      }
      for (int p = k; p < lanes; p++) {
        sums[p] = 0;
      }
      for (int p = 0; p < lanes && lanes < ReductionOrder.LANES; p++) {
        sums[p] += 0f;
      }
      for (int half = lanes / 2; half >= 1; half /= 2) {
        for (int p = 0; p < half; p++) {
          sums[p] += sums[p + half];
        }
      }
      work.results[row] = sums[0];
    }
  }

  private static void multiply(Doubles work, int rows, int k) {
    double[] matrix = work.matrix;
    double[] vector = work.vector;
    double[] sums = work.lanes;
    int lanes = lanes(k);
    for (int row = 0; row < rows; row++) {
      int first = row * k;
      for (int p = 0; p < k; p++) {
        sums[p] = Math.fma(matrix[first + p], vector[p], 0d);
      }
      for (int p = k; p < lanes; p++) {
        sums[p] = 0;
      }
      for (int p = 0; p < lanes && lanes < ReductionOrder.LANES; p++) {
        sums[p] += 0d;
      }
      for (int half = lanes / 2; half >= 1; half /= 2) {
        for (int p = 0; p < half; p++) {
          sums[p] += sums[p + half];
        }
      }
      work.results[row] = sums[0];
    }
  }
}
