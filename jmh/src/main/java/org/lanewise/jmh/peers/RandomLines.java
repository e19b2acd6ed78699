package org.lanewise.jmh.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.transform.Transforms;
import org.lanewise.type.Shape;

/// Random numbers: the same streams on both sides, to the bit.
final class RandomLines {
  private static final Shape MILLION = Shape.of(1_000_000);

  private RandomLines() {}

  static List<Line> all() {
    List<Line> lines = new ArrayList<>();
    Map<String, Function<Key, Array>> plain = new TreeMap<>();
    plain.put("bits 1e6", key -> Sample.bits(key, MILLION));
    plain.put("uniform 1e6", key -> Sample.uniform(key, MILLION));
    plain.put("normal 1e6", key -> Sample.normal(key, MILLION));
    plain.forEach(
        (name, f) -> {
          lines.add(line(name + " partitionable", 2, 0, Key.of(42), f));
          lines.add(line(name + " original", 2, 0, Key.of(42, Threefry.ORIGINAL), f));
        });
    Function<Key, Array> normal = key -> Sample.normal(key, Shape.scalar());
    Function<Key, Array> many = Transforms.vmap(normal);
    lines.add(of("vmap(normal)(split(key, 1e6))", 2, 0, key -> many.apply(key.split(1_000_000))));
    lines.add(of("randint 1e6", 2, 0, key -> Sample.randint(key, MILLION, 0, 1000)));
    lines.add(of("permutation 1e6", 20, 0, key -> Sample.permutation(key, 1_000_000)));
    lines.add(
        of(
            "categorical 1e4x100",
            2,
            0,
            key -> Sample.categorical(key, Numpy.zeros(Shape.of(10_000, 100)))));
    lines.add(
        of("gamma 1e5", 2, 1e-4, key -> Sample.gamma(key, Numpy.array(2.5f), Shape.of(100_000))));
    return lines;
  }

  private static Line of(String name, double target, double tolerance, Function<Key, Array> f) {
    return line(name, target, tolerance, Key.of(42), f);
  }

  private static Line line(
      String name, double target, double tolerance, Key key, Function<Key, Array> f) {
    return Lines.jitted("random", name, target, Limit.NONE, tolerance, () -> key, f);
  }
}
