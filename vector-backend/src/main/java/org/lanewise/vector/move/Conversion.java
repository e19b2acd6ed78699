package org.lanewise.vector.move;

import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Elementwise;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.KernelCache;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.team.Team;

/// A conversion between the type of an operand or a result and the type in which a kernel computes.
///
/// Widening is exact; narrowing rounds once, and integers wrap.
public final class Conversion {
  /// Elements that are cut from a long array at once: whole vectors of every type.
  private static final int BLOCK = 1024;

  /// Blocks that are worth a thread.
  private static final int GRAIN = 32;

  private final DType to;
  private final @Nullable TieredKernel kernel;

  private Conversion(DType to, @Nullable TieredKernel kernel) {
    this.to = to;
    this.kernel = kernel;
  }

  /// The conversion of arrays of one type.
  public static Conversion of(ArrayType from, DType to) {
    if (isSame(from.dtype(), to)) {
      return new Conversion(to, null);
    }
    Elementwise.Convert convert = new Elementwise.Convert(to, false);
    return new Conversion(to, KernelCache.get(convert, List.of(from.dtype()), 0));
  }

  /// Integers of one size have the same bits, signed or not.
  private static boolean isSame(DType a, DType b) {
    return a == b || (a.isInteger() && b.isInteger() && a.byteSize() == b.byteSize());
  }

  /// Where a result shall be computed that is then converted: in its own place if nothing is to be
  /// done, else in new memory.
  ///
  /// @param computed the type in which it is computed
  /// @param place row-major memory for the converted result, or null
  public Strided target(ArrayType computed, @Nullable Strided place) {
    return place == null || kernel != null
        ? Strided.allocate(computed)
        : new Strided(computed.dtype(), place.buffer(), place.layout());
  }

  /// The converted elements: those of the operand, in its layout, where nothing is to be done.
  public Strided apply(Strided operand) {
    TieredKernel loop = kernel;
    if (loop == null) {
      return new Strided(to, operand.buffer(), operand.layout());
    }
    Strided source = RowMajor.of(operand);
    Strided result = Strided.allocate(to, operand.shape());
    long n = operand.shape().size();
    try {
      Team.shared()
          .forRange(
              (n + BLOCK - 1) / BLOCK,
              GRAIN,
              (first, end) -> {
                long[] places = {source.address(), result.address()};
                loop.run(places, first * BLOCK, Math.min(n, end * BLOCK), false);
              });
    } finally {
      Reference.reachabilityFence(source);
      Reference.reachabilityFence(result);
    }
    return result;
  }
}
