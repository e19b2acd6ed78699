package org.lanewise.laws;

import static org.lanewise.laws.LawCase.Operand.any;
import static org.lanewise.laws.LawCase.Operand.tame;

import java.util.List;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.laws.LawCase.Operand;
import org.lanewise.type.DType;

/// The rows of convolutions, folds of windows and `top_k`.
final class WindowingCases {
  private WindowingCases() {}

  static void add(List<LawCase> cases, DType t) {
    convolutions(cases, t, t);
    if (t == DType.FLOAT16 || t == DType.BFLOAT16) {
      convolutions(cases, t, DType.FLOAT32);
    }
    folds(cases, any(t), Window.of());
    folds(cases, any(t, 7), Window.of(3).withStrides(2).withPadding(Sizes.of(1), Sizes.of(2)));
    folds(cases, any(t, 0), Window.of(2).withPadding(Sizes.of(2), Sizes.of(1)));
    folds(cases, any(t, 3), Window.of(5));
    folds(
        cases,
        tame(t, 70),
        Window.of(4)
            .withStrides(2)
            .withBaseDilation(3)
            .withWindowDilation(2)
            .withPadding(Sizes.of(3), Sizes.of(-4)));
    folds(cases, tame(t, 6, 7), Window.of(2, 2).withStrides(2, 2));
    folds(
        cases,
        any(t, 2, 5, 6, 3),
        Window.of(1, 3, 3, 1)
            .withStrides(1, 2, 1, 1)
            .withPadding(Sizes.of(0, 1, 1, 0), Sizes.of(0, 1, 1, 0)));
    for (Operand x : List.of(any(t, 7), tame(t, 130), any(t, 3, 5), tame(t, 4, 33), any(t, 0, 3))) {
      for (int axis = 0; axis < x.shape().rank(); axis++) {
        long n = x.shape().get(axis);
        for (long k : new long[] {0, 1, n / 2, n}) {
          cases.add(LawCase.of(new TopK(k, axis), x));
        }
      }
    }
  }

  private static void folds(List<LawCase> cases, Operand x, Window window) {
    cases.add(LawCase.of(new ReduceWindowSum(window), x));
    for (ReduceWindow.Op op : ReduceWindow.Op.values()) {
      cases.add(LawCase.of(new ReduceWindow(op, window), x));
    }
    Operand each = new Operand(x.dtype(), window.counts(x.shape()), x.values());
    for (Select select : Select.values()) {
      cases.add(LawCase.of(new SelectAndGatherAdd(select, window), x, x));
      cases.add(LawCase.of(new SelectAndScatterAdd(select, window), each, x));
    }
  }

  private static void convolutions(List<LawCase> cases, DType t, DType out) {
    Sizes none = Sizes.of();
    Conv product = conv("NC", "OI", none, none, none, none, 1, 1, out);
    cases.add(LawCase.of(product, any(t, 3, 4), any(t, 5, 4)));
    Conv plain = signal(1, 1, 1, 1, 1, 1, out);
    cases.add(LawCase.of(plain, any(t, 2, 7, 3), any(t, 3, 3, 4)));
    cases.add(LawCase.of(plain, any(t, 0, 7, 3), any(t, 3, 3, 4)));
    cases.add(LawCase.of(plain, any(t, 2, 0, 3), any(t, 3, 3, 4)));
    cases.add(LawCase.of(plain, any(t, 2, 7, 0), any(t, 3, 0, 4)));
    cases.add(LawCase.of(plain, tame(t, 1, 5, 130), tame(t, 3, 130, 9)));
    cases.add(LawCase.of(signal(2, 1, 2, 1, 1, 1, out), any(t, 2, 7, 3), any(t, 3, 3, 4)));
    cases.add(LawCase.of(signal(1, 3, 1, 2, 1, 1, out), any(t, 2, 7, 2), any(t, 4, 2, 3)));
    cases.add(LawCase.of(signal(3, 1, -1, 2, 2, 1, out), any(t, 1, 6, 2), any(t, 2, 2, 2)));
    cases.add(LawCase.of(signal(1, 1, 1, 1, 2, 3, out), any(t, 2, 7, 6), any(t, 3, 2, 3)));
    cases.add(LawCase.of(grouped(1, 2, out), any(t, 4, 5, 2), any(t, 2, 2, 6)));
    cases.add(LawCase.of(grouped(3, 1, out), any(t, 1, 5, 6), any(t, 2, 2, 3)));
    Sizes ones = Sizes.of(1, 1);
    Conv image = conv("NHWC", "HWIO", ones, ones, ones, ones, 1, 1, out);
    cases.add(LawCase.of(image, tame(t, 2, 9, 11, 5), tame(t, 3, 3, 5, 17)));
    Conv channels = conv("NCHW", "OIHW", Sizes.of(2, 1), ones, ones, ones, 1, 1, out);
    cases.add(LawCase.of(channels, tame(t, 2, 5, 6, 4), tame(t, 3, 5, 2, 3)));
    Conv depthwise = conv("NHWC", "HWIO", ones, ones, ones, ones, 8, 1, out);
    cases.add(LawCase.of(depthwise, tame(t, 1, 5, 4, 8), tame(t, 3, 3, 1, 16)));
    Sizes cube = Sizes.of(1, 1, 1);
    Conv volume = conv("NCDHW", "DHWOI", Sizes.of(1, 2, 1), cube, cube, cube, 1, 1, out);
    cases.add(LawCase.of(volume, tame(t, 1, 2, 3, 4, 3), tame(t, 2, 3, 2, 3, 2)));
  }

  private static Conv signal(
      long stride, long hole, long padding, long dilation, long low, long groups, DType out) {
    return new Conv(
        ConvDimensions.of("NHC", "HIO", "NHC"),
        Sizes.of(stride),
        Sizes.of(low),
        Sizes.of(padding),
        Sizes.of(hole),
        Sizes.of(dilation),
        groups,
        1,
        out);
  }

  private static Conv grouped(long features, long batches, DType out) {
    Sizes one = Sizes.of(1);
    return conv("NHC", "HIO", one, one, one, one, features, batches, out);
  }

  /// With padding of 1, and the result in the order of the array.
  private static Conv conv(
      String lhs,
      String rhs,
      Sizes strides,
      Sizes padding,
      Sizes lhsDilation,
      Sizes rhsDilation,
      long features,
      long batches,
      DType out) {
    return new Conv(
        ConvDimensions.of(lhs, rhs, lhs),
        strides,
        padding,
        padding,
        lhsDilation,
        rhsDilation,
        features,
        batches,
        out);
  }
}
