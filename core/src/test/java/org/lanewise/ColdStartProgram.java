package org.lanewise;

import java.util.Arrays;
import java.util.List;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Prints which calls of operations are cold starts, in a JVM that [ColdStartTest] started with its
/// flags.
final class ColdStartProgram {
  private static final Elementwise.Add ADD = new Elementwise.Add();

  private ColdStartProgram() {}

  /// @param arguments none
  public static void main(String... arguments) {
    ColdStart small = new ColdStart();
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      calls.append(isCold(small, 512) ? 'c' : '-');
    }
    System.out.println("512 elements: " + calls);
    System.out.println("513 elements: " + (isCold(new ColdStart(), 513) ? 'c' : '-'));
    Array sum = Numpy.array(1f, 2f).plus(Numpy.array(10f, 20f));
    System.out.println("sum: " + Arrays.toString(sum.toDoubleArray()));
  }

  private static boolean isCold(ColdStart start, long size) {
    ArrayType type = ArrayType.of(DType.FLOAT32, size);
    Jaxpr program = Jaxpr.of(ADD, List.of(type, type));
    Strided[] operands = {Strided.allocate(type), Strided.allocate(type)};
    Strided[] results = start.run(program, ADD, operands);
    return results != null && results[0].shape().equals(type.shape());
  }
}
