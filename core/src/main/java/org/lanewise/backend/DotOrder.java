package org.lanewise.backend;

import org.lanewise.type.DType;

/// The one order of the sums in `dot_general`, a function of shapes and element type alone.
///
/// Let m, n and k be the products of the left free, right free and contracting sizes.
/// - If m = 1 or n = 1 (a dot product, a matrix–vector product): the order of [ReductionOrder]
///   along k, in which `lane ∘ x` is `fma(a, b, lane)` (for f32 and f64).
/// - Otherwise k is cut into blocks of [#kBlock]; in each block one chain `acc = fma(a[i,p],
///   b[p,j], acc)` from +0 in ascending p; the blocks are added in ascending order, `c = block₀`,
///   then `c = c + block₁`, ….
///
/// Operands are widened to the compute type of the preferred element type first, so f32 operands
/// whose result is preferred in f64 are multiplied in f64.
///
/// k = 0 gives +0. Contracting axes are enumerated in the order in which the primitive lists them.
/// f16 and bf16 operands are widened to f32, accumulate in f32 and round once at the end. Integers
/// wrap, in any order.
public final class DotOrder {
  private DotOrder() {}

  /// The elements of one fma chain: 256 for f32 (and what computes in it), 192 for f64.
  public static int kBlock(DType computeType) {
    return computeType == DType.FLOAT64 ? 192 : 256;
  }

  /// Whether the product runs along k in the lanes of [ReductionOrder].
  public static boolean usesLanes(long m, long n) {
    return m == 1 || n == 1;
  }
}
