package org.lanewise.vector.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Shaping.Iota;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Counts along an axis: writes the counts once, each as often as the inner axes repeat it, and
/// copies that for the outer axes.
public final class IotaExecutable implements Executable {
  private final ArrayType type;
  private final long count;
  private final long inner;

  private IotaExecutable(ArrayType type, int dimension) {
    this.type = type;
    this.count = type.shape().get(dimension);
    this.inner = type.shape().subshape(dimension + 1, type.rank()).size();
  }

  /// The executable of a program of one `iota`, or nothing for other primitives.
  public static Optional<Executable> of(Jaxpr program) {
    return program.equations().get(0).primitive() instanceof Iota iota
        ? Optional.of(new IotaExecutable(program.outputTypes().get(0), iota.dimension()))
        : Optional.empty();
  }

  @Override
  public Strided[] execute(Strided... operands) {
    Strided result = Strided.allocate(type);
    long size = type.size();
    if (size > 0) {
      MemorySegment segment = result.buffer().segment();
      if (inner == 1) {
        writeCounts(segment);
      } else {
        repeatCounts(segment);
      }
      long done = count * inner * type.dtype().byteSize();
      long all = size * type.dtype().byteSize();
      while (done < all) {
        long next = Math.min(done, all - done);
        MemorySegment.copy(segment, 0, segment, done, next);
        done += next;
      }
    }
    return new Strided[] {result};
  }

  private void writeCounts(MemorySegment segment) {
    DType dtype = type.dtype();
    for (long i = 0; i < count; i++) {
      switch (dtype) {
        case INT32, UINT32 -> segment.setAtIndex(JAVA_INT, i, (int) i);
        case INT64, UINT64 -> segment.setAtIndex(JAVA_LONG, i, i);
        case FLOAT32 -> segment.setAtIndex(JAVA_FLOAT, i, (float) i);
        case FLOAT64 -> segment.setAtIndex(JAVA_DOUBLE, i, (double) i);
        case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
            Transfer.putBits(segment, dtype, i, ScalarBits.of(dtype, i));
      }
    }
  }

  private void repeatCounts(MemorySegment segment) {
    DType dtype = type.dtype();
    for (long i = 0; i < count; i++) {
      long bits = ScalarBits.of(dtype, i);
      for (long k = 0; k < inner; k++) {
        Transfer.putBits(segment, dtype, i * inner + k, bits);
      }
    }
  }
}
