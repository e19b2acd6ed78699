package org.lanewise.vector.elementwise;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.team.Team;

/// A kernel's run over operands of any layout: one call for each row of the innermost loop, in
/// which an operand is a run of elements or one element that is repeated. Operands that are neither
/// are copied first.
final class Rows {
  private final ElementwiseExecutable owner;
  private final Strided[] operands;
  private final Strided[] results;
  private final Loop loop;
  private final List<Strided> temporaries = new ArrayList<>();

  private Rows(ElementwiseExecutable owner, Shape shape, Strided[] operands, Strided[] results) {
    this.owner = owner;
    this.results = results;
    this.operands = operands.clone();
    Loop asGiven = Loop.of(shape, operands);
    for (int i = 0; i < operands.length; i++) {
      long step = asGiven.innerStride(i);
      if (step != 0 && step != 1) {
        this.operands[i] = Packing.pack(operands[i]);
        temporaries.add(this.operands[i]);
      }
    }
    this.loop = temporaries.isEmpty() ? asGiven : Loop.of(shape, this.operands);
  }

  /// Computes results of a shape from operands that are not all laid out like it.
  static void run(ElementwiseExecutable owner, Shape shape, Strided[] operands, Strided[] results) {
    Loop loop = Loop.of(shape, operands);
    if (loop.inner() < Strips.SHORT && loop.rows() > 1) {
      long grain = owner.grain() / loop.inner() + 1;
      Team.shared()
          .forRange(
              loop.rows(),
              grain,
              (from, to) -> new Strips(owner, loop, operands, results).run(from, to));
    } else {
      new Rows(owner, shape, operands, results).run();
    }
  }

  private void run() {
    int splats = 0;
    for (int i = 0; i < operands.length; i++) {
      splats |= loop.innerStride(i) == 0 ? 1 << i : 0;
    }
    TieredKernel kernel = owner.kernel(splats);
    int repeated = splats;
    long grain = owner.grain() / loop.inner() + 1;
    try {
      Team.shared().forRange(loop.rows(), grain, (from, to) -> runRows(kernel, repeated, from, to));
    } finally {
      Reference.reachabilityFence(operands);
    }
    temporaries.forEach(temporary -> temporary.buffer().release());
  }

  /// Rows in ascending order: a row may write past its end where the next one follows, and the last
  /// one of the array into the buffer's padding.
  private void runRows(TieredKernel kernel, int splats, long from, long to) {
    long n = loop.inner();
    long rounded = n + kernel.lanes() - 1 & -kernel.lanes();
    long end = to == loop.rows() ? Long.MAX_VALUE : to * n;
    long[] places = new long[4];
    Loop.Walk walk = loop.walk(from);
    for (long row = from; row < to; row++, walk.next()) {
      boolean mayOverrun = row * n + rounded <= end;
      for (int i = 0; i < operands.length; i++) {
        Strided operand = operands[i];
        int size = operand.dtype().byteSize();
        long offset = operand.byteOffset() + walk.start(i) * size;
        places[i] = operand.buffer().address() + offset;
        Proof.inBounds(operand, walk.start(i), (splats >> i & 1) != 0 ? 1 : n);
        mayOverrun &=
            (splats >> i & 1) != 0 || offset + rounded * size <= operand.buffer().byteSize();
      }
      long y = Flat.address(results, 0, row * n);
      long z = Flat.address(results, 1, row * n);
      kernel.run(places[0], places[1], places[2], places[3], y, z, n, mayOverrun);
    }
  }
}
