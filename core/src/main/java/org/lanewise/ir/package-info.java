/// The intermediate representation: primitives, programs, and what holds of both.
///
/// [Primitive] is the sealed hierarchy and the only list of primitives (`docs/primitives.md` shows
/// it as a table). A program is a [Jaxpr]: a list of [Equation]s that apply primitives to [Atom]s;
/// a [JaxprBuilder] writes one. [TypeRules] gives the result types of a primitive, with one class
/// per family behind it; [JaxprChecker] states the invariants of a program, [JaxprPrinter] its
/// text. Nothing here knows of values.
///
/// Where to start reading: [Primitive], [Elementwise], [Jaxpr], [TypeRules].
package org.lanewise.ir;
