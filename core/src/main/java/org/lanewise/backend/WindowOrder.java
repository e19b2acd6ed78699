package org.lanewise.backend;

/// The one order of the sums in convolutions and folds of windows, a function of the window alone:
/// not of layout, batch, vector width or threads.
///
/// **Convolution.** Each element of the result is the product of a row of terms of the array and a
/// column of the filter, as [DotOrder] has it where neither m nor n is 1: k is cut into blocks of
/// [DotOrder#kBlock], one chain `acc = fma(x, w, acc)` from +0 in each, and the blocks are added in
/// ascending order. k counts the terms: the taps of the window in row-major order of the spatial
/// axes and, innermost, the input features of the group.
/// - A tap on *padding* is a term: 0 · w.
/// - A tap on a *hole*, which is where `lhs_dilation` does not divide the tap's place, is none: it
///   is left out and not counted, inside the array and in the padding alike. So a transposed
///   convolution is a convolution without holes for each of its phases ([WindowAxis#period]).
/// - No terms give +0.
///
/// Operands are widened to the compute type of the preferred element type first; f16 and bf16
/// accumulate in f32 and round once at the end; integers wrap, in any order.
///
/// **Folds.** A window starts at the identity of its operator (+0, 1, −∞, +∞, all zeros or ones)
/// and takes its samples in row-major order of its taps: `acc = acc ∘ x`. Padding and holes are
/// left out. f16 and bf16 accumulate in f32 and round once at the end.
///
/// **Choices** (`select_and_gather_add`, `select_and_scatter_add`). A window looks at its samples
/// in row-major order of its taps. The first one is its choice; a later one y replaces the choice x
/// unless x ≥ y (x ≤ y), which no NaN fulfils. An element that several windows choose starts at +0
/// and gets what they add in row-major order of the windows; f16 and bf16 accumulate in f32 and
/// round once at the end.
public final class WindowOrder {
  private WindowOrder() {}
}
