package org.lanewise.jmh.peers;

import static org.lanewise.Numpy.where;
import static org.lanewise.jmh.peers.Lines.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.jmh.peers.Line.Limit;

/// One element at a time: in caches and through memory.
final class ElementwiseLines {
  private ElementwiseLines() {}

  static List<Line> all() {
    List<Line> lines = new ArrayList<>();
    for (int digits : new int[] {3, 5, 6, 7}) {
      lines.add(line("selu", digits, ElementwiseLines::selu));
      lines.add(line("tanh(x)*x+1", digits, x -> x.tanh().times(x).plus(1)));
      lines.add(line("exp", digits, Array::exp));
    }
    return lines;
  }

  private static Line line(String name, int digits, Function<Array, Array> f) {
    long n = Math.round(Math.pow(10, digits));
    return Lines.jitted(
        "elementwise",
        name + " 1e" + digits,
        digits <= 5 ? 1.5 : 1,
        n >= 1_000_000 ? Limit.bytes(8.0 * n) : Limit.NONE,
        1e-5,
        () -> normal(0, n),
        f);
  }

  private static Array selu(Array x) {
    return where(x.gt(0), x, x.exp().times(1.67).minus(1.67)).times(1.05);
  }
}
