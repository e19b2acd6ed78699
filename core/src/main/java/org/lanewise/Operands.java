package org.lanewise;

import java.math.BigInteger;
import java.util.List;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Promotion;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Makes the operands of NumPy's functions fit for [Lax]: one element type by [Promotion], and
/// ranks made equal by leading axes of size 1. Scalars and sizes of 1 are left alone, since
/// primitives repeat them.
///
/// A Java number is a weakly typed scalar: `Integer`, `Long`, `Short` and `Byte` weak i32, `Float`
/// and `Double` weak f32. It is made in the type of the result at once, so that programs show it as
/// a literal, and a `double` beside an f64 operand is exact.
final class Operands {
  private Operands() {}

  /// Two operands of one element type.
  record Pair(Array x, Array y) {}

  /// Two operands of the promoted type and of fitting ranks.
  static Pair promote(String operation, Array x, Array y) {
    ArrayType a = x.type();
    ArrayType b = y.type();
    if (a.equals(b)) {
      return new Pair(x, y);
    }
    return convert(operation, x, y, Promotion.join(a, b));
  }

  /// As [#promote], then bool becomes i32.
  static Pair numeric(String operation, Array x, Array y) {
    return convert(operation, x, y, numeric(Promotion.join(x.type(), y.type())));
  }

  /// As [#promote], then integers and bool become floating.
  static Pair inexact(String operation, Array x, Array y) {
    return convert(operation, x, y, inexact(Promotion.join(x.type(), y.type())));
  }

  /// One operand, bool as i32.
  static Array numeric(Array x) {
    return x.dtype() == DType.BOOL ? Lax.convertElementType(x, DType.INT32) : x;
  }

  /// One operand, integers and bool as floating.
  static Array inexact(Array x) {
    if (x.dtype().isFloating()) {
      return x;
    }
    ArrayType to = inexact(x.type());
    return Lax.convertElementType(x, to.dtype(), to.weak());
  }

  private static ArrayType numeric(ArrayType type) {
    return type.dtype() == DType.BOOL ? new ArrayType(DType.INT32, type.shape()) : type;
  }

  private static ArrayType inexact(ArrayType type) {
    return new ArrayType(inexact(type.dtype()), type.shape(), type.weak());
  }

  /// The floating type that stands for a type: f32 for bool and up to 32 bits, f64 for 64.
  static DType inexact(DType dtype) {
    return switch (dtype) {
      case BOOL, INT8, INT16, INT32, UINT8, UINT16, UINT32 -> DType.FLOAT32;
      case INT64, UINT64 -> DType.FLOAT64;
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 -> dtype;
    };
  }

  private static Pair convert(String operation, Array x, Array y, ArrayType to) {
    Array a = Lax.convertElementType(x, to.dtype(), to.weak());
    Array b = Lax.convertElementType(y, to.dtype(), to.weak());
    return shapes(operation, a, b);
  }

  /// Two operands of fitting ranks, element types unchanged.
  static Pair shapes(String operation, Array x, Array y) {
    if (x.shape().equals(y.shape())) {
      return new Pair(x, y);
    }
    Shape common = broadcast(operation, x.type(), y.type());
    if (x.rank() == y.rank() || x.rank() == 0 || y.rank() == 0) {
      return new Pair(x, y);
    }
    return new Pair(toRank(x, common.rank()), toRank(y, common.rank()));
  }

  /// Operands of the promoted type; shapes are left alone.
  static List<Array> promoteTypes(List<Array> operands) {
    ArrayType to = Promotion.join(operands.stream().map(Array::type).toList());
    return operands.stream().map(x -> Lax.convertElementType(x, to.dtype(), to.weak())).toList();
  }

  /// Adds leading axes of size 1.
  static Array toRank(Array x, int rank) {
    int added = rank - x.rank();
    return added <= 0 ? x : Lax.expandDims(x, Axes.range(added));
  }

