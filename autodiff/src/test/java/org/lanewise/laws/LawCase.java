package org.lanewise.laws;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.ir.TypeRules;
import org.lanewise.laws.RandomArrays.Values;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// One primitive on operands of given types.
///
/// @param primitive the primitive
/// @param operands its operands
record LawCase(Primitive primitive, List<Operand> operands) {

  /// One operand.
  ///
  /// @param dtype its element type
  /// @param shape its shape
  /// @param values how its elements are drawn
  record Operand(DType dtype, Shape shape, Values values) {
    static Operand any(DType dtype, long... sizes) {
      return new Operand(dtype, Shape.of(sizes), Values.ANY);
    }

    static Operand places(DType dtype, long... sizes) {
      return new Operand(dtype, Shape.of(sizes), Values.PLACES);
    }

    static Operand tame(DType dtype, long... sizes) {
      return new Operand(dtype, Shape.of(sizes), Values.TAME);
    }
  }

  static LawCase of(Primitive primitive, Operand... operands) {
    return new LawCase(primitive, List.of(operands));
  }

  List<ArrayType> types() {
    return operands.stream().map(o -> new ArrayType(o.dtype(), o.shape())).toList();
  }

  /// Whether the type rules accept the operands.
  boolean isTyped() {
    try {
      TypeRules.infer(primitive, types());
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /// The row of the table that the case belongs to: the record and, where it has one, its operator.
  String row() {
    String name = primitive.getClass().getSimpleName();
    try {
      for (RecordComponent component : primitive.getClass().getRecordComponents()) {
        if (component.getName().equals("op")) {
          return name + " " + ((Enum<?>) component.getAccessor().invoke(primitive)).name();
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return name;
  }

  /// All rows that the sealed hierarchy demands. Collectives, which nobody evaluates, and what
  /// holds programs or functions have laws of their own.
  static Set<String> rows() {
    Set<String> names = rows(Primitive.class);
    names.removeAll(rows(Collective.class));
    names.removeAll(rows(Structured.class));
    names.removeAll(rows(Callback.class));
    return names;
  }

  /// The rows of a family.
  static Set<String> rows(Class<? extends Primitive> family) {
    Set<String> names = new TreeSet<>();
    collect(family, names);
    return names;
  }

  private static void collect(Class<?> type, Set<String> names) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, names);
      }
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getName().equals("op")) {
        for (Object op : component.getType().getEnumConstants()) {
          names.add(type.getSimpleName() + " " + ((Enum<?>) op).name());
        }
        return;
      }
    }
    names.add(type.getSimpleName());
  }

  @Override
  public String toString() {
    return primitive + " " + types();
  }
}
