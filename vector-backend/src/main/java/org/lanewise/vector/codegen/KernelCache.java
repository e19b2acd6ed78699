package org.lanewise.vector.codegen;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.type.DType;

/// The kernels of this process, by primitive, element types and repeated operands.
///
/// Shapes are no part of the key: a kernel runs over any number of elements.
public final class KernelCache {
  /// Programs that vary without end (powers with ever new exponents) start the cache again from
  /// nothing.
  private static final int CAPACITY = 1 << 12;

  private static final ConcurrentHashMap<Key, TieredKernel> KERNELS = new ConcurrentHashMap<>();

  private record Key(Primitive primitive, List<DType> operands, int splats) {}

  private KernelCache() {}

  /// Whether a primitive has a kernel for these element types.
  public static boolean has(Primitive primitive, List<DType> operands) {
    return Formulas.of(primitive, operands, Form.SCALAR) != null;
  }

  /// The kernel of a primitive that has one.
  ///
  /// @param splats the operands that are one element repeated, one bit for each
  public static TieredKernel get(Primitive primitive, List<DType> operands, int splats) {
    if (KERNELS.size() >= CAPACITY) {
      KERNELS.clear();
    }
    return KERNELS.computeIfAbsent(
        new Key(canonical(primitive), operands, splats), KernelCache::make);
  }

  /// Primitives that compute the same share a kernel.
  private static Primitive canonical(Primitive primitive) {
    return switch (primitive) {
      case Elementwise.AddAny _ -> new Elementwise.Add();
      case Elementwise.Convert(DType dtype, _) -> new Elementwise.Convert(dtype, false);
      case Elementwise _, Shaping _, Indexing _, Reducing _, Combining _ -> primitive;
      case Collective _, Structured _, Callback _ -> primitive;
    };
  }

  private static TieredKernel make(Key key) {
    return new TieredKernel(formula(key, Form.SCALAR), formula(key, Form.VECTOR), key.splats);
  }

  private static Formula formula(Key key, Form form) {
    @Nullable Formula formula = Formulas.of(key.primitive, key.operands, form);
    if (formula == null) {
      throw new AssertionError("no kernel for " + key.primitive + " of " + key.operands);
    }
    return formula;
  }
}
