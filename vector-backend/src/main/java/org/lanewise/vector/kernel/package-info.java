/// What handwritten and generated kernels have in common: how they see memory, which types they
/// compute in, and the small vocabulary in which generated ones are written.
///
/// Vocabulary: an [Element] is a type of lanes with its names in Java and in the Vector API;
/// [Memory] says what a kernel gets in place of a buffer; a [KernelClass] is a class in the making.
/// The method bodies are written by the packages that own the kernels.
package org.lanewise.vector.kernel;
