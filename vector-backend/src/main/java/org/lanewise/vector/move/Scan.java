package org.lanewise.vector.move;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lanewise.ir.Reducing;
import org.lanewise.vector.kernel.Element;

/// A running fold of elements of a type, as kernels are made for it.
///
/// @param element the type of the prefixes
/// @param op the operator
record Scan(Element element, Op op) {
  private static final Map<Scan, ScanKernel> KERNELS = new ConcurrentHashMap<>();

  /// The operators.
  enum Op {
    /// prefix + x.
    SUM,
    /// prefix · x.
    PROD,
    /// The larger one.
    MAX,
    /// The smaller one.
    MIN;

    static Op of(Reducing.Cumulative.Op op) {
      return switch (op) {
        case PROD -> PROD;
        case MAX -> MAX;
        case MIN -> MIN;
      };
    }
  }

  /// The kernel, made when first needed.
  ScanKernel kernel() {
    return KERNELS.computeIfAbsent(this, ScanEmitter::emit);
  }
}
