package org.lanewise.backend.reference;

import java.util.Locale;
import java.util.Objects;
import org.lanewise.backend.Views;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.DoubleUnary;
import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.FloatUnary;
import org.lanewise.ir.Elementwise;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Elementwise primitives: one loop, one definition.
final class ElementwiseReference {
  private ElementwiseReference() {}

  static Strided evaluate(Elementwise primitive, Strided[] in, ArrayType out) {
    return switch (primitive) {
      case Elementwise.Unary(Elementwise.Unary.Op op) -> unary(op, in[0], out);
      case Elementwise.IntegerPow(int exponent) -> integerPow(exponent, in[0], out);
      case Elementwise.Neg _ ->
          map(in[0], out, x -> -x, x -> -x, x -> -x);
      case Elementwise.Add _, Elementwise.AddAny _ ->
          zip(in, out, Float::sum, Double::sum, Long::sum);
      case Elementwise.Sub _ ->
          zip(in, out, (x, y) -> x - y, (x, y) -> x - y, (x, y) -> x - y);
      case Elementwise.Mul _ ->
          zip(in, out, (x, y) -> x * y, (x, y) -> x * y, (x, y) -> x * y);
      case Elementwise.Div _ ->
          zip(in, out, (x, y) -> x / y, (x, y) -> x / y, Integers.div(in[0].dtype()));
      case Elementwise.Binary(Elementwise.Binary.Op op) -> binary(op, in, out);
      case Elementwise.Compare(Elementwise.Compare.Op op) -> compare(op, in, out);
      case Elementwise.Fma _ -> fma(in, out);
      case Elementwise.Clamp _ -> clamp(in, out);
      case Elementwise.Select _ -> select(in, out);
      case Elementwise.Convert _ -> ConvertReference.convert(in[0], out);
      case Elementwise.StopGradient stop ->
          in[0].with(
              Objects.requireNonNull(Views.of(stop, in[0].layout(), out.shape())));
    };
  }

  private static Strided map(
      Strided x, ArrayType out, FloatUnary single, DoubleUnary real, Integers.Unary integer) {
    Cursor at = new Cursor(x);
    Sink sink = new Sink(out);
    long n = out.size();
    switch (Scalars.kind(x.dtype())) {
      case SINGLE -> {
        for (long i = 0; i < n; i++) {
          sink.single(single.apply(at.single()));
        }
      }
      case REAL -> {
        for (long i = 0; i < n; i++) {
          sink.real(real.apply(at.real()));
        }
      }
      case INTEGER -> {
        for (long i = 0; i < n; i++) {
          sink.integer(integer.apply(at.integer()));
        }
      }
    }
    return sink.result();
  }

  private static Strided zip(
      Strided[] in, ArrayType out, FloatBinary single, DoubleBinary real, Integers.Binary integer) {
    Cursor x = Cursor.repeated(in[0], out.shape());
    Cursor y = Cursor.repeated(in[1], out.shape());
    Sink sink = new Sink(out);
    long n = out.size();
    switch (Scalars.kind(in[0].dtype())) {
      case SINGLE -> {
        for (long i = 0; i < n; i++) {
          sink.single(single.apply(x.single(), y.single()));
        }
      }
      case REAL -> {
        for (long i = 0; i < n; i++) {
          sink.real(real.apply(x.real(), y.real()));
        }
      }
      case INTEGER -> {
        for (long i = 0; i < n; i++) {
          sink.integer(integer.apply(x.integer(), y.integer()));
        }
      }
    }
    return sink.result();
  }

  private static Strided unary(Elementwise.Unary.Op op, Strided x, ArrayType out) {
    if (op == Elementwise.Unary.Op.IS_FINITE) {
      return isFinite(x, out);
    }
    if (Scalars.kind(x.dtype()) == Scalars.Kind.INTEGER) {
      Integers.Unary integer = Integers.unary(op, x.dtype());
      return map(x, out, v -> v, v -> v, integer);
    }
    String name = definition(op);
    return Scalars.kind(x.dtype()) == Scalars.Kind.REAL
        ? map(x, out, v -> v, Definitions.doubleUnary(name).scalar(), v -> v)
        : map(x, out, Definitions.floatUnary(name).scalar(), v -> v, v -> v);
  }

  private static String definition(Elementwise.Unary.Op op) {
    return switch (op) {
      case ROUND -> "round_half_away";
      case ROUND_EVEN -> "round_half_even";
      default -> op.name().toLowerCase(Locale.ROOT);
    };
  }

  private static Strided isFinite(Strided x, ArrayType out) {
    Cursor at = new Cursor(x);
    Sink sink = new Sink(out);
    boolean real = x.dtype() == DType.FLOAT64;
    for (long i = 0; i < out.size(); i++) {
      sink.truth(real ? Double.isFinite(at.real()) : Float.isFinite(at.single()));
    }
    return sink.result();
  }

  /// x·x·… by squaring from the lowest bit of the exponent: `acc = acc·x` where a bit is set, then
  /// `x = x·x`; the reciprocal at the end for a negative one. (The order of JAX's `integer_pow`.)
  private static Strided integerPow(int exponent, Strided x, ArrayType out) {
    DType narrow = x.dtype();
    return map(
        x,
        out,
        v -> integerPow(v, exponent, narrow),
        v -> integerPow(v, exponent),
        v -> Integers.pow(v, exponent));
  }

