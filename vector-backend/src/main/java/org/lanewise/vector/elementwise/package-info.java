/// Runs elementwise kernels over arrays of any layout.
///
/// A kernel knows runs of elements and single elements that are repeated. This package turns shapes
/// and strides into such runs: [ElementwiseExecutable] sees at a glance whether whole arrays will
/// do, `Rows` walks the others by a `Loop` with as few axes as possible, and `Packing` copies
/// operands that no loop can walk in runs. Here it is also proved, from shapes and strides, that
/// every address a kernel touches lies in a buffer: kernels do not check.
package org.lanewise.vector.elementwise;
