package org.lanewise.autodiff;

import org.lanewise.Array;

/// A value with its derivative.
///
/// @param primal the value
/// @param tangent its derivative
record Dual(Array primal, Tangent tangent) {}
