/// The one definition of every elementwise function.
///
/// # What
///
/// A result of Lanewise does not depend on the machine, the vector width, the number of threads or
/// the backend. So every function has one definition, in `+ - * /`, square root, fma, integer and
/// bit operations only, and everything that computes it follows that definition step by step. The
/// definitions are plain scalar Java: `float exp(float)`. The reference backend calls them; a SIMD
/// backend reads their *bytecode* and issues the same operations lane by lane.
///
/// # Vocabulary
///
/// - **Straight line**: a static method without jumps, over one lane width: arithmetic, fma, bit
///   operators, shifts by constants, conversions of the same width, the atoms of
///   [org.lanewise.backend.definition.Op], and calls of other straight lines of this package, which
///   a translator inlines. Comparisons are `Op.lt` and its like, choices `Op.select`.
/// - **Guarded**: where some arguments need loops or tables (reducing a huge angle, the remainder
///   of far apart numbers), three methods stand together. `sin` is the whole truth. `sinFast` is a
///   straight line that equals it by bits wherever the straight line `sinSlow` is false. A SIMD
///   backend runs the fast one and computes the slow lanes again by the whole one.
/// - **Scalar**: neither; called one element at a time.
/// - **Definition, Definitions**: the registry, by JAX's operator name and lane type.
///
/// # Invariants
///
/// No `double` in a `float` definition that is vectorised; no call of `java.lang.StrictMath` or of
/// the transcendental functions of `java.lang.Math`, whose results differ between machines; fma
/// only where it is written. `docs/accuracy.md` has the measured error of each definition.
///
/// Start reading at `ExpLog32`.
package org.lanewise.backend.definition;
