package org.lanewise.vector.codegen;

import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Shift;

/// Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC
/// 2011): operands are two key words and two counter words.
final class Threefry {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  private static final int GROUPS = 5;

  private Threefry() {}

  static FormulaBuilder build(FormulaBuilder f) {
    Graph g = f.graph();
    int k0 = f.raw(0);
    int k1 = f.raw(1);
    int k2 = g.bitsWith(Bitwise.XOR, g.like(Bitwise.XOR, k0, k1), PARITY);
    int[] keys = {k0, k1, k2};
    int x = g.like(Arithmetic.ADD, f.raw(2), k0);
    int y = g.like(Arithmetic.ADD, f.raw(3), k1);
    for (int group = 0; group < GROUPS; group++) {
      for (int rotation : ROTATIONS[group % 2]) {
        x = g.like(Arithmetic.ADD, x, y);
        y = g.like(Bitwise.XOR, g.shift(Shift.ROL, y, rotation), x);
      }
      x = g.like(Arithmetic.ADD, x, keys[(group + 1) % 3]);
      int key = g.bitsWith(Arithmetic.ADD, keys[(group + 2) % 3], group + 1);
      y = g.like(Arithmetic.ADD, y, key);
    }
    return f.rawResult(DType.UINT32, x).rawResult(DType.UINT32, y);
  }
}
