package org.lanewise.vector.matmul;

import java.util.EnumMap;
import java.util.Map;
import org.lanewise.vector.kernel.Element;

/// The generated kernels of this process, one for each type of elements, made when first needed.
final class TileKernels {
  private static final Map<Element, Kind> KINDS = new EnumMap<>(Element.class);

  private TileKernels() {}

  /// A kernel and the shape of its tiles.
  record Kind(TileShape shape, TileKernel kernel) {}

  /// The kernel for a type of elements.
  static Kind of(Element element) {
    synchronized (KINDS) {
      return KINDS.computeIfAbsent(
          element,
          key -> {
            TileShape shape = TileShape.of(key);
            return new Kind(shape, TileEmitter.emit(shape));
          });
    }
  }
}
