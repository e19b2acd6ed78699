package org.lanewise.vector.move;

import org.lanewise.ir.Reducing;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;

/// A running fold of elements of a type, as kernels are made for it.
///
/// @param element the type of the prefixes
/// @param op the operator
record Scan(Element element, Op op) {
  private static final Kinds<Scan, ScanKernel> KERNELS = new Kinds<>(ScanEmitter::emit);

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
    return KERNELS.of(this);
  }
}
