package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.vector;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Collectives;
import org.lanewise.Lax;
import org.lanewise.transform.Transforms;
import org.lanewise.transform.VmapOptions;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for collectives: functions of all lanes, in which a derivative meets what the
/// collective became, and derivatives of single lanes, in which it meets the collective itself.
final class CollectiveRows {
  private static final VmapOptions I = VmapOptions.DEFAULT.axisName("i");
  private static final long[][] LINKS = {{0, 1}, {2, 0}};

  private CollectiveRows() {}

  static List<LawRow> rows() {
    return List.of(
        row("psum", x -> Lax.sin(Collectives.psum(Lax.square(x), "i"))),
        row("pmean", x -> Lax.mul(x, Collectives.pmean(Lax.square(x), "i"))),
        row("pmax", x -> Lax.mul(x, Collectives.pmax(Lax.square(x), "i"))),
        row("pmin", x -> Lax.mul(x, Collectives.pmin(Lax.square(x), "i"))),
        row("allGather", x -> Lax.sin(Collectives.allGather(Lax.square(x), "i", 1, false))),
        row("ppermute", x -> Lax.mul(x, Collectives.ppermute(Lax.square(x), "i", LINKS))),
        row("axisIndex", x -> Lax.mul(Lax.square(x), lane())));
  }

  private static Array lane() {
    return Lax.convertElementType(Collectives.axisIndex("i"), DType.FLOAT64);
  }

  private static LawRow row(String name, Function<Array, Array> f) {
    return LawRow.on(name, at -> Transforms.vmap(f, I).apply(at.get(0)), normal(5, Shape.of(3, 2)));
  }

  /// Σ over lanes of ⟨c, f(x)⟩ has two gradients, which are the same: that of all lanes, taken
  /// outside, and that of each lane, taken inside, since a lane's cotangents reach all lanes.
  static List<Function<Array, Array>> insideAndOutside() {
    return List.of(
        x -> Lax.sin(Collectives.psum(Lax.square(x), "i")),
        x -> Lax.mul(x, Collectives.pmax(Lax.square(x), "i")),
        x -> Lax.mul(x, Collectives.pmin(x, "i")),
        x -> sum(Lax.mul(Collectives.allGather(Lax.square(x), "i"), vector(1, -2, 0.5))),
        x -> Lax.mul(x, Collectives.ppermute(Lax.square(x), "i", LINKS)),
        x -> Lax.mul(Lax.square(x), lane()));
  }

  private static Array sum(Array x) {
    return Lax.reduceSum(x, Axes.of(0));
  }
}
