package org.lanewise.vector.convolution;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Agreement;
import org.lanewise.vector.Layouts;

/// Convolutions equal the reference backend's by bits: in every order of axes, with strides,
/// padding on either side, positive and negative, dilations, groups, and operands in any layout.
@Tag("bits")
class ConvolutionKernelsTest {
  private final Random random = new Random(11);
  private final Agreement agreement = new Agreement(Convolutions::of);

  /// What a test varies; the rest is one or zero.
  private static final class Options {
    private Sizes strides;
    private Sizes low;
    private Sizes high;
    private Sizes lhsDilation;
    private Sizes rhsDilation;
    private long featureGroups = 1;
    private long batchGroups = 1;

    Options(int rank) {
      strides = Sizes.filled(rank, 1);
      low = Sizes.filled(rank, 0);
      high = Sizes.filled(rank, 0);
      lhsDilation = strides;
      rhsDilation = strides;
    }

    Conv conv(ConvDimensions dimensions, DType type) {
      return new Conv(
          dimensions,
          strides,
          low,
          high,
          lhsDilation,
          rhsDilation,
          featureGroups,
          batchGroups,
          type);
    }
  }

  private static Options padded(int rank, long low, long high) {
    Options options = new Options(rank);
    options.low = Sizes.filled(rank, low);
    options.high = Sizes.filled(rank, high);
    return options;
  }

