package org.lanewise;

import java.util.List;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;

/// The part of [Lax] that computes something of each window that slides over an array.
abstract sealed class WindowingLax extends ReducingLax permits Lax {
  WindowingLax() {}

  /// The convolution with all parameters given; see [Conv].
  public static Array convGeneralDilated(Array lhs, Array rhs, Conv conv) {
    return CurrentInterpreter.bindOne(conv, List.of(lhs, rhs));
  }

  private static Array reduceWindow(ReduceWindow.Op op, Array x, Window window) {
    return CurrentInterpreter.bindOne(new ReduceWindow(op, window), List.of(x));
  }

  /// The sum of each window (numbers): see [Window] for which elements a window has.
  ///
  /// ```java
  /// Lax.reduceWindowSum(x, Window.of(3));     // of f32[5]: xᵢ + xᵢ₊₁ + xᵢ₊₂, f32[3]
  /// ```
  ///
  /// @param window the windows, with one number for each axis of x
  public static Array reduceWindowSum(Array x, Window window) {
    return CurrentInterpreter.bindOne(new ReduceWindowSum(window), List.of(x));
  }

  /// The product of each window (numbers); 1 of a window without samples.
  public static Array reduceWindowProd(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.PROD, x, window);
  }

  /// The largest of each window; NaN if any is, −∞ or the smallest integer of a window without
  /// samples. Its derivative goes to the first of equals.
  public static Array reduceWindowMax(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.MAX, x, window);
  }

  /// The smallest of each window; NaN if any is, +∞ or the largest integer of a window without
  /// samples. Its derivative goes to the first of equals.
  public static Array reduceWindowMin(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.MIN, x, window);
  }

  /// Bitwise (integers) or logical (bool) and of each window.
  public static Array reduceWindowAnd(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.AND, x, window);
  }

  /// Bitwise (integers) or logical (bool) or of each window.
  public static Array reduceWindowOr(Array x, Window window) {
    return reduceWindow(ReduceWindow.Op.OR, x, window);
  }

  /// What stands in `values` where each window of `x` has its extreme, the first of equals; 0 for a
  /// window without samples.
  ///
  /// @param values an array of the type of x
  public static Array selectAndGatherAdd(Array values, Array x, Select select, Window window) {
    return CurrentInterpreter.bindOne(new SelectAndGatherAdd(select, window), List.of(values, x));
  }

  /// Adds each element of `source` where its window of `x` has its extreme, the first of equals, in
  /// an array of zeros of the shape of `x`.
  ///
  /// @param source one element for each window, of the type of x
  public static Array selectAndScatterAdd(Array source, Array x, Select select, Window window) {
    return CurrentInterpreter.bindOne(new SelectAndScatterAdd(select, window), List.of(source, x));
  }
}
