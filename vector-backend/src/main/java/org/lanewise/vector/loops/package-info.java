/// Compiles loops whole: what a scan or a while does in a step becomes a part of the loop.
///
/// # Forms
///
/// `Unrolling` writes the body of a loop on small arrays out, element by element: the value of each
/// element is a node of one graph, and a `LoopBody` says which nodes are the next carry and the
/// rows that are stacked. Such a loop becomes code of its own, in two forms.
/// - *Scalar* code (`ScalarLoopEmitter`) is one method, is there at once and keeps carries in local
///   variables.
/// - *Vector* code (`VectorLoopEmitter`) computes alike elements together, as `Packing` finds them.
///   It is planned and warmed in the background when the loop has run for a while, and takes over
///   if it is faster (`VectorSteps`).
///
/// A body that is too long for scalar code runs as a program until its vector code is hot
/// (`ProgramSteps`). Any other loop runs the program of its body step by step, in memory that is
/// laid out once (`PlacedScan`, `PlacedWhile`); one that calls Java functions, which may keep what
/// they are given, in fresh memory.
///
/// # Invariants
///
/// All forms give the bits of running the body equation by equation. A compiled loop runs in chunks
/// of steps: between two of them its carries are in memory (`LoopMemory`), the thread may be
/// interrupted, and another form may take over. Operands are never written.
@org.jspecify.annotations.NullMarked
package org.lanewise.vector.loops;
