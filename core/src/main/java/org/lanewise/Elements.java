package org.lanewise;

import java.lang.ref.Reference;
import java.util.function.Supplier;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// The elements of arrays that exist, for operations that need them.
final class Elements {
  private Elements() {}

  /// The elements.
  ///
  /// @throws ConcretizationException if the array is a tracer
  static Strided of(String operation, Array x) {
    return switch (x) {
      case ConcreteArray array -> array.data();
      case Tracer tracer -> throw ConcretizationException.of(operation, tracer);
    };
  }

  /// Runs what needs the elements of an array, eagerly even while a transformation is at work: its
  /// operand is a constant then.
  ///
  /// @throws ConcretizationException if the array is a tracer
  static <R> R eagerly(String operation, Array x, Supplier<R> body) {
    of(operation, x);
    return CurrentInterpreter.with(EvalInterpreter.INSTANCE, body);
  }

  /// The element of an array of size 1.
  ///
  /// @throws ShapeException if the size is another
  static Strided single(String operation, Array x) {
    if (x.size() != 1) {
      throw new ShapeException(
          "`"
              + operation
              + "`: the array must have one element, got "
              + x.type()
              + ". Index it first, or copy all elements with `toFloatArray` and its like.");
    }
    return of(operation, x);
  }

  /// The elements of an integer or bool array.
  ///
  /// @throws DTypeException if the array is floating
  static Strided exact(String operation, Array x) {
    if (!x.dtype().isInteger() && x.dtype() != DType.BOOL) {
      throw new DTypeException(
          "`"
              + operation
              + "`: the elements must be integers or bool, got "
              + x.type()
              + ". Round and convert them first, for example with astype(DType.INT32).");
    }
    return of(operation, x);
  }

  /// The bits of the one element.
  static long bits(Strided element) {
    try {
      return Transfer.bits(element);
    } finally {
      Reference.reachabilityFence(element.buffer());
    }
  }
}
