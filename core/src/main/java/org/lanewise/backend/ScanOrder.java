package org.lanewise.backend;

/// The one order of running sums and products, a function of the extent alone.
///
/// The elements x₀ … x₍ₙ₋₁₎ along the axis (from the end if the scan is reversed) are cut into
/// blocks of [#BLOCK]. Within a block the prefixes are folded one after the other, beginning with
/// its first element: `p₀ = x₀`, `pᵢ = pᵢ₋₁ ∘ xᵢ`. The prefixes of the first block are its results.
/// Each later block adds what came before it: `outᵢ = carry ∘ pᵢ`, where `carry` is the last result
/// of the block before.
///
/// So blocks can be scanned side by side, by lanes or by threads, and only one operation per block
/// waits for the one before. The order does not depend on other axes, on layout, on the vector
/// width or on the number of threads.
///
/// f16 and bf16 are widened to f32; prefixes and carries stay in f32, and each result is rounded
/// once. Maxima, minima and integer arithmetic give the same bits in any order.
public final class ScanOrder {
  /// Elements of a block.
  public static final int BLOCK = 256;

  private ScanOrder() {}
}
