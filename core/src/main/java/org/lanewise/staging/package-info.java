/// Staging: from a function to a program and back.
///
/// [Staging] runs a function once on [JaxprTracer]s, which know a type and a variable but no
/// elements, while a [StagingInterpreter] is current and writes down each primitive that is
/// applied. The result is a [StagedProgram]: a program, and the arrays that it closes over.
/// [JaxprEvaluator] goes the other way and applies a program's primitives through whatever
/// interpreter is current, so that a program can be run, differentiated, batched or staged again.
///
/// **Invariants.** Staging drops nothing: an equation whose result nobody reads stays, as in JAX.
/// Scalars that a function closes over become literals; every other array becomes a constant of the
/// program, once however often it is used. Replaying a staged function gives the bits that the
/// function gives.
///
/// **Where to start.** [Staging], then [StagingInterpreter].
package org.lanewise.staging;
