package org.lanewise.autodiff;

/// The value of a function with its derivative along a direction: f(x) and ∂f(x)·dx.
///
/// @param value f(x)
/// @param tangent ∂f(x)·dx, a tree like the value
/// @param <R> the class of the value
public record Jvp<R>(R value, R tangent) {}