  /// f16 and bf16 round after every product.
  private static float integerPow(float x, int exponent, DType dtype) {
    float square = x;
    float product = 1;
    boolean any = false;
    for (long rest = Math.abs((long) exponent); rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product = any ? round(dtype, product * square) : square;
        any = true;
      }
      square = rest > 1 ? round(dtype, square * square) : square;
    }
    return exponent < 0 ? 1 / product : product;
  }

  private static float round(DType dtype, float x) {
    return Scalars.single(dtype, Scalars.bits(dtype, x));
  }

  private static double integerPow(double x, int exponent) {
    double square = x;
    double product = 1;
    boolean any = false;
    for (long rest = Math.abs((long) exponent); rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product = any ? product * square : square;
        any = true;
      }
      square = rest > 1 ? square * square : square;
    }
    return exponent < 0 ? 1 / product : product;
  }

  private static Strided binary(Elementwise.Binary.Op op, Strided[] in, ArrayType out) {
    DType dtype = in[0].dtype();
    if (op == Elementwise.Binary.Op.POW && !in[1].dtype().isFloating()) {
      return powOfInteger(in, out);
    }
    if (op == Elementwise.Binary.Op.NEXTAFTER && dtype.byteSize() == 2) {
      return nextafter(in, out);
    }
    String name = op.name().toLowerCase(Locale.ROOT);
    return switch (Scalars.kind(dtype)) {
      case SINGLE -> {
        FloatBinary single = Definitions.floatBinary(name).scalar();
        yield zip(in, out, single, (x, y) -> x, (x, y) -> x);
      }
      case REAL -> {
        DoubleBinary real = Definitions.doubleBinary(name).scalar();
        yield zip(in, out, (x, y) -> x, real, (x, y) -> x);
      }
      case INTEGER -> zip(in, out, (x, y) -> x, (x, y) -> x, Integers.binary(op, dtype));
    };
  }

  /// A floating base with an integer exponent: the exponent is converted first.
  private static Strided powOfInteger(Strided[] in, ArrayType out) {
    ArrayType exponent = new ArrayType(in[0].dtype(), in[1].shape());
    Strided converted = ConvertReference.convert(in[1], exponent);
    return binary(Elementwise.Binary.Op.POW, new Strided[] {in[0], converted}, out);
  }

  /// The neighbour of a 16-bit float: bits as sign and magnitude count up and down.
  private static Strided nextafter(Strided[] in, ArrayType out) {
    DType dtype = in[0].dtype();
    Cursor xs = Cursor.repeated(in[0], out.shape());
    Cursor ys = Cursor.repeated(in[1], out.shape());
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      long bits = xs.bits();
      float x = Scalars.single(dtype, bits);
      float y = ys.single();
      if (Float.isNaN(x) || Float.isNaN(y)) {
        sink.single(Float.NaN);
      } else if (x == y) {
        sink.single(y);
      } else if (x == 0) {
        sink.bits(y > 0 ? 1 : 0x8001);
      } else {
        sink.bits((y > x) == (x > 0) ? bits + 1 : bits - 1);
      }
    }
    return sink.result();
  }

  private static Strided compare(Elementwise.Compare.Op op, Strided[] in, ArrayType out) {
    DType dtype = in[0].dtype();
    Cursor x = Cursor.repeated(in[0], out.shape());
    Cursor y = Cursor.repeated(in[1], out.shape());
    Sink sink = new Sink(out);
    boolean unsigned = dtype == DType.UINT64;
    for (long i = 0; i < out.size(); i++) {
      switch (Scalars.kind(dtype)) {
        case SINGLE -> sink.truth(holds(op, x.single(), y.single()));
        case REAL -> sink.truth(holds(op, x.real(), y.real()));
        case INTEGER -> {
          long flip = unsigned ? Long.MIN_VALUE : 0;
          int order = Long.compare(x.integer() ^ flip, y.integer() ^ flip);
          sink.truth(holds(op, order, 0));
        }
      }
    }
    return sink.result();
  }

  private static boolean holds(Elementwise.Compare.Op op, double x, double y) {
    return switch (op) {
      case EQ -> x == y;
      case NE -> x != y;
      case LT -> x < y;
      case LE -> x <= y;
      case GT -> x > y;
      case GE -> x >= y;
    };
  }

  private static Strided fma(Strided[] in, ArrayType out) {
    Cursor x = Cursor.repeated(in[0], out.shape());
    Cursor y = Cursor.repeated(in[1], out.shape());
    Cursor z = Cursor.repeated(in[2], out.shape());
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      if (out.dtype() == DType.FLOAT64) {
        sink.real(Math.fma(x.real(), y.real(), z.real()));
      } else {
        sink.single(Math.fma(x.single(), y.single(), z.single()));
      }
    }
    return sink.result();
  }

  /// min(max(x, lo), hi), with the maxima and minima of the definitions.
  private static Strided clamp(Strided[] in, ArrayType out) {
    Strided raised = binary(Elementwise.Binary.Op.MAX, new Strided[] {in[1], in[0]}, out);
    return binary(Elementwise.Binary.Op.MIN, new Strided[] {raised, in[2]}, out);
  }

  private static Strided select(Strided[] in, ArrayType out) {
    Shape shape = out.shape();
    Cursor which = Cursor.repeated(in[0], shape);
    Cursor[] cases = new Cursor[in.length - 1];
    for (int i = 0; i < cases.length; i++) {
      cases[i] = Cursor.repeated(in[i + 1], shape);
    }
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      int index = Math.clamp(which.integer(), 0, cases.length - 1);
      long picked = 0;
      for (int c = 0; c < cases.length; c++) {
        long bits = cases[c].bits();
        picked = c == index ? bits : picked;
      }
      sink.bits(picked);
    }
    return sink.result();
  }
}
