package org.lanewise.vector.codegen;

import java.lang.constant.ClassDesc;

/// The names of the Vector API's classes as generated code spells them.
public final class Vectors {
  private static final String PACKAGE = "jdk.incubator.vector.";

  /// `Vector`.
  public static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");

  /// `FloatVector`.
  public static final ClassDesc FLOAT = ClassDesc.of(PACKAGE + "FloatVector");

  /// `DoubleVector`.
  public static final ClassDesc DOUBLE = ClassDesc.of(PACKAGE + "DoubleVector");

  /// `IntVector`.
  public static final ClassDesc INT = ClassDesc.of(PACKAGE + "IntVector");

  /// `LongVector`.
  public static final ClassDesc LONG = ClassDesc.of(PACKAGE + "LongVector");

  /// `ShortVector`.
  public static final ClassDesc SHORT = ClassDesc.of(PACKAGE + "ShortVector");

  /// `ByteVector`.
  public static final ClassDesc BYTE = ClassDesc.of(PACKAGE + "ByteVector");

  /// `VectorMask`.
  public static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");

  /// `VectorSpecies`.
  public static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");

  /// `VectorOperators`.
  public static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");

  /// `VectorOperators.Unary`.
  public static final ClassDesc UNARY = OPERATORS.nested("Unary");

  /// `VectorOperators.Binary`.
  public static final ClassDesc BINARY = OPERATORS.nested("Binary");

  /// `VectorOperators.Associative`.
  public static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");

  /// `VectorOperators.Ternary`.
  public static final ClassDesc TERNARY = OPERATORS.nested("Ternary");

  /// `VectorOperators.Comparison`.
  public static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");

  /// `VectorOperators.Conversion`.
  public static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  private Vectors() {}
}
