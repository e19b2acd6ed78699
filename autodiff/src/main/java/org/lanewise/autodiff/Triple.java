package org.lanewise.autodiff;

/// Three trees as one: the cotangents of the arguments of a function of three.
///
/// @param first the first tree
/// @param second the second tree
/// @param third the third tree
/// @param <A> the class of the first tree
/// @param <B> the class of the second tree
/// @param <C> the class of the third tree
public record Triple<A, B, C>(A first, B second, C third) {}
