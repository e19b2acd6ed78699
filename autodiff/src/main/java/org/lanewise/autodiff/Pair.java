package org.lanewise.autodiff;

/// Two trees as one: the argument of a function of two arguments that is differentiated in both.
///
/// @param first the first tree
/// @param second the second tree
/// @param <A> the class of the first tree
/// @param <B> the class of the second tree
public record Pair<A, B>(A first, B second) {}
