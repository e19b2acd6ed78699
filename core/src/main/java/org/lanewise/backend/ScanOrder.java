package org.lanewise.backend;

/// The one order of running sums and products along an axis, a function of the extent alone.
///
/// The axis is cut into blocks of [#BLOCK] elements. Within a block the elements are folded one after
/// the other, `p₀ = x₀`, `pᵢ = pᵢ₋₁ ∘ xᵢ`. The carry into the first block is none; the result in block
/// b is `carry_b ∘ pᵢ`, and the carry out of a block is its last result. A reversed scan is the scan
/// of the reversed sequence.
///
/// f16 and bf16 fold in f32 and round each result once. Maxima, minima and integers give the same bits in
/// any order.
public final class ScanOrder {
  /// Elements of a block.
  public static final int BLOCK = 256;

  private ScanOrder() {}
}
