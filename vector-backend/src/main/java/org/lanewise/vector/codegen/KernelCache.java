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
import org.lanewise.ir.Windowing;
import org.lanewise.type.DType;

/// The kernels of this process, by what they compute ([Cluster]) and by repeated operands.
///
/// Shapes are no part of the key: a kernel runs over any number of elements.
public final class KernelCache {
  /// Programs that vary without end (powers with ever new exponents) start the cache again from
  /// nothing.
  private static final int CAPACITY = 1 << 12;

  private static final ConcurrentHashMap<Key, TieredKernel> KERNELS = new ConcurrentHashMap<>();

  private record Key(Cluster cluster, long splats) {}

  private KernelCache() {}

  /// Whether a primitive has a kernel for these element types.
  public static boolean has(Primitive primitive, List<DType> operands) {
    return Formulas.of(primitive, operands, Form.SCALAR) != null;
  }

  /// The kernel of a primitive that has one.
  ///
  /// @param splats the operands that are one element repeated, one bit for each
  public static TieredKernel get(Primitive primitive, List<DType> operands, long splats) {
    return get(Cluster.of(canonical(primitive), operands, results(primitive)), splats);
  }

  /// The kernel of a cluster, all of whose primitives have one.
  ///
  /// @param splats the operands that are one element repeated, one bit for each
  public static TieredKernel get(Cluster cluster, long splats) {
    if (KERNELS.size() >= CAPACITY) {
      KERNELS.clear();
    }
    return KERNELS.computeIfAbsent(new Key(cluster, splats), KernelCache::make);
  }

  /// The kernel of a cluster, if it has been made.
  public static @Nullable TieredKernel known(Cluster cluster, long splats) {
    return KERNELS.get(new Key(cluster, splats));
  }

  /// Primitives that compute the same share a kernel.
  public static Primitive canonical(Primitive primitive) {
    return switch (primitive) {
      case Elementwise.AddAny _ -> new Elementwise.Add();
      case Elementwise.Convert(DType dtype, _) -> new Elementwise.Convert(dtype, false);
      case Elementwise _, Shaping _, Indexing _, Reducing _, Combining _, Windowing _ -> primitive;
      case Collective _, Structured _, Callback _ -> primitive;
    };
  }

  private static int results(Primitive primitive) {
    return primitive instanceof Combining.Threefry2x32 ? 2 : 1;
  }

  private static TieredKernel make(Key key) {
    Formula scalar = ClusterFormula.of(key.cluster, Form.SCALAR);
    return new TieredKernel(scalar, ClusterFormula.of(key.cluster, Form.VECTOR), key.splats);
  }
}
