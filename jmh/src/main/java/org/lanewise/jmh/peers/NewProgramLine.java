package org.lanewise.jmh.peers;

import static org.lanewise.jmh.peers.Lines.normal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.transform.Transforms;

/// The first call of a program that is new to the process: tracing, compiling and running it.
///
/// Each call makes a function of 300 operations, a hundred terms that are scaled, mapped and added
/// up, in an order that no call before had; so nothing that was compiled for another one fits, and
/// the sum is the same but for rounding.
final class NewProgramLine {
  /// The group of the lines on first use.
  static final String GROUP = "first use";

  private static final int TERMS = 100;
  private static final List<Function<Array, Array>> MAPS =
      List.of(Array::sin, Array::tanh, Array::exp, Array::abs);

  private NewProgramLine() {}

  static List<Line> all() {
    return List.of(
        new Line(
            GROUP,
            "first call of a new program of 300 operations",
            2,
            Limit.NONE,
            1e-4,
            () -> {
              Array x = normal(0, 1000);
              Random random = new Random(0);
              return () -> Transforms.jit(fresh(random)).apply(x);
            }));
  }

  private static Function<Array, Array> fresh(Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < TERMS; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    return x -> {
      Array sum = x;
      for (int i : order) {
        sum = sum.plus(MAPS.get(i % MAPS.size()).apply(x.times(0.01 * (i + 1))));
      }
      return sum;
    };
  }
}
