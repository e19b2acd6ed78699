package org.lanewise.vector.codegen;

import java.lang.constant.ClassDesc;

/// The names of the Vector API's classes as generated code spells them.
final class Vectors {
  private static final String PACKAGE = "jdk.incubator.vector.";
  static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
  static final ClassDesc FLOAT = ClassDesc.of(PACKAGE + "FloatVector");
  static final ClassDesc DOUBLE = ClassDesc.of(PACKAGE + "DoubleVector");
  static final ClassDesc INT = ClassDesc.of(PACKAGE + "IntVector");
  static final ClassDesc LONG = ClassDesc.of(PACKAGE + "LongVector");
  static final ClassDesc SHORT = ClassDesc.of(PACKAGE + "ShortVector");
  static final ClassDesc BYTE = ClassDesc.of(PACKAGE + "ByteVector");
  static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
  static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
  static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");
  static final ClassDesc UNARY = OPERATORS.nested("Unary");
  static final ClassDesc BINARY = OPERATORS.nested("Binary");
  static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
  static final ClassDesc TERNARY = OPERATORS.nested("Ternary");
  static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  private Vectors() {}
}
