package org.lanewise.vector.window;

import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// What a fold of windows starts with, as bits of the type in which it is computed.
final class Identities {
  private Identities() {}

  /// @param type the type of the result, which may be narrower than what is computed in
  static long bits(Slide slide, DType type) {
    DType computed = slide.element().dtype();
    return switch (slide.op()) {
      case WEIGH, SUM, OR -> 0;
      case AND -> -1;
      case PROD -> ScalarBits.of(computed, 1L);
      case MAX -> type.isFloating() ? floating(computed, -1) : lowest(type);
      case MIN -> type.isFloating() ? floating(computed, 1) : highest(type);
    };
  }

  private static long floating(DType computed, int sign) {
    return ScalarBits.of(computed, sign * Double.POSITIVE_INFINITY);
  }

  private static long lowest(DType type) {
    return type.isUnsigned() || type == DType.BOOL ? 0 : -1L << (type.bitSize() - 1);
  }

  private static long highest(DType type) {
    if (type == DType.BOOL) {
      return 1;
    }
    return -1L >>> (Long.SIZE - type.bitSize() + (type.isUnsigned() ? 0 : 1));
  }
}
