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
    kernel.run(
        address(operands, 0, 0),
        address(operands, 1, 0),
        address(operands, 2, 0),
        address(operands, 3, 0),
        address(results, 0, 0),
        address(results, 1, 0),
        n,
        mayOverrun);
  }

  /// The address of an element of an array, counted from its first one; 0 if there is no such array.
  static long address(Strided[] arrays, int number, long element) {
    return number < arrays.length
        ? arrays[number].address() + element * arrays[number].dtype().byteSize()
        : 0;
  }

  /// Whether an array's buffer holds `n` elements from its first one on.
  private static boolean holds(Strided array, long n) {
    return array.byteOffset() + n * array.dtype().byteSize() <= array.buffer().byteSize();
  }
}
