package org.lanewise.vector.loops;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.loops.LoopBody.Element;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.loops.LoopBody.Written;

/// The loops of this process, by what they compute: programs that are traced again share them.
final class LoopKernels {
  private static final int CAPACITY = 1 << 10;

  private static final ConcurrentHashMap<Key, Optional<LoopKernel>> SCALAR =
      new ConcurrentHashMap<>();

  private record Key(
      List<?> nodes,
      List<Slot> arrays,
      List<Element> arguments,
      int condition,
      List<Written> results) {}

  private LoopKernels() {}

  /// The scalar form of a body, or null if its method would be too long.
  static @Nullable LoopKernel scalar(LoopBody body) {
    if (SCALAR.size() >= CAPACITY) {
      SCALAR.clear();
    }
    Key key =
        new Key(
            body.graph().contents(),
            body.arrays(),
            body.arguments(),
            body.condition(),
            body.results());
    return SCALAR
        .computeIfAbsent(
            key,
            _ ->
                Optional.ofNullable(
                    LoopClass.define(
                        name(body, "Scalars"), code -> new ScalarLoopEmitter(code, body).emit())))
        .orElse(null);
  }

  /// A copy of the vector form, or null if its method would be too long.
  static @Nullable LoopKernel vector(VectorLoop plan) {
    return VectorLoopEmitter.define(name(plan.body(), "Vectors"), plan);
  }

  private static String name(LoopBody body, String form) {
    return (body.condition() < 0 ? "ScanIn" : "WhileIn") + form;
  }
}
