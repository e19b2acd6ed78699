package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.ConvOptions;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Padding;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for convolutions, folds of windows and `top_k`.
final class WindowingRows {
  private static final Padding ODD = Padding.of(Sizes.of(2), Sizes.of(-1));

  private WindowingRows() {}

  static List<LawRow> rows() {
    return Stream.of(convolutions(), transposed(), folds(), choices(), tops(), edges())
        .flatMap(List::stream)
        .toList();
  }

  private static List<LawRow> convolutions() {
    List<LawRow> rows = new ArrayList<>();
    ConvOptions signal = ConvOptions.of("NHC", "HIO", "NHC");
    conv(rows, "plain", signal, Shape.of(2, 5, 2), Shape.of(3, 2, 3));
    ConvOptions uneven =
        signal.withStrides(2).withPadding(ODD).withLhsDilation(3).withRhsDilation(2);
    conv(rows, "uneven", uneven, Shape.of(1, 4, 2), Shape.of(2, 2, 2));
    conv(rows, "groups", uneven.withFeatureGroups(2), Shape.of(1, 4, 4), Shape.of(2, 2, 4));
    conv(rows, "batch groups", uneven.withBatchGroups(2), Shape.of(4, 4, 2), Shape.of(2, 2, 2));
    ConvOptions image =
        ConvOptions.of("HNCW", "IWOH", "CWNH").withPadding(Padding.same()).withStrides(1, 2);
    conv(rows, "image", image, Shape.of(3, 1, 2, 4), Shape.of(2, 3, 1, 2));
    ConvOptions depthwise =
        ConvOptions.of("NCHW", "OIHW", "NCHW")
            .withFeatureGroups(3)
            .withPadding(Padding.sameLower());
    conv(rows, "depthwise", depthwise, Shape.of(1, 3, 3, 2), Shape.of(6, 1, 2, 2));
    ConvOptions volume = ConvOptions.of(ConvDimensions.featuresLast(3)).withStrides(2, 1, 1);
    conv(rows, "volume", volume, Shape.of(1, 3, 2, 2, 1), Shape.of(2, 2, 1, 1, 2));
    ConvOptions product = ConvOptions.of(ConvDimensions.featuresFirst(0));
    conv(rows, "0-d", product, Shape.of(2, 3), Shape.of(4, 3));
    Array x = normal(5, Shape.of(1, 4, 1));
    rows.add(
        LawRow.on(
            "conv x x",
            at ->
                Lax.convGeneralDilated(
                    at.get(0), Lax.reshape(at.get(0), Shape.of(4, 1, 1)), uneven),
            x));
    return rows;
  }

  private static void conv(
      List<LawRow> rows, String name, ConvOptions options, Shape lhs, Shape rhs) {
    LawRow.two(
        rows,
        "conv " + name,
        (x, w) -> Lax.convGeneralDilated(x, w, options),
        normal(1, lhs),
        normal(2, rhs));
  }

  private static List<LawRow> transposed() {
    List<LawRow> rows = new ArrayList<>();
    ConvOptions up = ConvOptions.of("NHC", "HIO", "NHC").withStrides(3).withPadding(Padding.same());
    for (boolean flips : new boolean[] {false, true}) {
      LawRow.two(
          rows,
          "convTranspose " + flips,
          (x, w) -> Lax.convTranspose(x, w, up, flips),
          normal(1, Shape.of(1, 3, 2)),
          normal(2, Shape.of(4, 2, 2)));
    }
    return rows;
  }

  private static List<LawRow> folds() {
    Window plain = Window.of(2, 2).withPadding(Sizes.of(1, 0), Sizes.of(0, 1));
    Window uneven = plain.withStrides(2, 1).withBaseDilation(2, 1).withWindowDilation(1, 2);
    List<LawRow> rows = new ArrayList<>();
    Array m = array(Shape.of(3, 3), 1, 3.5, -2.2, 0.5, -1.5, 2, 4, -3, 0.7);
    for (Window window : List.of(plain, uneven)) {
      String name = window == plain ? " plain" : " uneven";
      rows.add(
          LawRow.on("windowSum" + name, LawRow.squared(x -> Lax.reduceWindowSum(x, window)), m));
      rows.add(LawRow.on("windowProd" + name, at -> Lax.reduceWindowProd(at.get(0), window), m));
      Window full = window.withPadding(Sizes.of(0, 0), Sizes.of(0, 0));
      rows.add(LawRow.on("windowMax" + name, LawRow.squared(x -> finiteMax(x, full)), m));
      rows.add(LawRow.on("windowMin" + name, LawRow.squared(x -> finiteMin(x, full)), m));
    }
    rows.add(
        LawRow.on(
            "maxPool",
            LawRow.squared(x -> Nn.maxPool(x, new long[] {2}, new long[] {1}, Padding.same())),
            normal(3, Shape.of(2, 4, 2))));
    rows.add(
        LawRow.on(
            "avgPool",
            LawRow.squared(x -> Nn.avgPool(x, new long[] {2}, new long[] {1}, Padding.same())),
            normal(3, Shape.of(2, 4, 2))));
    rows.add(LawRow.on("logical windows", at -> Lax.mul(at.get(0), flags(at.get(0))), m));
    return rows;
  }

