/// Special functions that need loops: the incomplete gamma function and its kin.
///
/// What is computed without a loop (`lgamma`, `digamma`, `erf`, …) is a primitive and stands in
/// [org.lanewise.Lax]; [Special] has functions that are programs of primitives, elementwise and
/// traceable like any other.
///
/// ```java
/// import org.lanewise.Numpy;
/// import org.lanewise.special.Special;
///
/// Special.igamma(Numpy.array(1.0), Numpy.array(2.0)); // → Array(0.86466472, dtype=float64)
/// ```
@org.jspecify.annotations.NullMarked
package org.lanewise.special;
