/// Batching: what a function does to one example, done to all examples of a batch at once.
///
/// While a function runs under a [BatchInterpreter], a [BatchTracer] stands for one *lane*, that
/// is, for one element along the mapped axis; behind it is the array of all lanes and the position
/// of that axis. A primitive is applied to all lanes by one or a few primitives of the parent: that
/// is what [BatchingRules] says, family by family. Nothing loops over lanes.
///
/// **Vocabulary.** A value is *mapped* if it differs from lane to lane. Everything else (constants,
/// arguments that are not mapped, results computed from these) is the same in all lanes and stays
/// one array of the parent; it is repeated only where an operation needs it.
///
/// **Invariants.**
/// - Rules run while the parent is current, with `Lax` on the parent's arrays, so the parent may be
///   any other transformation.
/// - The bits of a lane are those that the function gives for that lane alone. The one exception is
///   `dot_general` with one mapped operand, where the lanes become rows of a larger product: if the
///   lane's product is a dot product or a product of matrix and vector, its sums have another order
///   (see `org.lanewise.backend.DotOrder`).
/// - No rule makes an array of more than one element on its own, so a batched program closes over
///   nothing ([BatchedProgram]).
/// - A collective meets the innermost interpreter that binds its axis name; all others treat it as
///   an operation on each lane.
///
/// Where to start reading: [BatchInterpreter], [Lanes], [BatchingRules].
package org.lanewise.vmap;
