package org.lanewise.autodiff;

import org.lanewise.Array;

/// The value of a scalar function with its gradient.
///
/// @param value the value
/// @param grad the gradient: a tree like the argument
/// @param <T> the class of the argument
public record ValueAndGrad<T>(Array value, T grad) {}
