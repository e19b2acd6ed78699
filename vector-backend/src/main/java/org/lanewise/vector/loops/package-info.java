/// Compiles loops whole: what a scan or a while does in a step becomes a part of the loop.
///
/// # Three forms
///
/// `Unrolling` writes the body of a loop out element by element: the value of each element is a
/// node of one graph, and a [LoopBody] says which nodes are the next carry and the rows that are
/// stacked. Where the body is small enough for that, the loop becomes one method, in two forms
/// with the same bits. *Scalar* code (`ScalarLoopEmitter`) is there at once and keeps carries in
/// local variables. *Vector* code (`VectorLoopEmitter`) computes alike nodes together, as
/// `Packing` finds them, and replaces it when it is hot. Any other loop runs its body's program
/// step by step in memory that is laid out once (`PlacedLoop`).
///
/// # Invariants
///
/// A loop runs in chunks of steps: between two of them carries are in memory, a thread may be
/// interrupted, and another form may take over. All forms give the bits of running the body
/// equation by equation. Results are written where they shall stand; operands are never written.
@org.jspecify.annotations.NullMarked
package org.lanewise.vector.loops;
