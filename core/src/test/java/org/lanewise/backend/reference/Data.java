package org.lanewise.backend.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Makes operands, runs one primitive, and reads results.
final class Data {
  /// Every supported element type.
  static final List<DType> TYPES =
      Arrays.stream(DType.values()).filter(t -> !t.isComplex()).toList();

  private Data() {}

  static List<DType> types(java.util.function.Predicate<DType> accepted) {
    return TYPES.stream().filter(accepted).toList();
  }

  static Strided ofBits(DType dtype, Shape shape, long... bits) {
    Strided data = Strided.allocate(dtype, shape);
    for (int i = 0; i < bits.length; i++) {
      Transfer.putBits(data.buffer().segment(), dtype, i, bits[i]);
    }
    return data;
  }

  static Strided of(DType dtype, Shape shape, double... values) {
    return ofBits(
        dtype, shape, Arrays.stream(values).mapToLong(v -> ScalarBits.of(dtype, v)).toArray());
  }

  static Strided vector(DType dtype, double... values) {
    return of(dtype, Shape.of(values.length), values);
  }

  static Strided longs(DType dtype, long... values) {
    return ofBits(
        dtype,
        Shape.of(values.length),
        Arrays.stream(values).map(v -> ScalarBits.of(dtype, v)).toArray());
  }

  static Strided scalar(DType dtype, double value) {
    return Transfer.scalar(dtype, ScalarBits.of(dtype, value));
  }

  /// The results of one primitive.
  static List<Strided> runAll(Primitive primitive, Strided... operands) {
    List<ArrayType> types =
        Arrays.stream(operands).map(x -> new ArrayType(x.dtype(), x.shape())).toList();
    Jaxpr program = Jaxpr.of(primitive, types);
    List<Strided> results = List.of(new ReferenceBackend().compile(program).execute(operands));
    for (int i = 0; i < results.size(); i++) {
      ArrayType expected = program.outputTypes().get(i);
      if (results.get(i).dtype() != expected.dtype()
          || !results.get(i).shape().equals(expected.shape())) {
        throw new AssertionError(results.get(i) + " is not " + expected);
      }
    }
    return results;
  }

  /// The only result of one primitive.
  static Strided run(Primitive primitive, Strided... operands) {
    return runAll(primitive, operands).get(0);
  }

  /// The bits in row-major order; every NaN as the same bits.
  static long[] bits(Strided data) {
    long[] bits = new long[(int) data.shape().size()];
    Positions positions = new Positions(data.layout());
    DType dtype = data.dtype();
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Transfer.getBits(data.buffer().segment(), dtype, positions.next());
      if (dtype.isFloating() && Double.isNaN(ScalarBits.toDouble(dtype, bits[i]))) {
        bits[i] = ScalarBits.of(dtype, Double.NaN);
      }
    }
    return bits;
  }

  /// The values in row-major order.
  static double[] values(Strided data) {
    return Arrays.stream(bits(data))
        .mapToDouble(b -> ScalarBits.toDouble(data.dtype(), b))
        .toArray();
  }

  /// The integers in row-major order; u64 as it is.
  static long[] integers(Strided data) {
    return Arrays.stream(bits(data)).map(b -> ScalarBits.toLong(data.dtype(), b)).toArray();
  }

  /// Elements of all magnitudes, special ones among them.
  static Strided random(DType dtype, Shape shape, Random random) {
    Strided data = Strided.allocate(dtype, shape);
    for (long i = 0; i < shape.size(); i++) {
      Transfer.putBits(data.buffer().segment(), dtype, i, element(dtype, random));
    }
    return data;
  }

  private static long element(DType dtype, Random random) {
    double[] special = {0.0, -0.0, 1, -1, Double.NaN, 1 / 0.0, -1 / 0.0, 0.5, 2.5, 1e30, -1e-30};
    int kind = random.nextInt(8);
    if (dtype.isFloating()) {
      double value =
          kind == 0 ? special[random.nextInt(special.length)] : random.nextGaussian() * 3;
      return ScalarBits.of(dtype, value);
    }
    long extreme = 1L << (dtype.bitSize() - 1);
    return ScalarBits.of(
        dtype,
        kind == 0
            ? extreme - random.nextInt(2)
            : kind == 1 ? random.nextLong() : random.nextInt(9) - 4);
  }

  /// Numbers without special ones, whose sums depend on the order.
  static Strided gaussian(DType dtype, Shape shape, Random random) {
    Strided data = Strided.allocate(dtype, shape);
    for (long i = 0; i < shape.size(); i++) {
      Transfer.putBits(
          data.buffer().segment(), dtype, i, ScalarBits.of(dtype, random.nextGaussian()));
    }
    return data;
  }

  /// The same elements with permuted and reversed axes, gaps and an offset.
  static Strided awkward(Strided data, Random random) {
    Shape shape = data.shape();
    long[] strides = new long[shape.rank()];
    long step = 2;
    long offset = 3;
    for (int i = 0; i < strides.length; i++) { // the first axis is the fastest
      boolean isReversed = random.nextBoolean();
      strides[i] = isReversed ? -step : step;
      offset += isReversed ? Math.max(0, shape.get(i) - 1) * step : 0;
      step *= shape.get(i) + 1;
    }
    Strided wide = Strided.allocate(data.dtype(), Shape.of(offset + step));
    Strided view = wide.with(Layout.of(shape, strides, offset));
    Positions from = new Positions(data.layout());
    Positions to = new Positions(view.layout());
    for (long i = 0; i < shape.size(); i++) {
      long bits = Transfer.getBits(data.buffer().segment(), data.dtype(), from.next());
      Transfer.putBits(view.buffer().segment(), data.dtype(), to.next(), bits);
    }
    return view;
  }
}
