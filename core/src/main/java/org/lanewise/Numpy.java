package org.lanewise;

/// NumPy's names and semantics on arrays: broadcasting, promotion with weak types, and composites.
///
/// Every function is a composition of the primitives of [Lax], so it works eagerly and under every
/// transformation, but for those whose result shape depends on values (`unique`, `nonzero`,
/// `compress`, ...), which say so. Names are NumPy's in camel case. The common ones are methods of
/// [Array], too.
///
/// **Types.** Operands promote as in JAX with 64-bit types available
/// ([org.lanewise.type.Promotion]). A Java number is weakly typed: `add(x, 2)` and `add(x, 0.5)`
/// keep the type of a floating x; an integer that does not fit is an error.
///
/// **Shapes.** Operands broadcast: shapes are aligned at the last axis, missing axes and axes of
/// size 1 repeat.
///
/// **Errors.** A wrong axis, and shapes that do not broadcast or fit, raise a
/// [org.lanewise.type.ShapeException]; element types that a function does not take, a
/// [org.lanewise.type.DTypeException]. Both are `IllegalArgumentException`s, and their messages
/// name the function, the rule, the types at fault and the repair. `@throws` below names what is
/// special.
///
/// ```java
/// import static org.lanewise.Numpy.*;
///
/// Array x = linspace(0, 1, 5);
/// Array y = where(x.gt(0.5), sin(x), 0);
/// ```
///
/// The functions are declared by theme in the classes that this one extends.
public final class Numpy extends NumpyGrids {
  private Numpy() {}
}
