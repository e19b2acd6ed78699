package org.lanewise.vector.elementwise;

import org.lanewise.memory.Strided;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.team.Team;

/// A kernel's run over whole arrays: results and operands from one end to the other, or single
/// elements.
///
/// Long arrays are cut into blocks that the team shares; blocks are whole vectors of every type, so
/// only the last one has a rest.
final class Flat {
  private static final int BLOCK = 1024;

  private final TieredKernel kernel;
  private final Strided[] operands;
  private final Strided[] results;
  private final int splats;
  private final long size;
  private final boolean mayOverrun;

  private Flat(TieredKernel kernel, int splats, long size, Strided[] operands, Strided[] results) {
    this.kernel = kernel;
    this.splats = splats;
    this.size = size;
    this.operands = operands;
    this.results = results;
    this.mayOverrun = mayOverrun(kernel, splats, size, operands);
  }

  /// Runs a kernel over `n` elements.
  ///
  /// @param splats the operands that are one element repeated, one bit for each
  /// @param grain how many elements are worth a thread
  static void run(
      TieredKernel kernel, int splats, long n, long grain, Strided[] operands, Strided[] results) {
    if (n < 2 * grain) {
      boolean mayOverrun = mayOverrun(kernel, splats, n, operands);
      kernel.run(
          address(operands, 0, 0),
          address(operands, 1, 0),
          address(operands, 2, 0),
          address(operands, 3, 0),
          address(results, 0, 0),
          address(results, 1, 0),
          n,
          mayOverrun);
    } else {
      Flat flat = new Flat(kernel, splats, n, operands, results);
      Team.shared().forRange((n + BLOCK - 1) / BLOCK, grain / BLOCK, flat::runBlocks);
    }
  }

  private void runBlocks(long from, long to) {
    long first = from * BLOCK;
    long end = Math.min(size, to * BLOCK);
    kernel.run(
        operand(0, first),
        operand(1, first),
        operand(2, first),
        operand(3, first),
        address(results, 0, first),
        address(results, 1, first),
        end - first,
        mayOverrun || end < size);
  }

  private long operand(int number, long element) {
    return address(operands, number, (splats >> number & 1) != 0 ? 0 : element);
  }

  private static boolean mayOverrun(TieredKernel kernel, int splats, long n, Strided[] operands) {
    long rounded = n + kernel.lanes() - 1 & -kernel.lanes();
    boolean may = true;
    for (int i = 0; i < operands.length; i++) {
      boolean single = (splats >> i & 1) != 0;
      Proof.inBounds(operands[i], 0, single ? 1 : n);
      may &= single || holds(operands[i], rounded);
    }
    return may;
  }

  /// The address of an element of an array, counted from its first one; 0 if there is no such
  /// array.
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
