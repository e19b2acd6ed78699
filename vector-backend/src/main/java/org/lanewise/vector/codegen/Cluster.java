package org.lanewise.vector.codegen;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.ir.Primitive;
import org.lanewise.type.DType;

/// Primitives that one loop computes, element by element.
///
/// Values are numbered: the operands first, then the results of the steps in their order. Equal
/// clusters compute the same function, whatever program they were cut from and whatever its shapes
/// are, so they share a kernel.
///
/// @param operands the element types of what is read
/// @param steps what is computed, operands before their use
/// @param results the values that are written
public record Cluster(List<DType> operands, List<Step> steps, List<Integer> results) {
  private static final int NAMED = 6;

  /// One primitive.
  ///
  /// @param primitive what is computed
  /// @param operands the values it is applied to
  public record Step(Primitive primitive, List<Integer> operands) {
    /// Copies the list.
    public Step {
      operands = List.copyOf(operands);
    }
  }

  /// Copies the lists.
  public Cluster {
    operands = List.copyOf(operands);
    steps = List.copyOf(steps);
    results = List.copyOf(results);
  }

  /// The cluster of one primitive, which has so many results.
  static Cluster of(Primitive primitive, List<DType> operands, int results) {
    int n = operands.size();
    Step step = new Step(primitive, IntStream.range(0, n).boxed().toList());
    return new Cluster(operands, List.of(step), IntStream.range(n, n + results).boxed().toList());
  }

  /// What its kernels are called in profilers: the types that are read and the first primitives.
  String name() {
    String read = operands.stream().map(DType::toString).distinct().collect(joining("_"));
    String done =
        steps.stream().limit(NAMED).map(step -> step.primitive().name()).collect(joining("_"));
    String rest = steps.size() > NAMED ? "_and_" + (steps.size() - NAMED) + "_more" : "";
    return read + "_" + done + rest;
  }
}
