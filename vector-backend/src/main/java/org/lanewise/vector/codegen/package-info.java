/// Makes loops over elements, at run time, from the definitions of functions.
///
/// # The way of a formula
///
/// `Formulas` says what a primitive computes for one element, as a `Graph` of operations. The
/// definitions in `org.lanewise.backend.definition` are not repeated here: `DefinitionTranslator`
/// reads their bytecode. `ScalarEmitter` and `VectorEmitter` write the graph as a loop,
/// `KernelClass` makes a hidden class of it, a [Kernel]. [TieredKernel] has both: the scalar form
/// answers at once, the vector form when the `Warmer` has brought it through the compiler.
/// [KernelCache] keeps them.
///
/// # Invariants
///
/// Both forms of a formula give the same bits, which are those of the definition. A vector kernel
/// is flat, has its constants before the loop, and works on raw addresses whose bounds the caller
/// has proved (`-Dlanewise.checks=true` bounds every access by its own segment as well).
package org.lanewise.vector.codegen;
