package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for primitives that move elements in fixed patterns.
final class ShapingRows {
  private static final Shape MATRIX = Shape.of(2, 3);

  private ShapingRows() {}

  static List<LawRow> rows() {
    return Stream.of(shaping()).flatMap(List::stream).toList();
  }

  private static List<LawRow> shaping() {
    Array m = normal(1, MATRIX);
    Array v = vector(1, -2, 3, 0.5);
    return List.of(
        LawRow.on("broadcast scalar", LawRow.squared(x -> Lax.broadcast(x, 2, 2)), scalar(1.5)),
        LawRow.on("broadcast", LawRow.squared(x -> Lax.broadcast(x, 2)), m),
        LawRow.on(
            "broadcast size 1",
            LawRow.squared(x -> Lax.broadcastInDim(x, Shape.of(3, 2, 2), Axes.of(0, 2))),
            array(Shape.of(3, 1), 1, 2, 3)),
        LawRow.on("reshape", LawRow.squared(x -> Lax.reshape(x, Shape.of(3, 2))), m),
        LawRow.on(
            "squeeze",
            LawRow.squared(x -> Lax.squeeze(x, Axes.of(0))),
            array(Shape.of(1, 2), 3, 4)),
        LawRow.on(
            "transpose",
            LawRow.squared(x -> Lax.transpose(x, Axes.of(2, 0, 1))),
            normal(2, Shape.of(2, 3, 2))),
        LawRow.on("rev", LawRow.squared(x -> Lax.rev(x, Axes.of(1))), m),
        LawRow.on(
            "concatenate",
            at -> Lax.concatenate(List.of(at.get(0), Lax.mul(at.get(1), at.get(1)), at.get(0)), 1),
            m,
            array(Shape.of(2, 1), 3, 4)),
        LawRow.on(
            "concatenate constant", at -> Lax.concatenate(List.of(m, Lax.sin(at.get(0))), 0), m),
        LawRow.on(
            "concatenate empty",
            at -> Lax.concatenate(List.of(at.get(0), at.get(1)), 0),
            v,
            vector()),
        LawRow.on(
            "pad",
            at ->
                Lax.pad(
                    Lax.sin(at.get(0)), at.get(1), Sizes.of(1, 0), Sizes.of(2, 1), Sizes.of(1, 2)),
            m,
            scalar(7)),
        LawRow.on(
            "pad cut",
            at -> Lax.pad(Lax.sin(at.get(0)), at.get(1), Sizes.of(-1), Sizes.of(2), Sizes.of(0)),
            v,
            scalar(7)),
        LawRow.on(
            "pad cut inside",
            at -> Lax.pad(Lax.sin(at.get(0)), at.get(1), Sizes.of(-2), Sizes.of(-3), Sizes.of(2)),
            v,
            scalar(7)),
        LawRow.on(
            "pad constant",
            at -> Lax.pad(at.get(0), scalar(0), Sizes.of(1), Sizes.of(1), Sizes.of(0)),
            v),
        LawRow.on(
            "pad in the value",
            at -> Lax.pad(v, Lax.exp(at.get(0)), Sizes.of(1), Sizes.of(1), Sizes.of(0)),
            scalar(0.2)),
        LawRow.on("slice", LawRow.squared(x -> Lax.sliceInDim(x, 1, 3, 1, 0)), v),
        LawRow.on("slice strided", LawRow.squared(x -> Lax.sliceInDim(x, 0, 4, 3, 0)), v),
        LawRow.on("slice empty", LawRow.squared(x -> Lax.sliceInDim(x, 2, 2, 1, 0)), v),
        LawRow.on(
            "slices of one array",
            at -> {
              Array x = Lax.exp(at.get(0));
              Array a = Lax.sliceInDim(x, 0, 2, 1, 0);
              Array b = Lax.sliceInDim(x, 1, 3, 1, 0);
              Array c = Lax.sliceInDim(x, 0, 4, 2, 0);
              return Lax.mul(Lax.mul(a, b), c);
            },
            v),
        LawRow.on("iota", at -> Lax.mul(at.get(0), Lax.iota(DType.FLOAT64, MATRIX, 1)), m),
        LawRow.on(
            "bitcast",
            at ->
                Lax.mul(
                    at.get(0),
                    Lax.convertElementType(
                        Lax.bitcastConvertType(Lax.sign(at.get(0)), DType.INT64), DType.FLOAT64)),
            vector(0.5, -0.5)));
  }
}
