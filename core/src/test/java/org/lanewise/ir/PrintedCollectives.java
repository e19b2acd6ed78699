package org.lanewise.ir;

import static org.lanewise.ir.PrintedPrograms.V;

import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Collectives;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.Lax;
import org.lanewise.NamedAxis;
import org.lanewise.transform.MapAxes;
import org.lanewise.transform.Transforms;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.vmap.BatchInterpreter;

/// The programs of the oracle that are batched, or staged where mapped axes are in scope.
final class PrintedCollectives {
  private PrintedCollectives() {}

  static void addTo(PrintedPrograms all) {
    all.add("vmap sin", V, x -> Transforms.vmap((Array y) -> Lax.sin(y)).apply(x));
    all.add(
        "vmap dot",
        ArrayType.of(DType.FLOAT32, 3, 3),
        V,
        (x, y) ->
            Transforms.vmap(PrintedCollectives::dot, MapAxes.of(0), MapAxes.none(), MapAxes.of(0))
                .apply(x, y));
    inScope(all, "psum", x -> Collectives.psum(x, "i"));
    inScope(all, "pmax", x -> Collectives.pmax(x, "i"));
    inScope(all, "pmin", x -> Collectives.pmin(x, "i"));
    inScope(all, "pmean", x -> Collectives.pmean(x, "i"));
    inScope(all, "all_gather", x -> Collectives.allGather(x, "i"));
    inScope(all, "all_gather axis", x -> Collectives.allGather(x, "i", 1, false));
    inScope(all, "ppermute", x -> Collectives.ppermute(x, "j", new long[][] {{0, 1}, {1, 0}}));
    inScope(all, "ppermute one", x -> Collectives.ppermute(x, "j", new long[][] {{0, 1}}));
    inScope(all, "axis_index", _ -> Collectives.axisIndex("i"));
  }

  private static Array dot(Array x, Array y) {
    return Lax.dotGeneral(x, y, Axes.of(0), Axes.of(0), Axes.none(), Axes.none());
  }

  private static void inScope(PrintedPrograms all, String name, UnaryOperator<Array> f) {
    Interpreter i = new BatchInterpreter(CurrentInterpreter.get(), "", new NamedAxis("i", 3));
    Interpreter j = new BatchInterpreter(i, "", new NamedAxis("j", 2));
    CurrentInterpreter.with(
        j,
        () -> {
          all.add(name, V, f);
          return all;
        });
  }
}
