package org.lanewise.backend;

/// The one order of sums and products along an axis, a function of the reduced extent alone.
///
/// The elements x₀ … x₍ₙ₋₁₎ that are folded into one result, in row-major order of the reduced
/// axes, are cut into blocks of [#BLOCK] elements. Within a block, [#LANES] virtual lanes start at
/// the identity (+0 for sums, 1 for products), and element i of the block goes to lane `i mod
/// LANES`: `lane = lane ∘ x`. Lanes are folded by halves: `lane[i] = lane[i] ∘ lane[i + w]` for w =
/// LANES/2, …, 2, 1. Blocks are folded as a balanced tree: [#splitPoint] cuts m blocks into a left
/// part of the largest power of two below m and the rest; `result = left ∘ right`. No blocks give
/// the identity.
///
/// The order is pairwise in nature: the error of a sum grows with log n. It does not depend on
/// other axes, on layout, on the vector width (a narrow machine uses more registers for the same
/// lanes), or on the number of threads (which take whole blocks). Lanes that no element reaches
/// hold the identity and are folded like the others: that changes nothing but a −0, which a product
/// that underflows in an fma can leave in a lane, to +0.
///
/// f16 and bf16 accumulate in f32 and round once at the end. Maxima, minima, bit operations and
/// integer arithmetic give the same bits in any order.
public final class ReductionOrder {
  /// Elements of a block.
  public static final int BLOCK = 4096;

  /// Virtual lanes of a block.
  public static final int LANES = 64;

  private ReductionOrder() {}

  /// The number of blocks of an extent.
  public static long blocks(long extent) {
    return (extent + BLOCK - 1) / BLOCK;
  }

  /// Where the tree over blocks cuts: the largest power of two below `blocks` (at least 2).
  public static long splitPoint(long blocks) {
    return Long.highestOneBit(blocks - 1);
  }
}
