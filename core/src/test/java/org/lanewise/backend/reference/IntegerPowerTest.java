package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.backend.IntegerPower;
import org.lanewise.ir.Elementwise;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;

/// The order of the products in integer powers.
class IntegerPowerTest {

  @Test
  void agreesWithJaxByBits() {
    // lax.integer_pow(x, n) of JAX 0.10.2 on x86-64, x = (1.1, -0.7, 3.3333333)
    int[] exponents = {2, 3, 5, 6, 7, 11, 16, 23, -1, -2, -3, -7};
    int[][] bits = {
      {0x3F9AE148, 0x3EFAE147, 0x4131C71C},
      {0x3FAA5E36, 0xBEAF9DB2, 0x421425EC},
      {0x3FCE2532, 0xBE2C1A8A, 0x43CDC2E4},
      {0x3FE2C284, 0x3DF0F1F4, 0x44AB77BE},
      {0x3FF96F92, 0xBDA8A95E, 0x458EE3C8},
      {0x4036997A, 0xBCA1FB8A, 0x4909D16C},
      {0x40930A09, 0x3B59CB96, 0x4D5D8B3F},
      {0x410F44D8, 0xB98F7DB2, 0x537750B9},
      {0x3F68BA2E, 0xBFB6DB6E, 0x3E99999A},
      {0x3F5391FB, 0x40029CBC, 0x3DB851EC},
      {0x3F40562A, 0xC03A96C4, 0x3CDD2F1C},
      {0x3F035E53, 0xC1424854, 0x396552D9}
    };
    for (int i = 0; i < exponents.length; i++) {
      Strided x = Data.vector(DType.FLOAT32, 1.1, -0.7, 10 / 3.0);
      long[] actual = Data.bits(Data.run(new Elementwise.IntegerPow(exponents[i]), x));
      for (int j = 0; j < actual.length; j++) {
        assertThat((int) actual[j]).as("power " + exponents[i]).isEqualTo(bits[i][j]);
      }
    }
  }

  @Test
  void halvesAgreeWithJaxByBits() {
    // x = (1.1, -0.7, 3.3333333) in f16 and bf16
    int[] exponents = {2, 3, 6, 7, -3, 11};
    int[][] f16 = {
      {0x3CD6, 0x37D8, 0x498F},
      {0x3D51, 0xB57E, 0x50A2},
      {0x3F12, 0x2F8B, 0x655E},
      {0x3FC6, 0xAD48, 0x6C79},
      {0x3A05, 0xC1D4, 0x26E8},
      {0x41AE, 0xA514, 0x7C00}
    };
    int[][] bf16 = {
      {0x3F9B, 0x3EFA, 0x4131},
      {0x3FAB, 0xBEAF, 0x4213},
      {0x3FE4, 0x3DEE, 0x44A9},
      {0x3FFB, 0xBDA7, 0x458D},
      {0x3F40, 0xC03B, 0x3CDF},
      {0x4038, 0xBC9F, 0x4906}
    };
    for (int i = 0; i < exponents.length; i++) {
      assertThat(half(DType.FLOAT16, exponents[i])).containsExactly(f16[i]);
      assertThat(half(DType.BFLOAT16, exponents[i])).containsExactly(bf16[i]);
    }
  }

  private static int[] half(DType dtype, int exponent) {
    Strided x = Data.vector(dtype, 1.1, -0.7, 10 / 3.0);
    long[] bits = Data.bits(Data.run(new Elementwise.IntegerPow(exponent), x));
    return java.util.Arrays.stream(bits).mapToInt(b -> (int) b).toArray();
  }

  /// The documented order, literally: the squares that the exponent's binary digits name, folded
  /// from the left.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 6, 13, 100, 1023, -1, -6, -77, Integer.MIN_VALUE})
  void multipliesTheNamedSquaresInAscendingOrder(int exponent) {
    Random random = new Random(exponent);
    for (int i = 0; i < 50; i++) {
      double x = 1 + random.nextGaussian() / 100;
      List<Double> factors = new ArrayList<>();
      double square = x;
      String digits =
          new StringBuilder(Long.toBinaryString(Math.abs((long) exponent))).reverse().toString();
      for (char digit : digits.toCharArray()) {
        if (digit == '1') {
          factors.add(square);
        }
        square *= square;
      }
      double product = factors.stream().reduce((a, b) -> a * b).orElse(1.0);
      assertThat(IntegerPower.of(x, exponent)).isEqualTo(exponent < 0 ? 1 / product : product);
    }
  }

  @Test
  void specialValuesAndIntegers() {
    Strided x = Data.vector(DType.FLOAT64, Double.NaN, 0, -0.0, Double.NEGATIVE_INFINITY);
    assertThat(Data.values(Data.run(new Elementwise.IntegerPow(0), x))).containsExactly(1, 1, 1, 1);
    assertThat(Data.values(Data.run(new Elementwise.IntegerPow(-1), x)))
        .containsExactly(Double.NaN, 1 / 0.0, -1 / 0.0, -0.0);
    Strided i = Data.longs(DType.INT8, 2, -3, 127);
    assertThat(Data.integers(Data.run(new Elementwise.IntegerPow(5), i)))
        .containsExactly(32, 13, 127); // −243 and 127⁵ wrap
    Strided u = Data.longs(DType.UINT64, 3, -1);
    assertThat(Data.integers(Data.run(new Elementwise.IntegerPow(40), u)))
        .containsExactly(-6289078614652622815L, 1); // 3⁴⁰ = 12157665459056928801
  }
}
