package org.lanewise.backend.reference;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Evaluates `gather`.
final class GatherKernel {
  private GatherKernel() {}

  static Strided gather(Gather gather, Strided operand, Strided indices, ArrayType type) {
    boolean clamps =
        switch (gather.mode()) {
          case CLIP, PROMISE_IN_BOUNDS -> true;
          case FILL_OR_DROP -> false;
        };
    Places places =
        new Places(gather.dimensions(), operand.layout(), gather.sliceSizes(), indices, clamps);
    Positions place = places.places(type.shape());
    Positions offset = places.offsets(type.shape());
    Strided result = Strided.allocate(type);
    MemorySegment source = operand.buffer().segment();
    long fill = fill(type.dtype());
    long[] bits = new long[Chunks.length(type.size())];
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          for (int i = 0; i < n; i++) {
            long start = places.position(place.next());
            long within = offset.next();
            bits[i] =
                start == Places.OUTSIDE
                    ? fill
                    : Transfer.getBits(source, type.dtype(), start + within);
          }
          out.longs(bits, n);
        });
    Reference.reachabilityFence(operand);
    return result;
  }

  /// NaN, the smallest signed and the largest unsigned integer, true.
  private static long fill(DType dtype) {
    if (dtype.isFloating()) {
      return Copies.canonicalNan(dtype);
    }
    return dtype.isSigned() ? Operator.MAX.identity(dtype) : Operator.largest(dtype);
  }
}
