package org.lanewise.laws;

import static org.lanewise.laws.LawCase.Operand.any;
import static org.lanewise.laws.LawCase.Operand.tame;

import java.util.List;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Reducing;
import org.lanewise.laws.LawCase.Operand;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The rows of what folds and combines: reductions, running folds, products, sorting, Threefry.
final class FoldingCases {
  private FoldingCases() {}

  static void add(List<LawCase> cases, DType t) {
    for (Operand x :
        List.of(
            any(t),
            any(t, 0),
            any(t, 3, 0),
            any(t, 0, 3),
            any(t, 7),
            tame(t, 130),
            tame(t, 4099),
            tame(t, 5, 9),
            tame(t, 33, 70),
            any(t, 2, 3, 4))) {
      folds(cases, x);
      for (int axis = 0; axis < x.shape().rank(); axis++) {
        runs(cases, x, axis);
        cases.add(LawCase.of(new Combining.Sort(axis, true, 1), x));
        cases.add(
            LawCase.of(
                new Combining.Sort(axis, true, 1), x, any(DType.INT32, x.shape().toArray())));
        cases.add(LawCase.of(new Combining.Sort(axis, true, 2), x, x));
      }
    }
    products(cases, t);
  }

  private static void folds(List<LawCase> cases, Operand x) {
    int rank = x.shape().rank();
    List<Axes> choices =
        rank < 2
            ? List.of(Axes.none(), Axes.range(rank))
            : List.of(Axes.none(), Axes.of(0), Axes.of(rank - 1), Axes.range(rank));
    for (Axes axes : choices) {
      cases.add(LawCase.of(new Reducing.ReduceSum(axes), x));
      for (Reducing.Reduce.Op op : Reducing.Reduce.Op.values()) {
        cases.add(LawCase.of(new Reducing.Reduce(op, axes), x));
      }
    }
  }

  private static void runs(List<LawCase> cases, Operand x, int axis) {
    for (Reducing.ArgReduce.Op op : Reducing.ArgReduce.Op.values()) {
      cases.add(LawCase.of(new Reducing.ArgReduce(op, axis, DType.INT32), x));
      cases.add(LawCase.of(new Reducing.ArgReduce(op, axis, DType.INT64), x));
    }
    for (boolean reverse : new boolean[] {false, true}) {
      cases.add(LawCase.of(new Reducing.CumSum(axis, reverse), x));
      for (Reducing.Cumulative.Op op : Reducing.Cumulative.Op.values()) {
        cases.add(LawCase.of(new Reducing.Cumulative(op, axis, reverse), x));
      }
    }
  }

  private static void products(List<LawCase> cases, DType t) {
    dot(cases, Axes.of(0), Axes.of(0), Axes.none(), any(t, 0), any(t, 0));
    dot(cases, Axes.of(0), Axes.of(0), Axes.none(), any(t, 5), any(t, 5));
    dot(cases, Axes.of(0), Axes.of(0), Axes.none(), tame(t, 1030), tame(t, 1030));
    dot(cases, Axes.of(1), Axes.of(0), Axes.none(), any(t, 3, 4), any(t, 4, 5));
    dot(cases, Axes.of(1), Axes.of(1), Axes.none(), tame(t, 17, 33), tame(t, 19, 33));
    dot(cases, Axes.of(0), Axes.of(0), Axes.none(), tame(t, 300, 13), tame(t, 300, 35));
    dot(cases, Axes.of(1), Axes.of(0), Axes.none(), tame(t, 70, 65), tame(t, 65, 66));
    dot(cases, Axes.of(1), Axes.of(0), Axes.none(), tame(t, 40, 33), tame(t, 33));
    dot(cases, Axes.of(0), Axes.of(0), Axes.none(), tame(t, 33), tame(t, 33, 40));
    dot(cases, Axes.of(1), Axes.of(0), Axes.none(), any(t, 3, 0), any(t, 0, 4));
    dot(cases, Axes.of(1), Axes.of(0), Axes.none(), any(t, 0, 3), any(t, 3, 4));
    dot(cases, Axes.of(2), Axes.of(1), Axes.of(0), tame(t, 3, 4, 5), tame(t, 3, 5, 6));
    dot(cases, Axes.of(1, 2), Axes.of(0, 1), Axes.none(), tame(t, 2, 3, 4), tame(t, 3, 4, 2));
    dot(cases, Axes.none(), Axes.none(), Axes.none(), any(t, 3), any(t, 4));
    dot(cases, Axes.none(), Axes.none(), Axes.none(), any(t), any(t));
  }

  private static void dot(
      List<LawCase> cases, Axes lhs, Axes rhs, Axes batch, Operand x, Operand y) {
    DType result = x.dtype();
    cases.add(LawCase.of(new Combining.DotGeneral(lhs, rhs, batch, batch, result), x, y));
    if (result == DType.FLOAT16 || result == DType.BFLOAT16) {
      cases.add(LawCase.of(new Combining.DotGeneral(lhs, rhs, batch, batch, DType.FLOAT32), x, y));
    }
  }

  static void addThreefry(List<LawCase> cases) {
    DType word = DType.UINT32;
    for (Shape shape :
        List.of(Shape.scalar(), Shape.of(0), Shape.of(1), Shape.of(33), Shape.of(5, 9))) {
      long[] sizes = shape.toArray();
      Operand key = any(word);
      cases.add(
          LawCase.of(new Combining.Threefry2x32(), key, key, any(word, sizes), any(word, sizes)));
      cases.add(LawCase.of(new Combining.Threefry2x32(), key, key, key, any(word, sizes)));
    }
  }
}
