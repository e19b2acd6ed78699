package org.lanewise.autodiff;

/// All derivatives: import its methods statically.
///
/// ```java
/// import static org.lanewise.autodiff.Autodiff.*;
///
/// Function<Params, Params> df = grad(loss);         // a gradient is a tree like the parameters
/// var j = jvp(f, x, dx);                            // j.value(), j.tangent()
/// var v = vjp(f, x);                                // v.value(), v.pullback().apply(ct)
/// Function<Array, Array> h = hessian(g);
/// ```
///
/// All of them take functions of trees and give functions of trees, of any order and nested in each
/// other: what they return is again a function that may be differentiated.
///
/// **What has derivatives.** Arrays of floating type. `grad` and the Jacobians refuse trees that
/// hold integer or boolean arrays; the others treat these as constants. Leaves that are no arrays,
/// among them primitive components of records, are static: they stand unchanged in every tree that
/// is built like the one that held them.
///
/// **Conventions** are JAX's. At ties of `max` and `min` the derivative is shared equally; |x| has
/// slope 1 at 0; √x has an infinite slope at 0; what a result does not depend on has a derivative
/// of zero, of the right type.
///
/// The methods are in `JvpForms`, `VjpForms`, `GradForms`, `AuxForms`, `JacobianForms`,
/// `CustomJvpForms`, `CustomVjpForms` and `CheckpointForms`, which this class extends.
public final class Autodiff extends CheckpointForms {
  private Autodiff() {}
}
