package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The hash itself and the two layouts of its counters.
@Tag("bits")
class ThreefryTest {
  /// The vectors of Random123 (Salmon et al. 2011, `kat_vectors`).
  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
  })
  void knownAnswers(String k0, String k1, String c0, String c1, String y0, String y1) {
    List<Array> hashed = Lax.threefry2x32(word(k0), word(k1), word(c0), word(c1));
    assertThat(hashed.get(0).longItem()).isEqualTo(Long.parseLong(y0, 16));
    assertThat(hashed.get(1).longItem()).isEqualTo(Long.parseLong(y1, 16));
  }

  /// JAX's large-array check, with fewer copies: every lane and every tail gives the same words.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 17, 4099, 65537, 300_001})
  void everyLaneHashesAlike(int n) {
    Array first = Lax.full(Shape.of(n), DType.UINT32, 0x243f6a88L);
    Array second = Lax.full(Shape.of(n), DType.UINT32, 0x85a308d3L);
    List<Array> hashed = Lax.threefry2x32(word("13198a2e"), word("03707344"), first, second);
    assertThat(hashed.get(0).toLongArray()).hasSize(n).containsOnly(0xc4923a9cL);
    assertThat(hashed.get(1).toLongArray()).hasSize(n).containsOnly(0x483df7a0L);
  }

  /// Words of every width are the same bytes read in little-endian order (original layout).
  @Test
  void widthsAreViewsOfTheSameBytes() {
    Key key = Key.of(1701, Threefry.ORIGINAL);
    int words = 160;
    ByteBuffer bytes = ByteBuffer.allocate(4 * words).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : Sample.bits(key, Shape.of(words)).toLongArray()) {
      bytes.putInt((int) word);
    }
    long[] halves = Sample.bits(key, Shape.of(2 * words), DType.UINT16).toLongArray();
    long[] quarters = Sample.bits(key, Shape.of(4 * words), DType.UINT8).toLongArray();
    for (int i = 0; i < 2 * words; i++) {
      assertThat(halves[i]).isEqualTo(Short.toUnsignedLong(bytes.getShort(2 * i)));
    }
    for (int i = 0; i < 4 * words; i++) {
      assertThat(quarters[i]).isEqualTo(Byte.toUnsignedLong(bytes.get(i)));
    }
  }

  @Test
  void bitsOfTheOriginalLayout() {
    Key key = Key.of(1701, Threefry.ORIGINAL);
    Shape three = Shape.of(3);
    assertThat(Sample.bits(key, three, DType.UINT8).toLongArray()).containsExactly(216, 115, 43);
    assertThat(Sample.bits(key, three, DType.UINT16).toLongArray())
        .containsExactly(41682, 1300, 55017);
    assertThat(Sample.bits(key, three).toLongArray())
        .containsExactly(56197195, 4200222568L, 961309823);
    assertThat(Sample.bits(key, three, DType.UINT64).toLongArray())
        .containsExactly(
            3982329540505020460L,
            Long.parseUnsignedLong("16822122385914693683"),
            7882654074788531506L);
  }

  @Test
  void randintOfTheOriginalLayout() {
    Key key = Key.of(0, Threefry.ORIGINAL);
    Shape square = Shape.of(3, 3);
    assertThat(Sample.randint(key, square, 0, 8).toIntArray())
        .containsExactly(2, 1, 3, 6, 1, 5, 6, 3, 4);
    assertThat(Sample.randint(key, square, 0, 8, DType.INT64).toLongArray())
        .containsExactly(7, 2, 6, 2, 1, 0, 6, 7, 7);
  }

  @Test
  void splitAndFoldInOfTheOriginalLayout() {
    Key key = Key.of(0, Threefry.ORIGINAL);
    assertThat(key.split(4).data().toLongArray())
        .containsExactly(
            2285895361L,
            1501764800,
            1518642379,
            4090693311L,
            433833334,
            4221794875L,
            839183663,
            3740430601L);
    assertThat(key.foldIn(4).data().toLongArray()).containsExactly(2285895361L, 433833334);
  }

  /// `split(key, n)[i]` equals `foldIn(key, i)` in the partitionable layout.
  @Test
  void splittingIsFoldingIn() {
    Key key = Key.of(72);
    Key split = key.split(3);
    for (int i = 0; i < 3; i++) {
      assertThat(split.get(i).data().toLongArray()).isEqualTo(key.foldIn(i).data().toLongArray());
    }
  }

  /// In the partitionable layout a draw begins with any shorter one, and shapes only fold it.
  @ParameterizedTest
  @ValueSource(strings = {"u8", "u16", "u32", "u64"})
  void partitionableDrawsArePrefixes(String type) {
    Key key = Key.of(5);
    DType dtype = DType.of(type);
    long[] folded = Sample.bits(key, Shape.of(3, 1, 11), dtype).toLongArray();
    assertThat(folded).startsWith(Sample.bits(key, Shape.of(17), dtype).toLongArray());
    assertThat(Sample.bits(key, Shape.scalar(), dtype).longItem()).isEqualTo(folded[0]);
  }

  @ParameterizedTest
  @CsvSource({"PARTITIONABLE", "ORIGINAL"})
  void emptyDraws(Threefry layout) {
    Key key = Key.of(5, layout);
    for (String type : List.of("u8", "u16", "u32", "u64")) {
      assertThat(Sample.bits(key, Shape.of(2, 0, 3), DType.of(type)).shape())
          .isEqualTo(Shape.of(2, 0, 3));
    }
    assertThat(key.split(0).data().shape()).isEqualTo(Shape.of(0, 2));
    assertThat(Sample.normal(key, Shape.of(0)).toFloatArray()).isEmpty();
  }

  /// Consecutive counters spread evenly: each bit is set about half of the time.
  @Test
  void everyBitIsFair() {
    int n = 1 << 14;
    Array words = Sample.bits(Key.of(3), Shape.of(n));
    for (int bit = 0; bit < 32; bit++) {
      Array shifted = Lax.shiftRightLogical(words, Lax.scalar(DType.UINT32, (long) bit));
      Array ones = Lax.and(shifted, Lax.scalar(DType.UINT32, 1L));
      double set = Numpy.sum(ones.astype(DType.INT32)).item();
      assertThat(Math.abs(set / n - 0.5)).isLessThan(5 * 0.5 / Math.sqrt(n));
    }
  }

  private static Array word(String hex) {
    return Lax.scalar(DType.UINT32, Long.parseLong(hex, 16));
  }
}
