package org.lanewise.jmh.peers;

import static org.lanewise.jmh.peers.Lines.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products of matrices.
final class ProductLines {
  private ProductLines() {}

  /// Two operands.
  record Operands(Array x, Array y) {}

  static List<Line> all() {
    List<Line> lines = new ArrayList<>();
    for (int n : new int[] {64, 128, 256, 512, 1024, 2048}) {
      double target = n == 64 ? 2 : 0.9;
      lines.add(line("matmul f32 " + n, target, cube(n), () -> normals(n, n, n)));
    }
    for (int n : new int[] {256, 1024}) {
      lines.add(line("matmul f64 " + n, 0.9, 2 * cube(n), () -> doubles(n)));
    }
    lines.add(line("matmul i32 512", 3, 0, ProductLines::integers));
    lines.add(
        line(
            "matmul batched 1000x16x16",
            2,
            0,
            () -> new Operands(normal(0, 1000, 16, 16), normal(1, 1000, 16, 16))));
    lines.add(
        Lines.jitted(
            "matmul",
            "matrix-vector 4096",
            0.9,
            Limit.bytes(4.0 * 4096 * 4096),
            1e-4,
            () -> new Operands(normal(0, 4096, 4096), normal(1, 4096)),
            ProductLines::product));
    return lines;
  }

  private static double cube(double n) {
    return 2 * n * n * n;
  }

  private static Array product(Operands operands) {
    return Numpy.matmul(operands.x, operands.y);
  }

  private static Line line(String name, double target, double flops, Supplier<Operands> input) {
    return Lines.jitted(
        "matmul", name, target, Limit.flops(flops), 1e-4, input, ProductLines::product);
  }

  private static Operands normals(long m, long k, long n) {
    return new Operands(normal(0, m, k), normal(1, k, n));
  }

  private static Operands doubles(long n) {
    Operands f32 = normals(n, n, n);
    return new Operands(f32.x.astype(DType.FLOAT64), f32.y.astype(DType.FLOAT64));
  }

  private static Operands integers() {
    Shape shape = Shape.of(512, 512);
    return new Operands(
        Sample.randint(Key.of(0), shape, -100, 100), Sample.randint(Key.of(1), shape, -100, 100));
  }
}
