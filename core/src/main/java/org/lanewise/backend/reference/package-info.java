/// The reference backend: scalar, obvious, and the oracle by which every other backend is tested.
/// It also runs where the Vector API is absent, so it is not slow without need: a few nanoseconds
/// per element and simple operation.
///
/// A `Program` runs its equations one after the other; `Evaluation` hands each primitive to the
/// kernels of its family, one exhaustive `switch` each. Between memory and arithmetic stand
/// `Reader` and `Writer`: they walk any layout in row-major order and bring elements, in chunks,
/// into Java arrays of the type in which they are computed (`ComputeKind`): `long` for integers and
/// bool, `float` for f16, bf16 and f32, `double` for f64. So a kernel exists three times at most,
/// and knows neither strides nor element types. What f16 and bf16 round, they round in the
/// `Writer`.
///
/// Two invariants: operands are never written, and whatever reads or writes a segment keeps its
/// buffer reachable until it is done. The orders of folds are those that `org.lanewise.backend`
/// documents; the tests tell them once more, literally, in `Order`.
///
/// Start with `Evaluation`, then `ElementwiseKernels` and `FloatMaps`; `FloatFold` and `FloatDot`
/// show how the orders are followed.
package org.lanewise.backend.reference;
