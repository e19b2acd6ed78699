package org.lanewise.ir;

import static org.lanewise.ir.PrintedPrograms.M;
import static org.lanewise.type.DType.FLOAT32;
import static org.lanewise.type.DType.INT32;
import static org.lanewise.type.DType.INT8;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConvOptions;
import org.lanewise.Lax;
import org.lanewise.Padding;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;

/// The programs of the oracle's `jaxprs.txt` with convolutions and windows.
final class PrintedWindows {
  private static final Window WINDOW =
      Window.of(1, 2).withStrides(1, 2).withPadding(Sizes.of(0, 1), Sizes.of(0, 0));

  private PrintedWindows() {}

  static void addTo(PrintedPrograms all) {
    ConvOptions grouped =
        ConvOptions.of("NHWC", "HWIO", "NHWC")
            .withStrides(2, 1)
            .withRhsDilation(1, 2)
            .withPadding(Padding.same())
            .withFeatureGroups(2);
    ConvOptions wide =
        ConvOptions.of("NCW", "OIW", "NCW")
            .withLhsDilation(2)
            .withPadding(Padding.of(Sizes.of(1), Sizes.of(0)))
            .withPreferred(INT32);
    put(
        all,
        "conv",
        x -> Lax.convGeneralDilated(x.get(0), x.get(1), grouped),
        ArrayType.of(FLOAT32, 2, 5, 5, 4),
        ArrayType.of(FLOAT32, 3, 3, 2, 6));
    put(
        all,
        "conv preferred",
        x -> Lax.convGeneralDilated(x.get(0), x.get(1), wide),
        ArrayType.of(INT8, 1, 2, 5),
        ArrayType.of(INT8, 3, 2, 2));
    put(all, "reduce_window_sum", x -> Lax.reduceWindowSum(x.get(0), WINDOW), M);
    put(all, "reduce_window_max", x -> Lax.reduceWindowMax(x.get(0), WINDOW), M);
    put(all, "reduce_window_min", x -> Lax.reduceWindowMin(x.get(0), WINDOW), M);
    put(
        all,
        "select_and_gather_add",
        x -> {
          Array largest = Lax.reduceWindowMax(x.get(0), WINDOW);
          Array taken = Lax.selectAndGatherAdd(x.get(1), x.get(0), Select.GE, WINDOW);
          return largest.rank() == 0 ? largest : taken;
        },
        M,
        M);
    put(
        all,
        "select_and_scatter_add",
        x -> {
          Array smallest = Lax.reduceWindowMin(x.get(0), WINDOW);
          Array added = Lax.selectAndScatterAdd(x.get(1), x.get(0), Select.LE, WINDOW);
          return smallest.rank() == 0 ? smallest : added;
        },
        M,
        ArrayType.of(FLOAT32, 3, 2));
  }

  private static void put(
      PrintedPrograms all, String name, Function<List<Array>, Array> f, ArrayType... types) {
    all.put(name, Staging.stage(x -> List.of(f.apply(x)), List.of(types)).jaxpr());
  }
}
