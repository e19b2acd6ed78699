package org.lanewise.vector.elementwise;

import org.lanewise.memory.Strided;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.codegen.Warmer;
import org.lanewise.vector.team.Team;

/// A kernel's run over whole arrays: results and operands from one end to the other, or single
/// elements.
///
/// Long arrays are cut into blocks that the team shares; blocks are whole vectors of every type, so
/// only the last one has a rest.
final class Flat {
  private static final int BLOCK = 1024;

  private Flat() {}

  /// Runs a kernel over `n` elements.
  ///
  /// @param splats the operands that are one element repeated, one bit for each
  /// @param grain how many elements are worth a thread
  static void run(
      TieredKernel kernel, int splats, long n, long grain, Strided[] operands, Strided[] results) {
    boolean mayOverrun = mayOverrun(kernel, splats, n, operands);
    long[] places = new long[operands.length + results.length];
    for (int i = 0; i < operands.length; i++) {
      places[i] = operands[i].address();
    }
    for (int i = 0; i < results.length; i++) {
      places[operands.length + i] = results[i].address();
    }
    if (n < 2 * grain) {
      kernel.run(places, 0, n, mayOverrun);
      return;
    }
    long blocks = (n + BLOCK - 1) / BLOCK;
    long part = grain / BLOCK;
    Team.shared()
        .forRange(
            blocks,
            kernel.isVector() ? part : Warmer.sparing(part, blocks),
            (from, to) -> {
              long end = Math.min(n, to * BLOCK);
              kernel.run(places, from * BLOCK, end, mayOverrun || end < n);
            });
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

  /// Whether an array's buffer holds `n` elements from its first one on.
  private static boolean holds(Strided array, long n) {
    return array.byteOffset() + n * array.dtype().byteSize() <= array.buffer().byteSize();
  }
}
