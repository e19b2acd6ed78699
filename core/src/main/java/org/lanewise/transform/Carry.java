package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Promotion;

/// What is common to the carries of all loops: weakly typed ones give way to what the body makes of
/// them.
///
/// A loop that starts from the literal 1 and multiplies it by f32 carries an f32: where the first
/// carry is weak and the body returns another element type, it starts from the promoted type, and
/// the body is traced again. (As in JAX.)
final class Carry {
  private Carry() {}

  /// The types from which a loop should start.
  ///
  /// @param taken the types that the body was traced for
  /// @param given the types that it returned, of as many arrays
  static List<ArrayType> promoted(List<ArrayType> taken, List<ArrayType> given) {
    List<ArrayType> promoted = new ArrayList<>(taken);
    for (int i = 0; i < taken.size(); i++) {
      ArrayType type = taken.get(i);
      if (type.weak() && type.dtype() != given.get(i).dtype()) {
        promoted.set(i, type.withDType(Promotion.join(type, given.get(i)).dtype()));
      }
    }
    return promoted;
  }

  /// Converts arrays to types that [#promoted(List, List)] gave; the others stay as they are.
  static List<Array> convert(List<Array> arrays, List<ArrayType> types) {
    List<Array> converted = new ArrayList<>(arrays);
    for (int i = 0; i < arrays.size(); i++) {
      ArrayType type = types.get(i);
      if (arrays.get(i).dtype() != type.dtype()) {
        converted.set(i, convert(arrays.get(i), type.dtype()));
      }
    }
    return converted;
  }

  /// Converts an array; a scalar whose value is known at once, so that it is a literal of whatever
  /// program is being traced.
  static Array convert(Array array, DType dtype) {
    return array instanceof ConcreteArray && array.rank() == 0
        ? CurrentInterpreter.with(eager(), () -> Lax.convertElementType(array, dtype))
        : Lax.convertElementType(array, dtype);
  }

  private static Interpreter eager() {
    Interpreter interpreter = CurrentInterpreter.get();
    while (interpreter != interpreter.parent()) {
      interpreter = interpreter.parent();
    }
    return interpreter;
  }
}
