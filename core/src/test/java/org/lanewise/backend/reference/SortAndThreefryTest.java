package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.integers;
import static org.lanewise.backend.reference.Data.longs;
import static org.lanewise.backend.reference.Data.of;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.runAll;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Sorting, and the random words.
class SortAndThreefryTest {
  private static final double NAN = Double.NaN;

  static Iterable<DType> types() {
    return Data.TYPES;
  }

  static Iterable<DType> floating() {
    return Data.types(DType::isFloating);
  }

  @ParameterizedTest
  @MethodSource("types")
  void sortsAlongAnyAxis(DType t) {
    Strided x = of(t, Shape.of(2, 3), 1, 0, 1, 0, 1, 0);
    assertThat(values(run(new Sort(1, true, 1), x))).containsExactly(0, 1, 1, 0, 0, 1);
    assertThat(values(run(new Sort(0, true, 1), x))).containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(values(run(new Sort(0, true, 1), of(t, Shape.of(0, 2))))).isEmpty();
    if (t.isInteger()) {
      long top = 1L << (t.bitSize() - 1);
      long[] sorted = Data.bits(run(new Sort(0, true, 1), longs(t, 3, top, -1, 0)));
      long all = Data.bits(longs(t, -1))[0];
      assertThat(sorted)
          .containsExactly(
              t.isSigned() ? new long[] {top, all, 0, 3} : new long[] {0, 3, top, all});
    }
  }

  @ParameterizedTest
  @MethodSource("floating")
  void nanComesLastAndZerosAreEqual(DType t) {
    double inf = Double.POSITIVE_INFINITY;
    Strided x = vector(t, NAN, 0.0, -0.0, -1, inf, -inf, 0.0);
    assertThat(values(run(new Sort(0, true, 1), x)))
        .containsExactly(-inf, -1, 0.0, -0.0, 0.0, inf, NAN);
    Strided negativeNan = Data.ofBits(DType.FLOAT32, Shape.of(2), 0xFFC0_0000L, 0x3F80_0000L);
    List<Strided> sorted = runAll(new Sort(0, true, 1), negativeNan, longs(DType.INT32, 0, 1));
    assertThat(integers(sorted.get(1))).containsExactly(1, 0);
  }

  @Test
  void equalKeysKeepTheirOrderAndAllOperandsArePermutedAlike() {
    Strided first = longs(DType.INT32, 2, 1, 2, 1, 2);
    Strided second = vector(DType.FLOAT32, 5, NAN, 4, 3, 5);
    Strided place = longs(DType.UINT8, 0, 1, 2, 3, 4);
    List<Strided> byOne = runAll(new Sort(0, true, 1), first, second, place);
    assertThat(integers(byOne.get(2))).containsExactly(1, 3, 0, 2, 4);
    assertThat(values(byOne.get(1))).containsExactly(NAN, 3, 5, 4, 5);
    List<Strided> byTwo = runAll(new Sort(0, true, 2), first, second, place);
    assertThat(integers(byTwo.get(0))).containsExactly(1, 1, 2, 2, 2);
    assertThat(integers(byTwo.get(2))).containsExactly(3, 1, 2, 0, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 64, 100, 1000})
  void agreesWithAStableSortOfObjects(int n) {
    Random random = new Random(n);
    double[] keys = IntStream.range(0, n).mapToDouble(i -> random.nextInt(n / 3 + 1)).toArray();
    long[] places = IntStream.range(0, n).mapToLong(i -> i).toArray();
    List<Strided> sorted =
        runAll(new Sort(0, true, 1), vector(DType.FLOAT64, keys), longs(DType.INT32, places));
    long[] expected =
        Arrays.stream(places)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> keys[i.intValue()]))
            .mapToLong(i -> i)
            .toArray();
    assertThat(integers(sorted.get(1))).containsExactly(expected);
  }

  private static long[] threefry(long k0, long k1, long c0, long c1) {
    Strided[] words =
        Arrays.stream(new long[] {k0, k1, c0, c1})
            .mapToObj(w -> longs(DType.UINT32, w))
            .toArray(Strided[]::new);
    List<Strided> results = runAll(new Combining.Threefry2x32(), words);
    return new long[] {integers(results.get(0))[0], integers(results.get(1))[0]};
  }

  /// The known answers of Random123.
  @Test
  void threefryGivesTheKnownAnswers() {
    assertThat(threefry(0, 0, 0, 0)).containsExactly(0x6b200159L, 0x99ba4efeL);
    assertThat(threefry(-1, -1, -1, -1)).containsExactly(0x1cb996fcL, 0xbb002be7L);
    assertThat(threefry(0x13198a2eL, 0x03707344L, 0x243f6a88L, 0x85a308d3L))
        .containsExactly(0xc4923a9cL, 0x483df7a0L);
  }

  @Test
  void threefryRepeatsKeysOverCounters() {
    Strided key = Data.scalar(DType.UINT32, 0);
    Strided zeros = of(DType.UINT32, Shape.of(2, 1500));
    for (Strided word :
        runAll(new Combining.Threefry2x32(), key, key, zeros, Data.scalar(DType.UINT32, 0))) {
      assertThat(Arrays.stream(integers(word)).distinct().count()).isEqualTo(1);
      assertThat(integers(word)[2999]).isIn(0x6b200159L, 0x99ba4efeL);
    }
  }
}