  /// 0 where a window has no sample.
  private static Array finiteMax(Array x, Window window) {
    return finite(Lax.reduceWindowMax(x, window));
  }

  private static Array finiteMin(Array x, Window window) {
    return finite(Lax.reduceWindowMin(x, window));
  }

  private static Array finite(Array y) {
    return Lax.select(Lax.isFinite(y), y, Lax.full(y.shape(), y.dtype(), 0));
  }

  private static Array flags(Array x) {
    Array positive = Lax.gt(x, scalar(0));
    Window window = Window.of(2, 1).withPadding(Sizes.of(1, 0), Sizes.of(0, 0));
    Array all = Lax.convertElementType(Lax.reduceWindowAnd(positive, window), DType.FLOAT64);
    Array any = Lax.convertElementType(Lax.reduceWindowOr(positive, window), DType.FLOAT64);
    return Lax.add(all, any);
  }

  private static List<LawRow> choices() {
    Window window = Window.of(2, 2).withStrides(1, 2).withPadding(Sizes.of(1, 0), Sizes.of(0, 0));
    Array x = normal(4, Shape.of(2, 3));
    List<LawRow> rows = new ArrayList<>();
    for (Select select : Select.values()) {
      LawRow.two(
          rows,
          "selectAndGatherAdd " + select,
          (t, at) -> Lax.selectAndGatherAdd(Lax.mul(t, t), at, select, window),
          normal(5, Shape.of(2, 3)),
          x);
      LawRow.two(
          rows,
          "selectAndScatterAdd " + select,
          (t, at) -> Lax.selectAndScatterAdd(Lax.mul(t, t), at, select, window),
          normal(6, Shape.of(2, 1)),
          x);
    }
    return rows;
  }

  private static List<LawRow> tops() {
    Array m = normal(7, Shape.of(3, 4));
    List<LawRow> rows = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      int along = axis;
      rows.add(LawRow.on("topK " + axis, LawRow.squared(x -> Lax.topK(x, 2, along).get(0)), m));
    }
    rows.add(LawRow.on("topK of nothing", at -> Lax.topK(at.get(0), 0, 1).get(0), m));
    return rows;
  }

  /// Arrays, filters and results without elements.
  private static List<LawRow> edges() {
    ConvOptions signal = ConvOptions.of("NCH", "OIH", "NCH");
    List<LawRow> rows = new ArrayList<>();
    conv(rows, "no batch", signal, Shape.of(0, 2, 3), Shape.of(2, 2, 2));
    conv(rows, "no input features", signal, Shape.of(1, 0, 3), Shape.of(2, 0, 2));
    conv(rows, "no output features", signal, Shape.of(1, 2, 3), Shape.of(0, 2, 2));
    conv(rows, "no windows", signal, Shape.of(1, 2, 1), Shape.of(2, 2, 3));
    conv(
        rows,
        "no samples",
        signal.withPadding(Padding.of(1)),
        Shape.of(1, 2, 0),
        Shape.of(2, 2, 1));
    conv(rows, "no taps", signal, Shape.of(1, 2, 3), Shape.of(2, 2, 0));
    Array empty = Lax.full(Shape.of(2, 0), DType.FLOAT64, 0);
    Window padded = Window.of(1, 2).withPadding(Sizes.of(0, 2), Sizes.of(0, 0));
    Window outside = Window.of(3, 1);
    Array m = normal(8, Shape.of(2, 2));
    rows.add(LawRow.on("windowSum empty", at -> Lax.reduceWindowSum(at.get(0), padded), empty));
    rows.add(LawRow.on("windowProd empty", at -> Lax.reduceWindowProd(at.get(0), padded), empty));
    rows.add(LawRow.on("windowSum none", at -> Lax.reduceWindowSum(at.get(0), outside), m));
    rows.add(LawRow.on("windowProd none", at -> Lax.reduceWindowProd(at.get(0), outside), m));
    rows.add(LawRow.on("windowMax none", at -> Lax.reduceWindowMax(at.get(0), outside), m));
    rows.add(
        LawRow.on("windowMax 0-d", at -> Lax.reduceWindowMax(at.get(0), Window.of()), scalar(2)));
    rows.add(LawRow.on("topK empty", at -> Lax.topK(at.get(0), 1, 0).get(0), empty));
    return rows;
  }
}
