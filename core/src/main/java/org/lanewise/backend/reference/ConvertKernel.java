package org.lanewise.backend.reference;

import static org.lanewise.backend.reference.ComputeKind.unexpected;

import org.lanewise.backend.definition.Conversions;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Evaluates conversions by value.
///
/// Floating to integer truncates and saturates, NaN becomes 0; integer to integer wraps; number to
/// bool is x ≠ 0; to floating types rounds to nearest, ties to even. There is one rounding but for
/// 64-bit integers beyond 2⁵³ that become f16 or bf16: they are f64 on their way.
final class ConvertKernel {
  private ConvertKernel() {}

  /// The bits of a number in another type.
  @FunctionalInterface
  private interface OfDouble {
    long bits(double value);
  }

  /// The bits of an integer in another type.
  @FunctionalInterface
  private interface OfLong {
    long bits(long value);
  }

  static Strided convert(Strided x, ArrayType type) {
    if (x.dtype() == type.dtype()) {
      return x;
    }
    Strided result = Strided.allocate(type);
    int n = Chunks.length(type.size());
    Reader in = Reader.repeated(x, type.shape());
    Writer out = new Writer(result);
    long[] bits = new long[n];
    if (x.dtype().isFloating()) {
      OfDouble function = ofDouble(type.dtype());
      double[] values = new double[n];
      Chunks.forEach(
          type.size(),
          count -> {
            in.doubles(values, count);
            for (int i = 0; i < count; i++) {
              bits[i] = function.bits(values[i]);
            }
            out.longs(bits, count);
          });
      return result;
    }
    OfLong function = x.dtype() == DType.UINT64 ? ofUnsigned(type.dtype()) : ofLong(type.dtype());
    Chunks.forEach(
        type.size(),
        count -> {
          in.longs(bits, count);
          for (int i = 0; i < count; i++) {
            bits[i] = function.bits(bits[i]);
          }
          out.longs(bits, count);
        });
    return result;
  }

  /// f16, bf16 and f32 are doubles, too.
  private static OfDouble ofDouble(DType to) {
    return switch (to) {
      case BOOL -> x -> x != 0 ? 1 : 0;
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> {
        long least = to.isUnsigned() ? 0 : -1L << (to.bitSize() - 1);
        long most = Operator.largest(to);
        yield x -> Math.clamp((long) x, least, most);
      }
      case UINT64 -> Conversions::doubleToUnsignedLong;
      case FLOAT16 -> Conversions::doubleToFloat16;
      case BFLOAT16 -> Conversions::doubleToBfloat16;
      case FLOAT32 -> x -> Float.floatToRawIntBits((float) x);
      case FLOAT64 -> Double::doubleToRawLongBits;
      case COMPLEX64, COMPLEX128 -> throw unexpected("conversion", to);
    };
  }

  private static OfLong ofLong(DType to) {
    return switch (to) {
      case BOOL -> x -> x != 0 ? 1 : 0;
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> x -> x;
      case FLOAT16 -> x -> Conversions.doubleToFloat16((double) x);
      case BFLOAT16 -> x -> Conversions.doubleToBfloat16((double) x);
      case FLOAT32 -> x -> Float.floatToRawIntBits((float) x);
      case FLOAT64 -> x -> Double.doubleToRawLongBits((double) x);
      case COMPLEX64, COMPLEX128 -> throw unexpected("conversion", to);
    };
  }

  private static OfLong ofUnsigned(DType to) {
    return switch (to) {
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> ofLong(to);
      case FLOAT16 -> x -> Conversions.doubleToFloat16(Conversions.unsignedLongToDouble(x));
      case BFLOAT16 -> x -> Conversions.doubleToBfloat16(Conversions.unsignedLongToDouble(x));
      case FLOAT32 -> x -> Float.floatToRawIntBits(Conversions.unsignedLongToFloat(x));
      case FLOAT64 -> x -> Double.doubleToRawLongBits(Conversions.unsignedLongToDouble(x));
      case COMPLEX64, COMPLEX128 -> throw unexpected("conversion", to);
    };
  }
}
