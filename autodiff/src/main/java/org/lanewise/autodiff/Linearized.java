package org.lanewise.autodiff;

import java.util.function.Function;

/// The value of a function with its pushforward, the derivative: f(x) and dx ↦ ∂f(x)·dx.
///
/// The pushforward is linear and computes nothing again that depends on x alone. It can be applied
/// any number of times, later, and under other transformations.
///
/// @param value f(x)
/// @param pushforward from a tangent, a tree like the argument, to a tree like the value
/// @param <T> the class of the argument
/// @param <R> the class of the value
public record Linearized<T, R>(R value, Function<T, R> pushforward) {}
