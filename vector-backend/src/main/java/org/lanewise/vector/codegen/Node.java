package org.lanewise.vector.codegen;

/// One value of a formula. Operands are the numbers of earlier nodes in the same [Graph], −1 where
/// there is none. Equal nodes have equal values: that is how common subexpressions are found.
///
/// @param code how the value is computed
/// @param lane what it holds
/// @param a the first operand
/// @param b the second operand
/// @param c the third operand
/// @param bits the constant, or the number of the argument or call
public record Node(Code code, Lane lane, int a, int b, int c, long bits) {}