  /// The shape that operands have together.
  ///
  /// @throws ShapeException if they have none
  static Shape broadcast(String operation, ArrayType... types) {
    int rank = 0;
    for (ArrayType type : types) {
      rank = Math.max(rank, type.rank());
    }
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = commonSize(operation, rank - i, types);
    }
    return Shape.of(sizes);
  }

  private static long commonSize(String operation, int fromEnd, ArrayType... types) {
    long size = 1;
    for (ArrayType type : types) {
      long n = fromEnd <= type.rank() ? type.shape().get(-fromEnd) : 1;
      if (n != 1 && size != 1 && n != size) {
        throw new ShapeException(
            "`"
                + operation
                + "`: the operands "
                + join(types)
                + " do not broadcast: axis "
                + -fromEnd
                + " has sizes "
                + size
                + " and "
                + n
                + ". Make the sizes equal, or one of them 1 (`expandDims`, `reshape`).");
      }
      size = n == 1 ? size : n;
    }
    return size;
  }

  private static String join(ArrayType... types) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < types.length; i++) {
      text.append(i == 0 ? "" : i == types.length - 1 ? " and " : ", ").append(types[i]);
    }
    return text.toString();
  }

  /// A Java number as an operand beside another one: in the promoted type of both.
  static Array literal(String operation, Number number, Array other) {
    ArrayType to = Promotion.join(other.type(), weakType(number));
    return scalar(operation, number, to.dtype(), to.weak());
  }

  /// A Java number beside another operand of a function that computes in floating types.
  static Array inexactLiteral(String operation, Number number, Array other) {
    ArrayType to = inexact(Promotion.join(other.type(), weakType(number)));
    return scalar(operation, number, to.dtype(), to.weak());
  }

  /// A weakly typed scalar of a Java number alone.
  static Array weak(String operation, Number number) {
    return scalar(operation, number, weakType(number).dtype(), true);
  }

  private static ArrayType weakType(Number number) {
    return new ArrayType(isIntegral(number) ? DType.INT32 : DType.FLOAT32, Shape.scalar(), true);
  }

  /// Whether a Java number counts as an integer.
  ///
  /// @throws DTypeException if it is of a class other than those of the primitives
  static boolean isIntegral(Number number) {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      return true;
    }
    if (number instanceof Double || number instanceof Float) {
      return false;
    }
    throw new DTypeException(
        "`literal`: a Java number must be a byte, short, int, long, float or double, got "
            + number.getClass().getSimpleName()
            + ". Convert it, for example with doubleValue().");
  }

  /// A scalar of an element type from a Java number.
  ///
  /// @throws DTypeException if an integer does not fit
  static ConcreteArray scalar(String operation, Number number, DType dtype, boolean weak) {
    if (isIntegral(number)) {
      long value = number.longValue();
      checkRange(operation, value, dtype);
      return scalar(dtype, weak, ScalarBits.of(dtype, value));
    }
    return scalar(dtype, weak, ScalarBits.of(dtype, number.doubleValue()));
  }

  /// A strongly typed scalar of a type, from a number that fits.
  static ConcreteArray constant(DType dtype, double value) {
    return scalar(dtype, false, ScalarBits.of(dtype, value));
  }

  /// A scalar with the element type and weakness of another array, from a number that fits.
  static ConcreteArray like(Array x, double value) {
    return scalar(x.dtype(), x.weakType(), ScalarBits.of(x.dtype(), value));
  }

  private static ConcreteArray scalar(DType dtype, boolean weak, long bits) {
    return new ConcreteArray(
        new ArrayType(dtype, Shape.scalar(), weak), Transfer.scalar(dtype, bits));
  }

  private static void checkRange(String operation, long value, DType dtype) {
    if (!dtype.isInteger()) {
      return;
    }
    int bits = dtype.bitSize();
    boolean fits =
        dtype.isUnsigned()
            ? value >= 0 && (bits == 64 || value >>> bits == 0)
            : bits == 64 || value >> (bits - 1) == value >> 63;
    if (!fits) {
      BigInteger one = BigInteger.ONE;
      BigInteger low = dtype.isUnsigned() ? BigInteger.ZERO : one.shiftLeft(bits - 1).negate();
      BigInteger high = one.shiftLeft(dtype.isUnsigned() ? bits : bits - 1).subtract(one);
      throw new DTypeException(
          "`"
              + operation
              + "`: the Java integer "
              + value
              + " does not fit in "
              + dtype
              + " ("
              + low
              + " to "
              + high
              + "). Use a wider array type (`astype`), or `array("
              + value
              + "L)` for an i64 operand.");
    }
  }
}
