package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Conversions between number types, against exact decimal arithmetic.
class ConversionsTest {
  private final Random random = new Random(9);

  @Test
  void roundsToBfloat16Evenly() {
    assertThat(Conversions.floatToBfloat16(1f)).isEqualTo((short) 0x3F80);
    assertThat(Conversions.floatToBfloat16(Float.intBitsToFloat(0x3F80_8000)))
        .isEqualTo((short) 0x3F80);
    assertThat(Conversions.floatToBfloat16(Float.intBitsToFloat(0x3F81_8000)))
        .isEqualTo((short) 0x3F82);
    assertThat(Conversions.floatToBfloat16(Float.intBitsToFloat(0x3F80_8001)))
        .isEqualTo((short) 0x3F81);
    assertThat(Conversions.floatToBfloat16(Float.MAX_VALUE)).isEqualTo((short) 0x7F80);
    assertThat(Conversions.floatToBfloat16(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xFF80);
    assertThat(Conversions.floatToBfloat16(Float.intBitsToFloat(0x7F80_0001)))
        .isEqualTo((short) 0x7FC0);
    assertThat(Conversions.floatToBfloat16(-0f)).isEqualTo((short) 0x8000);
    for (int i = 0; i < 0x1_0000; i++) {
      float x = Conversions.bfloat16ToFloat((short) i);
      if (!Float.isNaN(x)) {
        assertThat(Conversions.floatToBfloat16(x)).isEqualTo((short) i);
      }
    }
  }

  @Test
  void keepsFloat16() {
    for (int i = 0; i < 0x1_0000; i++) {
      float x = Conversions.float16ToFloat((short) i);
      if (!Float.isNaN(x)) {
        assertThat(Conversions.floatToFloat16(x)).isEqualTo((short) i);
        assertThat(Conversions.doubleToFloat16(x)).isEqualTo((short) i);
      }
    }
    assertThat(Conversions.floatToFloat16(65520f)).isEqualTo((short) 0x7C00);
    assertThat(Conversions.floatToFloat16(65519f)).isEqualTo((short) 0x7BFF);
  }

  @Test
  void straightLinesOfFloat16AreTheJdks() {
    for (int i = 0; i < 0x1_0000; i++) {
      assertThat(Conversions.float16BitsToFloat(i))
          .isEqualTo(Float.valueOf(Float.float16ToFloat((short) i)));
    }
    for (int i = 0; i < 500_000; i++) {
      float x =
          Float.intBitsToFloat(
              i % 2 == 0 ? random.nextInt() : 0x3000_0000 + random.nextInt(0x1900_0000));
      if (!Float.isNaN(x) && (short) Conversions.floatToFloat16Bits(x) != Float.floatToFloat16(x)) {
        throw new AssertionError("f16 of " + x + ": " + Conversions.floatToFloat16Bits(x));
      }
    }
    assertThat(Conversions.floatToFloat16Bits(Float.NaN)).isEqualTo(0x7E00);
    assertThat(Conversions.floatToFloat16Bits(1 + 0x1p-11f)).isEqualTo(0x3C00);
    assertThat(Conversions.floatToFloat16Bits(0x1p-25f)).isZero();
    assertThat(Conversions.floatToFloat16Bits(-0x1.8p-24f)).isEqualTo(0x8002);
  }

  @Test
  void roundsDoublesOnlyOnce() {
    // a hair above the middle of 1 and its neighbour: rounding to float first loses the hair
    assertThat(Conversions.doubleToFloat16(1 + 0x1p-11 + 0x1p-40)).isEqualTo((short) 0x3C01);
    assertThat(Conversions.doubleToFloat16(1 + 0x1p-11)).isEqualTo((short) 0x3C00);
    assertThat(Conversions.doubleToFloat16(-1 - 0x1p-11 - 0x1p-40)).isEqualTo((short) 0xBC01);
    assertThat(Conversions.doubleToBfloat16(1 + 0x1p-8 + 0x1p-40)).isEqualTo((short) 0x3F81);
    assertThat(Conversions.doubleToBfloat16(1 + 0x1p-8)).isEqualTo((short) 0x3F80);
    assertThat(Conversions.doubleToBfloat16(1e300)).isEqualTo((short) 0x7F80);
    assertThat(Conversions.doubleToFloat16(Double.MIN_VALUE)).isEqualTo((short) 0);
  }

  @Test
  void saturatesToUnsigned() {
    assertThat(Conversions.floatToUnsignedInt(-1.5f)).isZero();
    assertThat(Conversions.floatToUnsignedInt(3e9f)).isEqualTo((int) 3000000000L);
    assertThat(Conversions.doubleToUnsignedInt(1e10)).isEqualTo(-1);
    assertThat(Conversions.doubleToUnsignedInt(Double.NaN)).isZero();
    assertThat(Conversions.doubleToUnsignedLong(-3)).isZero();
    assertThat(Conversions.doubleToUnsignedLong(Double.NaN)).isZero();
    assertThat(Conversions.doubleToUnsignedLong(0x1p63)).isEqualTo(Long.MIN_VALUE);
    assertThat(Conversions.doubleToUnsignedLong(0x1.8p63)).isEqualTo(0xC000_0000_0000_0000L);
    assertThat(Conversions.floatToUnsignedLong(1e30f)).isEqualTo(-1L);
    assertThat(Conversions.doubleToUnsignedLong(12345.9)).isEqualTo(12345L);
  }

  @Test
  void readsUnsigned() {
    for (int i = 0; i < 20_000; i++) {
      long x = random.nextLong() >>> random.nextInt(64);
      BigDecimal exact = new BigDecimal(Long.toUnsignedString(x));
      assertThat(Conversions.unsignedLongToDouble(x)).isEqualTo(exact.doubleValue());
      assertThat(Conversions.unsignedLongToFloat(x)).isEqualTo(exact.floatValue());
      int y = (int) x;
      BigDecimal narrow = new BigDecimal(Integer.toUnsignedString(y));
      assertThat(Conversions.unsignedIntToFloat(y)).isEqualTo(narrow.floatValue());
      assertThat(Conversions.unsignedIntToDouble(y)).isEqualTo(narrow.doubleValue());
    }
  }
}
