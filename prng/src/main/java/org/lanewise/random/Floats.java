package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Facts about the floating types, and small steps that samplers share.
final class Floats {
  private Floats() {}

  static void require(String operation, DType dtype) {
    if (dtype.isComplex()) {
      throw DTypeException.complexNotSupported(operation, dtype);
    }
    if (!dtype.isFloating()) {
      throw new DTypeException(
          "`"
              + operation
              + "`: draws floating-point numbers, got "
              + dtype
              + ". Use f16, bf16, f32 or f64.");
    }
  }

  /// The stored digits of the significand: JAX's `nmant`.
  static int digits(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 10;
      case BFLOAT16 -> 7;
      case FLOAT32 -> 23;
      case FLOAT64 -> 52;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("not a floating type: " + dtype + ". Please report this.");
    };
  }

  /// The unsigned type of the same size.
  static DType word(DType dtype) {
    return switch (dtype) {
      case FLOAT16, BFLOAT16 -> DType.UINT16;
      case FLOAT32 -> DType.UINT32;
      case FLOAT64 -> DType.UINT64;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("not a floating type: " + dtype + ". Please report this.");
    };
  }

  /// The bits of 1: the exponent's bias above the digits.
  static long bitsOfOne(DType dtype) {
    int exponentBits = dtype.bitSize() - 1 - digits(dtype);
    return ((1L << (exponentBits - 1)) - 1) << digits(dtype);
  }

  /// The spacing of numbers just above 1: JAX's `eps`.
  static double epsilon(DType dtype) {
    return Math.scalb(1.0, -digits(dtype));
  }

  /// The smallest positive normal number: JAX's `tiny`.
  static double tiny(DType dtype) {
    int exponentBits = dtype.bitSize() - 1 - digits(dtype);
    return Math.scalb(1.0, 2 - (1 << (exponentBits - 1)));
  }

  /// The type of the random bits of which a number is made: 8 bits for bf16, as JAX draws them.
  static DType drawn(DType dtype) {
    return digits(dtype) < 8 ? DType.UINT8 : word(dtype);
  }

  /// Numbers in [0, 1) of random bits: as many as the significand has digits fill it below a
  /// leading 1, from which 1 is subtracted.
  static Array unit(Array bits, DType dtype) {
    DType word = word(dtype);
    Array wide = Lax.convertElementType(bits, word);
    int surplus = drawn(dtype).bitSize() - digits(dtype);
    Array fraction = Lax.shiftRightLogical(wide, Lax.scalar(word, (long) surplus));
    Array one = Lax.scalar(word, bitsOfOne(dtype));
    Array above = Lax.bitcastConvertType(Lax.or(fraction, one), dtype);
    return Lax.sub(above, Lax.scalar(dtype, 1.0));
  }

  /// Moves numbers in [0, 1) to [low, high): max(low, fma(unit, high − low, low)); bf16 rounds
  /// after the product too.
  static Array between(Array unit, Array low, Array high) {
    Array span = Lax.sub(high, low);
    Array scaled =
        unit.dtype() == DType.BFLOAT16
            ? Lax.add(Lax.mul(unit, span), low)
            : Lax.fma(unit, span, low);
    return Lax.max(low, scaled);
  }

  /// Standard normal numbers of numbers in [0, 1): √2 · erf⁻¹(u), u in (−1, 1).
  static Array normal(Array unit) {
    Array least = Lax.nextafter(like(unit, -1), like(unit, 0));
    Array u = between(unit, least, like(unit, 1));
    return Lax.mul(like(unit, Math.sqrt(2)), Lax.erfInv(u));
  }

  /// A scalar of the type of another array.
  static Array like(Array x, double value) {
    return Lax.scalar(x.dtype(), value);
  }

  /// A parameter of lower rank with leading axes of size 1 added, checked against the shape to
  /// draw.
  static Array rank(Array parameter, Shape shape) {
    Shape own = parameter.shape();
    int added = shape.rank() - own.rank();
    boolean fits = added >= 0;
    for (int i = 0; fits && i < own.rank(); i++) {
      fits = own.get(i) == 1 || own.get(i) == shape.get(i + added);
    }
    if (!fits) {
      throw new ShapeException(
          "`Sample`: a parameter of shape "
              + own
              + " does not broadcast to the shape to draw, "
              + shape
              + ". Draw a shape that ends in the parameter's.");
    }
    return own.isScalar() ? parameter : Lax.expandDims(parameter, Axes.range(added));
  }

  /// One entry along the first axis.
  static Array row(Array x, long index) {
    return Lax.squeeze(Lax.sliceInDim(x, index, index + 1, 1, 0), Axes.of(0));
  }
}
