package org.lanewise.autodiff;

import java.util.function.Function;

/// The value of a function with its pullback, the transposed derivative: f(x) and ct ↦ ∂f(x)ᵀ·ct.
///
/// The pullback is linear. It can be applied any number of times, later, and under other
/// transformations.
///
/// @param value f(x)
/// @param pullback from a cotangent, a tree like the value, to a tree like the argument
/// @param <T> the class of the argument
/// @param <R> the class of the value
public record Vjp<T, R>(R value, Function<R, T> pullback) {}
