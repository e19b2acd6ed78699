package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;

/// A function as a program whose leading arguments are the arrays that it closes over.
///
/// @param staged the program with these arrays
/// @param results the trees that the function returned, in the order in which the program returns
///   their arrays
record TracedFunction(StagedProgram staged, List<TypedTree<?>> results) {

  /// Traces a function.
  ///
  /// @param function from arrays to trees that are taken apart already
  /// @param arguments the types of the arrays
  static TracedFunction of(
      Function<List<Array>, List<TypedTree.Flat<?>>> function, List<ArrayType> arguments) {
    List<TypedTree<?>> results = new ArrayList<>();
    StagedProgram staged =
        Staging.stage(
            tracers -> {
              List<Array> arrays = new ArrayList<>();
              for (TypedTree.Flat<?> result : function.apply(tracers)) {
                results.add(result.tree());
                arrays.addAll(result.arrays());
              }
              return arrays;
            },
            arguments);
    return new TracedFunction(staged, List.copyOf(results));
  }

  Jaxpr program() {
    return staged.jaxpr().withoutConstants();
  }

  List<Array> constants() {
    return staged.constants();
  }
}
