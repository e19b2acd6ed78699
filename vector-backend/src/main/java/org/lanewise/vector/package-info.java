/// The SIMD backend.
///
/// [VectorBackend] picks a kernel for each equation: generated loops for what is computed element
/// by element (`elementwise` runs them over layouts, `codegen` makes them), hand-written ones for
/// the rest, the reference backend for what is left.
package org.lanewise.vector;
