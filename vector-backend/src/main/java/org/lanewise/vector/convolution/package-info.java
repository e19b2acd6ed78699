/// Convolutions: `conv_general_dilated`.
///
/// [ConvExecutable] brings array, filter and result into one order of axes ([Geometry]); layouts
/// such as NHWC and NCHW are strides from there on. Outputs along a spatial axis that see holes
/// between samples are cut into [Sweep]s that see none: a transposed convolution costs what its
/// taps cost.
///
/// [PatchProducts] multiplies the patches of the array by the filter with the kernels of
/// `org.lanewise.vector.matmul`. The matrix of patches is never made: an [Unfolding] packs blocks
/// of it from the array as the product asks for them, by runs of features or of patches, whichever
/// are neighbours in memory. The gradients of a convolution are convolutions with other strides and
/// large windows, and go the same way.
///
/// The order of sums is that of `org.lanewise.backend.WindowOrder`, so the bits are those of the
/// reference backend.
package org.lanewise.vector.convolution;
