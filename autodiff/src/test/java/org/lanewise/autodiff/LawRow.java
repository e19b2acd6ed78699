package org.lanewise.autodiff;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;

/// A row of the laws: a function and the point at which its derivatives are checked.
///
/// @param name what is printed
/// @param f the function
/// @param x the point
record LawRow(String name, Function<List<Array>, Array> f, List<Array> x) {

  /// A function of one vector.
  static LawRow unary(String name, Function<Array, Array> f, double... x) {
    return new LawRow(name, at -> f.apply(at.get(0)), List.of(Values.vector(x)));
  }

  /// A function of any arrays.
  static LawRow on(String name, Function<List<Array>, Array> f, Array... x) {
    return new LawRow(name, f, List.of(x));
  }

  /// A function of two arrays.
  interface Two {
    Array apply(Array x, Array y);
  }

  /// A function of two arrays: in both, in the first, in the second.
  static void two(List<LawRow> rows, String name, Two f, Array x, Array y) {
    rows.add(on(name, at -> f.apply(at.get(0), at.get(1)), x, y));
    rows.add(on(name + " in the first", at -> f.apply(at.get(0), y), x));
    rows.add(on(name + " in the second", at -> f.apply(x, at.get(0)), y));
  }

  /// A function of the squares, so that second derivatives of what is linear are not all zero.
  static Function<List<Array>, Array> squared(Function<Array, Array> f) {
    return at -> f.apply(Lax.mul(at.get(0), at.get(0)));
  }

  @Override
  public String toString() {
    return name;
  }
}
