/// `jit`: from a function of trees to programs that run, one per kind of argument.
///
/// [CompiledFunction] takes arguments apart, finds the [Specialization] for them (or traces the
/// function and makes one) and runs it. [Specializations] are the programs of one function;
/// [CompilationCache] finds them by the identity of the function, which it does not keep alive.
///
/// [Simplifier] rewrites a program on its way to a backend: one [Pass] per file, each exact by the
/// bit. What other transformations see is always the program as traced, so `grad(jit(f))` and
/// `grad(f)` are the same.
///
/// **Vocabulary.** An array leaf of an argument is *traced*; every other leaf is *static* and part
/// of the [Signature], the key under which a program is kept. A *specialization* is the program for
/// one signature. To *donate* an argument is to give its memory up to the call.
///
/// **Where to start.** [CompiledFunction], then [Specialization] and [Simplifier].
package org.lanewise.jit;
