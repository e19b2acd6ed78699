package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The derivatives of products of matrices, sorting and random bits.
final class CombiningJvp {
  private CombiningJvp() {}

  static List<Dual> apply(Combining primitive, List<Array> x, List<Tangent> dx) {
    return switch (primitive) {
      // d(x · y) = dx · y + x · dy
      case DotGeneral dot -> {
        Array left = x.get(0);
        Array right = x.get(1);
        Tangent tangent =
            dx.get(0)
                .map(t -> Lax.dotGeneral(t, right, dot))
                .plus(dx.get(1).map(t -> Lax.dotGeneral(left, t, dot)));
        yield List.of(new Dual(Lax.dotGeneral(left, right, dot), tangent));
      }
      // the tangents are permuted as the operands are
      case Sort sort -> sort(sort, x, dx);
      // the tangents of those that are taken
      case TopK(long k, int axis) -> {
        List<Array> top = CurrentInterpreter.bind(primitive, x);
        Shape shape = x.get(0).shape();
        Array places = Lax.reshape(top.get(1), top.get(1).shape().insert(shape.rank(), 1));
        Tangent tangent =
            shape.with(axis, k).size() == 0
                ? Tangent.ZERO
                : dx.get(0).map(t -> Lax.gather(t, places, along(shape, axis)));
        yield List.of(new Dual(top.get(0), tangent), new Dual(top.get(1), Tangent.ZERO));
      }
      // of integers
      case Threefry2x32 _ ->
          CurrentInterpreter.bind(primitive, x).stream()
              .map(y -> new Dual(y, Tangent.ZERO))
              .toList();
    };
  }

  /// Sorts a counter along with the operands, which then says where each tangent comes from.
  private static List<Dual> sort(Sort sort, List<Array> x, List<Tangent> dx) {
    Shape shape = x.get(0).shape();
    if (shape.size() == 0) {
      List<Array> empty = CurrentInterpreter.bind(sort, x);
      return IntStream.range(0, x.size()).mapToObj(i -> new Dual(empty.get(i), dx.get(i))).toList();
    }
    int axis = sort.dimension();
    DType counter = shape.get(axis) <= Integer.MAX_VALUE ? DType.INT32 : DType.INT64;
    List<Array> operands = new ArrayList<>(x);
    operands.add(Lax.iota(counter, shape, axis));
    List<Array> sorted = CurrentInterpreter.bind(sort, operands);
    Array places = Lax.reshape(sorted.get(x.size()), shape.insert(shape.rank(), 1));
    Gather along = along(shape, axis);
    return IntStream.range(0, x.size())
        .mapToObj(i -> new Dual(sorted.get(i), dx.get(i).map(t -> Lax.gather(t, places, along))))
        .toList();
  }

  /// Takes one element per place along an axis, the other axes running along.
  private static Gather along(Shape shape, int axis) {
    Axes others = Axes.of(axis).complement(shape.rank());
    long[] ones = new long[shape.rank()];
    Arrays.fill(ones, 1);
    return new Gather(
        new Dimensions(Axes.none(), Axes.of(axis), Axes.of(axis), others, others),
        Shape.of(ones),
        Mode.PROMISE_IN_BOUNDS,
        false,
        true);
  }
}
