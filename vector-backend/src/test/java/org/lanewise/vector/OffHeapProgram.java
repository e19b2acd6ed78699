package org.lanewise.vector;

import static org.lanewise.transform.Transforms.jit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A compiled program that is called until the budget is exhausted by its results, and then again,
/// for [OffHeapTest] to run in a JVM with a small budget. Prints the error's message and a result.
public final class OffHeapProgram {
  private OffHeapProgram() {}

  /// Runs.
  public static void main(String[] args) {
    Function<Array, Array> f = jit((Array x) -> x.times(2).sin().plus(x.sum()));
    Array x = Lax.full(Shape.of(1 << 20), DType.FLOAT32, 0);
    List<Array> held = new ArrayList<>();
    try {
      while (true) {
        held.add(f.apply(x));
      }
    } catch (OutOfMemoryError e) {
      System.out.println(held.size() + " held: " + e.getMessage());
    }
    held.clear();
    for (int i = 0; i < 100; i++) {
      x = f.apply(x);
    }
    System.out.println(x.toFloatArray()[0]);
  }
}
