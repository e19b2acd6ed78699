package org.lanewise.pytree;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Stands for an array where the module has none: a leaf with arithmetic, JAX's printed form and a
/// short description.
final class IntArray implements Described {
  private final int[] values;

  IntArray(int... values) {
    this.values = values.clone();
  }

  IntArray plus(IntArray other) {
    return zip(other, (a, b) -> a + b);
  }

  IntArray times(IntArray other) {
    return zip(other, (a, b) -> a * b);
  }

  private IntArray zip(IntArray other, IntBinaryOperator operator) {
    return new IntArray(
        IntStream.range(0, values.length)
            .map(i -> operator.applyAsInt(values[i], other.values[i]))
            .toArray());
  }

  @Override
  public String describe() {
    return "i32[" + values.length + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntArray that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.stream(values)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "Array([", "], dtype=int32)"));
  }
}
