package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.bits;
import static org.lanewise.backend.reference.Data.integers;
import static org.lanewise.backend.reference.Data.of;
import static org.lanewise.backend.reference.Data.ofBits;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Sizes;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What moves, repeats or makes elements in a fixed pattern.
class ShapingTest {

  static Iterable<DType> types() {
    return Data.TYPES;
  }

  static Iterable<DType> numbers() {
    return Data.types(t -> t != DType.BOOL);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void iotaCountsAlongOneAxis(DType t) {
    assertThat(values(run(new Shaping.Iota(t, Shape.of(2, 3), 0))))
        .containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(values(run(new Shaping.Iota(t, Shape.of(2, 3), 1))))
        .containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(values(run(new Shaping.Iota(t, Shape.of(2, 0), 0)))).isEmpty();
  }

  @Test
  void iotaRoundsAndWraps() {
    double[] halves = values(run(new Shaping.Iota(DType.BFLOAT16, Shape.of(260), 0)));
    assertThat(halves).endsWith(255, 256, 256, 258, 260);
    long[] bytes = integers(run(new Shaping.Iota(DType.INT8, Shape.of(258), 0)));
    assertThat(bytes[128]).isEqualTo(-128);
    assertThat(bytes[257]).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("types")
  void viewsMoveElementsOfEveryType(DType t) {
    Strided x = of(t, Shape.of(2, 3), 1, 0, 0, 1, 1, 0);
    assertThat(values(run(new Shaping.Transpose(Axes.of(1, 0)), x)))
        .containsExactly(1, 1, 0, 1, 0, 0);
    assertThat(values(run(new Shaping.Rev(Axes.of(1)), x))).containsExactly(0, 0, 1, 0, 1, 1);
    assertThat(values(run(new Shaping.Reshape(Shape.of(3, 2)), x)))
        .containsExactly(1, 0, 0, 1, 1, 0);
    Strided turned = run(new Shaping.Transpose(Axes.of(1, 0)), x);
    assertThat(values(run(new Shaping.Reshape(Shape.of(6)), turned)))
        .containsExactly(1, 1, 0, 1, 0, 0);
    assertThat(values(run(new Shaping.BroadcastInDim(Shape.of(2, 2), Axes.of(0)), vector(t, 0, 1))))
        .containsExactly(0, 0, 1, 1);
    assertThat(
            values(
                run(
                    new Shaping.BroadcastInDim(Shape.of(2, 2), Axes.of(0, 1)),
                    of(t, Shape.of(1, 2), 0, 1))))
        .containsExactly(0, 1, 0, 1);
    assertThat(run(new Shaping.Squeeze(Axes.of(0)), of(t, Shape.of(1, 2), 0, 1)).shape())
        .isEqualTo(Shape.of(2));
    assertThat(values(run(new Shaping.Slice(Sizes.of(0, 0), Sizes.of(2, 3), Sizes.of(1, 2)), x)))
        .containsExactly(1, 0, 1, 0);
  }

  @ParameterizedTest
  @MethodSource("types")
  void concatenateJoinsAnyNumberAndSkipsEmptyOnes(DType t) {
    Strided x = of(t, Shape.of(2, 1), 1, 0);
    Strided y = of(t, Shape.of(2, 2), 0, 1, 1, 1);
    Strided none = of(t, Shape.of(2, 0));
    assertThat(values(run(new Shaping.Concatenate(1), x, none, y, x)))
        .containsExactly(1, 0, 1, 1, 0, 1, 1, 0);
    assertThat(values(run(new Shaping.Concatenate(0), y))).containsExactly(0, 1, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void padAddsCutsAndSpreads(DType t) {
    Strided x = vector(t, 1, 2, 3);
    Strided nine = Data.scalar(t, 9);
    assertThat(pad(x, nine, 2, 1, 0)).containsExactly(9, 9, 1, 2, 3, 9);
    assertThat(pad(x, nine, 0, 0, 2)).containsExactly(1, 9, 9, 2, 9, 9, 3);
    assertThat(pad(x, nine, -1, -1, 0)).containsExactly(2);
    assertThat(pad(x, nine, -1, 1, 1)).containsExactly(9, 2, 9, 3, 9);
    assertThat(pad(x, nine, -2, 2, 2)).containsExactly(9, 2, 9, 9, 3, 9, 9);
    assertThat(pad(x, nine, -4, 3, 0)).containsExactly(9, 9);
    assertThat(pad(vector(t), nine, 2, 1, 0)).containsExactly(9, 9, 9);
    Strided square = of(t, Shape.of(2, 2), 1, 2, 3, 4);
    Shaping.Pad both = new Shaping.Pad(Sizes.of(1, -1), Sizes.of(0, 1), Sizes.of(1, 0));
    assertThat(values(run(both, square, nine))).containsExactly(9, 9, 2, 9, 9, 9, 4, 9);
  }

  private static double[] pad(Strided x, Strided value, long low, long high, long interior) {
    return values(
        run(new Shaping.Pad(Sizes.of(low), Sizes.of(high), Sizes.of(interior)), x, value));
  }

  @Test
  void bitcastReadsTheLeastSignificantPartFirst() {
    Strided x = vector(DType.FLOAT64, 1.5);
    assertThat(bits(run(new Shaping.BitcastConvert(DType.UINT8), x)))
        .containsExactly(0, 0, 0, 0, 0, 0, 248, 63);
    assertThat(bits(run(new Shaping.BitcastConvert(DType.UINT32), x)))
        .containsExactly(0, 0x3FF8_0000L);
    assertThat(
            values(
                run(
                    new Shaping.BitcastConvert(DType.FLOAT64),
                    run(new Shaping.BitcastConvert(DType.UINT16), x))))
        .containsExactly(1.5);
    Strided words = ofBits(DType.UINT16, Shape.of(2, 2), 1, 2, 3, 4);
    assertThat(bits(run(new Shaping.BitcastConvert(DType.UINT32), words)))
        .containsExactly(131073, 262147);
    assertThat(bits(run(new Shaping.BitcastConvert(DType.INT32), vector(DType.FLOAT32, -0.0))))
        .containsExactly(0x8000_0000L);
  }

  @Test
  void bitcastMakesNanCanonical() {
    assertNan(DType.FLOAT16, DType.UINT16, 0xFE01L, 0x7E00L);
    assertNan(DType.BFLOAT16, DType.UINT16, 0xFF81L, 0x7FC0L);
    assertNan(DType.FLOAT32, DType.UINT32, 0xFFC0_1234L, 0x7FC0_0000L);
    assertNan(DType.FLOAT64, DType.UINT64, 0xFFF0_0000_0000_0001L, 0x7FF8_0000_0000_0000L);
  }

  private static void assertNan(DType from, DType to, long bits, long canonical) {
    Strided result = run(new Shaping.BitcastConvert(to), ofBits(from, Shape.of(1), bits));
    assertThat(bits(result)).containsExactly(canonical);
  }
}
