/// The intermediate representation: primitives, programs, and what holds of both.
///
/// [Primitive] is the sealed hierarchy and the only list of primitives. A program is a [Jaxpr]: a
/// list of [Equation]s that apply primitives to [Atom]s. [TypeRules] gives the result types of a
/// primitive, [JaxprChecker] the invariants of a program, [JaxprPrinter] its text. Nothing here
/// knows of values.
package org.lanewise.ir;