  private void check(Options options, ConvDimensions dimensions, DType type, Shape x, Shape w) {
    agreement.check(
        options.conv(dimensions, type),
        Layouts.numbers(type, random, x),
        Layouts.numbers(type, random, w));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BOOL", "COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyType(DType type) {
    ConvDimensions last = ConvDimensions.featuresLast(2);
    ConvDimensions first = ConvDimensions.featuresFirst(2);
    for (int i = 0; i < 3; i++) {
      check(padded(2, 1, 1), last, type, Shape.of(2, 7, 9, 5), Shape.of(3, 3, 5, 37));
      check(padded(2, 1, 1), first, type, Shape.of(2, 5, 7, 9), Shape.of(37, 5, 3, 3));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void severalBlocksOfTerms(DType type) {
    check(
        padded(2, 1, 1),
        ConvDimensions.featuresLast(2),
        type,
        Shape.of(1, 9, 21, 64),
        Shape.of(3, 3, 64, 40));
    check(
        padded(2, 1, 1),
        ConvDimensions.featuresFirst(2),
        type,
        Shape.of(2, 64, 9, 21),
        Shape.of(30, 64, 3, 3));
    // the gradient of a filter: a window as large as the array
    check(
        padded(2, 1, 1),
        ConvDimensions.of("CHWN", "IHWO", "HWNC"),
        type,
        Shape.of(3, 18, 20, 14),
        Shape.of(3, 18, 20, 35));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void randomGeometries(int rank) {
    for (int i = 0; i < 80; i++) {
      randomGeometry(rank, i % 4 == 3 ? DType.FLOAT64 : DType.FLOAT32);
    }
  }

  private void randomGeometry(int rank, DType type) {
    ConvDimensions dimensions =
        switch (random.nextInt(3)) {
          case 0 -> ConvDimensions.featuresLast(rank);
          case 1 -> ConvDimensions.featuresFirst(rank);
          case 2 ->
              new ConvDimensions(
                  Layouts.permutation(random, rank + 2),
                  Layouts.permutation(random, rank + 2),
                  Layouts.permutation(random, rank + 2));
          default -> throw new AssertionError();
        };
    Options options = new Options(rank);
    switch (random.nextInt(4)) {
      case 0 -> options.featureGroups = 2 + random.nextInt(20);
      case 1 -> options.batchGroups = 2 + random.nextInt(3);
      case 2, 3 -> {}
      default -> throw new AssertionError();
    }
    long inputs = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(9);
    long groups = options.featureGroups * options.batchGroups;
    long[] x = new long[rank + 2];
    long[] w = new long[rank + 2];
    x[dimensions.lhs().get(0)] = (1 + random.nextInt(3)) * options.batchGroups;
    x[dimensions.lhs().get(1)] = inputs * options.featureGroups;
    w[dimensions.rhs().get(0)] = (1 + random.nextInt(9)) * groups;
    w[dimensions.rhs().get(1)] = inputs;
    int most = rank == 1 ? 50 : rank == 2 ? 12 : 5;
    for (int axis = 2; axis < rank + 2; axis++) {
      x[dimensions.lhs().get(axis)] = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(most);
      w[dimensions.rhs().get(axis)] = 1 + random.nextInt(rank == 1 ? 12 : 4);
    }
    options.strides = sizes(rank, 1, 3);
    options.low = sizes(rank, -2, 4);
    options.high = sizes(rank, -2, 4);
    options.lhsDilation = sizes(rank, 1, 5);
    options.rhsDilation = sizes(rank, 1, 3);
    check(options, dimensions, type, Shape.of(x), Shape.of(w));
  }

  private Sizes sizes(int rank, int least, int most) {
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      boolean plain = random.nextBoolean();
      sizes[i] = plain ? Math.max(0, least) : least + random.nextInt(most - least + 1);
    }
    return Sizes.of(sizes);
  }

  @Test
  void transposedByALongStride() {
    Options options = padded(1, 29, 29);
    options.lhsDilation = Sizes.of(20);
    ConvDimensions last = ConvDimensions.featuresLast(1);
    check(options, last, DType.FLOAT32, Shape.of(3, 17, 5), Shape.of(40, 5, 16));
    check(options, last, DType.FLOAT32, Shape.of(3, 17, 5), Shape.of(13, 5, 1)); // some see nothing
    check(
        options,
        ConvDimensions.featuresFirst(1),
        DType.FLOAT32,
        Shape.of(3, 5, 17),
        Shape.of(16, 5, 40));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "BFLOAT16", "INT32"})
  void depthwise(DType type) {
    for (long multiplier = 1; multiplier <= 2; multiplier++) {
      for (long channels : new long[] {2, 16, 37}) {
        Options options = padded(2, 1, 2);
        options.featureGroups = channels;
        Shape x = Shape.of(2, 9, 19, channels);
        Shape w = Shape.of(3, 2, 1, channels * multiplier);
        check(options, ConvDimensions.featuresLast(2), type, x, w);
        Shape first = Shape.of(2, channels, 9, 19);
        Shape filter = Shape.of(channels * multiplier, 1, 3, 2);
        check(options, ConvDimensions.featuresFirst(2), type, first, filter);
        options.strides = Sizes.of(2, 2);
        check(options, ConvDimensions.featuresFirst(2), type, first, filter);
      }
    }
  }

  /// Padding is 0 · w, which is NaN where w is infinite, and turns −0 to +0.
  @ParameterizedTest
  @ValueSource(longs = {1, 4})
  void paddingIsATerm(long groups) {
    Options options = padded(1, 1, 1);
    options.featureGroups = groups;
    Strided x = Strided.allocate(DType.FLOAT32, Shape.of(1, 20, 4));
    Strided w = Strided.allocate(DType.FLOAT32, Shape.of(3, 4 / groups, 8));
    for (long i = 0; i < 80; i++) {
      Transfer.putBits(x.buffer().segment(), DType.FLOAT32, i, 0x80000001L); // the least negative
    }
    for (long i = 0; i < w.shape().size(); i++) {
      long bits = i % 7 == 0 ? 0x7F800000L : i % 2 == 0 ? 1 : 0x3F000000L;
      Transfer.putBits(w.buffer().segment(), DType.FLOAT32, i, bits);
    }
    agreement.check(options.conv(ConvDimensions.featuresLast(1), DType.FLOAT32), x, w);
  }
}
