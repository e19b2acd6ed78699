package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.bits;
import static org.lanewise.backend.reference.Data.integers;
import static org.lanewise.backend.reference.Data.longs;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Comparisons, choices and conversions.
class CompareAndConvertTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  static Iterable<DType> types() {
    return Data.TYPES;
  }

  static Iterable<DType> floating() {
    return Data.types(DType::isFloating);
  }

  private static long[] compare(Compare.Op op, Strided x, Strided y) {
    Strided result = run(new Compare(op), x, y);
    assertThat(result.dtype()).isEqualTo(DType.BOOL);
    return bits(result);
  }

  @ParameterizedTest
  @MethodSource("types")
  void comparisonsOfEveryType(DType t) {
    Strided x = vector(t, 0, 1, 1);
    Strided y = vector(t, 1, 1, 0);
    assertThat(compare(Compare.Op.EQ, x, y)).containsExactly(0, 1, 0);
    assertThat(compare(Compare.Op.NE, x, y)).containsExactly(1, 0, 1);
    assertThat(compare(Compare.Op.LT, x, y)).containsExactly(1, 0, 0);
    assertThat(compare(Compare.Op.LE, x, y)).containsExactly(1, 1, 0);
    assertThat(compare(Compare.Op.GT, x, y)).containsExactly(0, 0, 1);
    assertThat(compare(Compare.Op.GE, x, y)).containsExactly(0, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void nanIsUnequalToEverythingAndZerosAreEqual(DType t) {
    Strided x = vector(t, NAN, NAN, 1, -0.0);
    Strided y = vector(t, NAN, 1, NAN, 0.0);
    assertThat(compare(Compare.Op.EQ, x, y)).containsExactly(0, 0, 0, 1);
    assertThat(compare(Compare.Op.NE, x, y)).containsExactly(1, 1, 1, 0);
    assertThat(compare(Compare.Op.LT, x, y)).containsExactly(0, 0, 0, 0);
    assertThat(compare(Compare.Op.LE, x, y)).containsExactly(0, 0, 0, 1);
    assertThat(compare(Compare.Op.GT, x, y)).containsExactly(0, 0, 0, 0);
    assertThat(compare(Compare.Op.GE, x, y)).containsExactly(0, 0, 0, 1);
  }

  @ParameterizedTest
  @MethodSource("types")
  void selectTakesTheCaseOfTheIndexAndClampsIt(DType t) {
    Strided a = vector(t, 0, 0, 0, 0);
    Strided b = vector(t, 1, 1, 1, 1);
    assertThat(values(run(new Elementwise.Select(), vector(DType.BOOL, 0, 1, 1, 0), a, b)))
        .containsExactly(0, 1, 1, 0);
    Strided which = longs(DType.INT32, -7, 1, 2, 99);
    Strided c = vector(t, 1, 0, 1, 0);
    assertThat(values(run(new Elementwise.Select(), which, a, b, c))).containsExactly(0, 1, 1, 0);
    assertThat(values(run(new Elementwise.Select(), Data.scalar(DType.BOOL, 1), a, b)))
        .containsExactly(1, 1, 1, 1);
  }

  @Test
  void selectKeepsThePayloadOfNan() {
    Strided nan = Data.ofBits(DType.FLOAT32, Shape.of(1), 0xFFC0_1234L);
    Strided result = run(new Elementwise.Select(), vector(DType.BOOL, 0), nan, nan);
    assertThat(org.lanewise.memory.Transfer.bits(result)).isEqualTo(0xFFC0_1234L);
  }

  private static Strided convert(DType to, Strided x) {
    return run(new Elementwise.Convert(to, false), x);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void floatingToIntegerTruncatesAndSaturates(DType t) {
    Strided x = vector(t, 1.75, -1.75, NAN, INF, -INF, -0.5);
    for (DType to : Data.types(DType::isSigned)) {
      long min = -1L << (to.bitSize() - 1);
      assertThat(integers(convert(to, x))).containsExactly(1, -1, 0, ~min, min, 0);
    }
    for (DType to : Data.types(DType::isUnsigned)) {
      long max = to == DType.UINT64 ? -1 : (1L << to.bitSize()) - 1;
      assertThat(integers(convert(to, x))).containsExactly(1, 0, 0, max, 0, 0);
    }
    assertThat(bits(convert(DType.BOOL, vector(t, 0, -0.0, 0.25, NAN))))
        .containsExactly(0, 0, 1, 1);
  }

  @Test
  void doubleToUnsignedIsExactBeyondTheSignBit() {
    Strided x =
        vector(DType.FLOAT64, 0x1p63, 1e19, 0x1.fffffffffffffp63, 0x1p64, 4294967295.0, 4e9);
    assertThat(integers(convert(DType.UINT64, x)))
        .containsExactly(
            Long.MIN_VALUE,
            Long.parseUnsignedLong("10000000000000000000"),
            -2048,
            -1,
            4294967295L,
            4000000000L);
    assertThat(integers(convert(DType.UINT32, x)))
        .containsExactly(
            4294967295L, 4294967295L, 4294967295L, 4294967295L, 4294967295L, 4000000000L);
  }

  @Test
  void unsignedLongsRoundToNearestEven() {
    long[] x = {
      -1,
      Long.MIN_VALUE,
      0x8000_0080_0000_0000L,
      0x8000_0080_0000_0001L,
      0x8000_0180_0000_0000L,
      (1L << 53) + 1,
      0x8000_0000_0000_0401L
    };
    double[] f32 = values(convert(DType.FLOAT32, longs(DType.UINT64, x)));
    double[] f64 = values(convert(DType.FLOAT64, longs(DType.UINT64, x)));
    for (int i = 0; i < x.length; i++) {
      BigInteger exact = new BigInteger(Long.toUnsignedString(x[i]));
      assertThat(f32[i]).isEqualTo(exact.floatValue());
      assertThat(f64[i]).isEqualTo(exact.doubleValue());
    }
    long[] signed = {
      Long.MAX_VALUE, Long.MIN_VALUE, (1L << 24) + 1, -(1L << 24) - 3, 0x4000_0040_0000_0001L
    };
    double[] single = values(convert(DType.FLOAT32, longs(DType.INT64, signed)));
    for (int i = 0; i < signed.length; i++) {
      assertThat(single[i]).isEqualTo(BigInteger.valueOf(signed[i]).floatValue());
    }
  }

  @Test
  void integersWrapIntoNarrowerOnes() {
    Strided x = longs(DType.INT64, 300, -1, 1L << 40, 0x1_8000_0080L);
    assertThat(integers(convert(DType.UINT8, x))).containsExactly(44, 255, 0, 128);
    assertThat(integers(convert(DType.INT8, x))).containsExactly(44, -1, 0, -128);
    assertThat(integers(convert(DType.UINT32, x)))
        .containsExactly(300, 4294967295L, 0, 0x8000_0080L);
    assertThat(integers(convert(DType.INT64, longs(DType.INT8, -3)))).containsExactly(-3);
    assertThat(integers(convert(DType.INT64, longs(DType.UINT8, -3)))).containsExactly(253);
    assertThat(bits(convert(DType.BOOL, longs(DType.INT32, 0, 256, -1)))).containsExactly(0, 1, 1);
    assertThat(values(convert(DType.FLOAT16, vector(DType.BOOL, 0, 1)))).containsExactly(0, 1);
  }

  @Test
  void narrowingRoundsOnce() {
    // just above a tie of f16 and bf16, by less than f32 can tell
    double aboveTie16 = 1 + 0x1p-11 + 0x1p-40;
    double aboveTieB = 1 + 0x1p-8 + 0x1p-40;
    Strided x = vector(DType.FLOAT64, aboveTie16, aboveTieB, 65519.99, 65520, 1e-8, 3e-8);
    assertThat(values(convert(DType.FLOAT16, x)))
        .containsExactly(1 + 0x1p-10, 1 + 0x1p-8, 65504, INF, 0, 0x1p-24);
    assertThat(values(convert(DType.BFLOAT16, x))[0]).isEqualTo(1);
    assertThat(values(convert(DType.BFLOAT16, x))[1]).isEqualTo(1 + 0x1p-7);
    assertThat(values(convert(DType.FLOAT32, vector(DType.FLOAT64, 1e39, 0x1p-150, 0x1.8p-149))))
        .containsExactly(INF, 0, 0x1p-148);
    assertThat(values(convert(DType.FLOAT16, longs(DType.INT32, 2049, 2051, 70000))))
        .containsExactly(2048, 2052, INF);
  }

  @ParameterizedTest
  @MethodSource("types")
  void conversionToItselfAndToAWiderTypeAndBackKeepsValues(DType t) {
    Strided x = vector(t, 0, 1, 1, 0);
    for (DType to : Data.TYPES) {
      assertThat(values(convert(t, convert(to, x)))).containsExactly(0, 1, 1, 0);
    }
  }
}
