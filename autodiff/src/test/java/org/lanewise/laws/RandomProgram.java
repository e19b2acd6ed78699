package org.lanewise.laws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.differential.Environment;
import org.lanewise.differential.Expression;
import org.lanewise.laws.RandomExpressions.Kind;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A program of primitives, control flow and transformations in each other that its seed decides: a
/// function of a number, a vector and a matrix.
///
/// @param seed decides all
/// @param kind what it may hold
/// @param depth how deep expressions lie in each other
record RandomProgram(long seed, Kind kind, int depth) {
  static final List<Shape> ARGUMENTS = List.of(Shape.scalar(), Shape.of(3), Shape.of(2, 3));
  private static final List<Shape> RESULTS =
      List.of(Shape.scalar(), Shape.of(3), Shape.of(2), Shape.of(2, 3), Shape.of(3, 2));

  /// The program of a seed: half of them four levels deep, the others less.
  static RandomProgram of(long seed, Kind kind) {
    int depth =
        switch ((int) (seed % 8)) {
          case 0 -> 1;
          case 1, 5 -> 2;
          case 2, 4 -> 3;
          default -> 4;
        };
    return new RandomProgram(seed, kind, depth);
  }

  Expression expression() {
    RandomExpressions expressions = new RandomExpressions(31 * seed + depth, kind);
    Map<String, Shape> known = new LinkedHashMap<>();
    for (int i = 0; i < ARGUMENTS.size(); i++) {
      known.put("x" + i, ARGUMENTS.get(i));
    }
    return expressions.make(expressions.one(RESULTS), depth, known);
  }

  static Function<List<Array>, Array> function(Expression expression) {
    return Environment.of(expression);
  }

  /// Arguments that the seed decides.
  List<Array> arguments(DType dtype) {
    RandomArrays arrays = new RandomArrays(seed);
    return ARGUMENTS.stream()
        .map(shape -> arrays.packed(dtype, shape, RandomArrays.Values.TAME))
        .toList();
  }
}
