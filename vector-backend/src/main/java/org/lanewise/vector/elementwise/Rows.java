package org.lanewise.vector.elementwise;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.TieredKernel;

/// A kernel's run over operands of any layout: one call for each row of the innermost loop, in which
/// an operand is a run of elements or one element that is repeated. Operands that are neither are copied first.
final class Rows {
  private final Strided[] operands;
  private final Strided[] results;
  private final Loop loop;
  private final TieredKernel kernel;
  private final int splats;
  private final List<Strided> temporaries = new ArrayList<>();

  Rows(ElementwiseExecutable owner, Shape shape, Strided[] operands, Strided[] results) {
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
    int repeated = 0;
    for (int i = 0; i < operands.length; i++) {
      repeated |= loop.innerStride(i) == 0 ? 1 << i : 0;
    }
    this.splats = repeated;
    this.kernel = owner.kernel(repeated);
  }

  void run() {
    runRows(0, loop.rows());
    Reference.reachabilityFence(operands);
    temporaries.forEach(temporary -> temporary.buffer().release());
  }

  /// Rows in ascending order: a row may write past its end where the next one follows, and the last one of
  /// the array into the buffer's padding.
  private void runRows(long from, long to) {
    long n = loop.inner();
    long rounded = n + kernel.lanes() - 1 & -kernel.lanes();
    long all = loop.rows();
    long end = to == all ? Long.MAX_VALUE : to * n;
    long[] places = new long[4];
    for (long row = from; row < to; row++) {
      boolean mayOverrun = row * n + rounded <= end;
      for (int i = 0; i < operands.length; i++) {
        Strided operand = operands[i];
        int size = operand.dtype().byteSize();
        long offset = operand.byteOffset() + loop.rowStart(i, row) * size;
        places[i] = operand.buffer().address() + offset;
        mayOverrun &=
            (splats >> i & 1) != 0 || offset + rounded * size <= operand.buffer().byteSize();
      }
      long y = results[0].address() + row * n * results[0].dtype().byteSize();
      long z = results.length < 2 ? 0 : results[1].address() + row * n * results[1].dtype().byteSize();
      kernel.run(places[0], places[1], places[2], places[3], y, z, n, mayOverrun);
    }
  }
}
