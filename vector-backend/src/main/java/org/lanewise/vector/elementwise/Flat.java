package org.lanewise.vector.elementwise;

import org.lanewise.memory.Strided;
import org.lanewise.vector.codegen.TieredKernel;

/// A kernel's run over whole arrays: results and operands from one end to the other, or single elements.
final class Flat {
  private Flat() {}

  /// Runs a kernel over `n` elements.
  static void run(TieredKernel kernel, int splats, long n, Strided[] operands, Strided[] results) {
    long rounded = n + kernel.lanes() - 1 & -kernel.lanes();
    boolean mayOverrun = true;
    for (int i = 0; i < operands.length; i++) {
      mayOverrun &= (splats >> i & 1) != 0 || holds(operands[i], rounded);
    }
    run(kernel, n, mayOverrun, operands, results);
  }

  private static void run(
      TieredKernel kernel, long n, boolean mayOverrun, Strided[] operands, Strided[] results) {
    kernel.run(
        address(operands, 0),
        address(operands, 1),
        address(operands, 2),
        address(operands, 3),
        address(results, 0),
        address(results, 1),
        n,
        mayOverrun);
  }

  /// The address of an array's first element; 0 if there is no such array.
  static long address(Strided[] arrays, int number) {
    return number < arrays.length ? arrays[number].address() : 0;
  }

  /// Whether an array's buffer holds `n` elements from its first one on.
  private static boolean holds(Strided array, long n) {
    return array.byteOffset() + n * array.dtype().byteSize() <= array.buffer().byteSize();
  }
}
