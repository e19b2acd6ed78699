package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.einsum;
import static org.lanewise.Numpy.ones;
import static org.lanewise.Numpy.weak;
import static org.lanewise.Numpy.zeros;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

class NumpyTest {
  @Test
  void oneValueIsAScalarAndAJavaArrayIsAVectorOfAnyLength() {
    assertThat(array(1f).shape()).isEqualTo(Shape.scalar());
    assertThat(array(1f, 2f, 3f).type()).isEqualTo(ArrayType.of(DType.FLOAT32, 3));
    assertThat(array(new float[] {1}).type()).isEqualTo(ArrayType.of(DType.FLOAT32, 1));
    assertThat(array(new float[0]).type()).isEqualTo(ArrayType.of(DType.FLOAT32, 0));
    assertThat(array(1).dtype()).isEqualTo(DType.INT32);
    assertThat(array(1, 2).dtype()).isEqualTo(DType.INT32);
    assertThat(array(1L).dtype()).isEqualTo(DType.INT64);
    assertThat(array(1.0, 2.0).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(array(true, false).toBooleanArray()).containsExactly(true, false);
    assertThat(array((byte) -3).longItem()).isEqualTo(-3);
    assertThat(array((short) 5, (short) 6).dtype()).isEqualTo(DType.INT16);
  }

  @Test
  void nestedJavaArraysAreCopiedInRowMajorOrder() {
    float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
    Array x = array(rows);
    rows[0][0] = 9;
    assertThat(x.type()).isEqualTo(ArrayType.of(DType.FLOAT32, 3, 2));
    assertThat(x.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(array(new int[2][1][0][3][1]).shape()).isEqualTo(Shape.of(2, 1, 0, 0, 0));
    assertThat(array(new boolean[][] {{true}, {false}}).toBooleanArray())
        .containsExactly(true, false);
    assertThat(array(new double[0][]).shape()).isEqualTo(Shape.of(0, 0));
    assertThatThrownBy(() -> array(new int[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`array`: nested Java arrays must be rectangular, but an array at depth 1 has length 1"
                + " where the first one has length 2. Pad the rows to one length.");
    assertThatThrownBy(() -> array(new String[] {"a"}))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith("`array`: elements must be float, double,")
        .hasMessageContaining("got String[]");
  }

  @Test
  void memoryIsCopiedByType() {
    MemorySegment memory = MemorySegment.ofArray(new int[] {1, 2, 3, 4});
    Array x = Array.of(ArrayType.of(DType.INT32, 2, 2), memory);
    assertThat(x.toIntArray()).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> Array.of(ArrayType.of(DType.INT64, 3), memory))
        .hasMessage(
            "`Array.of`: i64[3] needs 24 bytes, but the segment has 16. Pass a larger segment or a"
                + " smaller shape.");
  }

  @Test
  void javaNumbersTakeTheTypeOfTheArray() {
    assertThat(array(1.0).plus(0.1).item()).isEqualTo(1.1);
    assertThat(array(1f).plus(0.1).item()).isEqualTo(1f + 0.1f);
    Array bytes = zeros(Shape.of(2), DType.UINT8);
    assertThat(bytes.plus(255).type()).isEqualTo(bytes.type());
    assertThat(bytes.plus(0.5).type())
        .isEqualTo(bytes.type().withDType(DType.FLOAT32).withWeak(true));
    assertThatThrownBy(() -> bytes.plus(300))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`add`: the Java integer 300 does not fit in u8 (0 to 255). Use a wider array type"
                + " (`astype`), or `array(300L)` for an i64 operand.");
    assertThatThrownBy(() -> bytes.times(-1)).hasMessageContaining("does not fit in u8");
    assertThatThrownBy(() -> weak(1L << 40)).hasMessageContaining("does not fit in i32");
    assertThat(arange(3).times(1L << 31 >> 1).dtype()).isEqualTo(DType.INT32);
    assertThatThrownBy(() -> arange(3).times(1L << 31)).hasMessageContaining("`multiply`");
    assertThat(array(1L).times(1L << 40).longItem()).isEqualTo(1L << 40);
  }

  @Test
  void elementsLeaveByValue() {
    Array x = array(1.5f, -2.5f);
    assertThat(x.toDoubleArray()).containsExactly(1.5, -2.5);
    assertThatThrownBy(x::toIntArray)
        .hasMessage(
            "`toIntArray`: the elements must be integers or bool, got f32[2]. Round and convert"
                + " them first, for example with astype(DType.INT32).");
    assertThatThrownBy(x::item)
        .hasMessage(
            "`item`: the array must have one element, got f32[2]. Index it first, or copy all"
                + " elements with `toFloatArray` and its like.");
    Array large = array(new long[] {Long.MAX_VALUE, 3});
    assertThatThrownBy(large::toIntArray)
        .hasMessage(
            "`toIntArray`: an element of i64[2] does not fit in an int. Use `toLongArray`.");
    assertThat(large.toFloatArray()).containsExactly(0x1p63f, 3);
    assertThat(arange(6).reshape(2, 3).T().toIntArray()).containsExactly(0, 3, 1, 4, 2, 5);
    Array huge = Numpy.broadcastTo(array(1f), 1L << 16, 1L << 16);
    assertThatThrownBy(huge::toFloatArray)
        .hasMessageStartingWith("`toFloatArray`: a Java array holds at most 2^31-9 elements");
  }

  @Test
  void tracersHaveNoElements() {
    assertConcreteOnly("item", x -> array(x.sum().item()));
    assertConcreteOnly("toFloatArray", x -> array(x.toFloatArray()));
    assertConcreteOnly("unique", Numpy::unique);
    assertConcreteOnly("flatnonzero", x -> Numpy.nonzero(x).get(0));
    assertConcreteOnly("compress", x -> Numpy.extract(x.gt(0), x));
  }

  private static void assertConcreteOnly(String operation, UnaryOperator<Array> function) {
    ArrayType vector = ArrayType.of(DType.FLOAT32, 3);
    assertThatThrownBy(() -> Staging.stage(x -> List.of(function.apply(x.get(0))), List.of(vector)))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageStartingWith("`" + operation + "`: the elements of a traced");
  }

  @Test
  void constantsKeepTheirValuesUnderATransformation() {
    Array constant = array(3, 1, 3);
    var staged =
        Staging.stage(
            x -> List.of(Numpy.unique(constant).times(x.get(0))),
            List.of(ArrayType.of(DType.INT32)));
    assertThat(staged.apply(List.of(array(2))).get(0).toIntArray()).containsExactly(2, 6);
  }

  @Test
  void wrongShapesAreReportedWithTypesAndRepair() {
    assertThatThrownBy(() -> ones(3).plus(ones(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`add`: the operands f32[3] and f32[4] do not broadcast: axis -1 has sizes 3 and 4."
                + " Make the sizes equal, or one of them 1 (`expandDims`, `reshape`).");
    assertThatThrownBy(() -> ones(2, 3).reshape(4, -1))
        .hasMessage(
            "`reshape`: the 6 elements of f32[2,3] do not fit into shape (4, -1). The sizes must"
                + " multiply to 6; at most one may be -1, which is computed.");
    assertThatThrownBy(() -> ones(2, 3).matmul(ones(2, 3)))
        .hasMessageStartingWith("`matmul`: contracted axes must have equal sizes, but axis 1 of");
    assertThatThrownBy(() -> ones(4, 2, 3).matmul(ones(5, 3, 2)))
        .hasMessageStartingWith("`matmul`: the operands f32[4] and f32[5] do not broadcast");
    assertThatThrownBy(() -> zeros(0, 3).max(0))
        .hasMessage(
            "`max`: a reduction of no elements has no value, but axes (0,) of f32[0,3] are empty."
                + " Check the size first.");
    assertThatThrownBy(() -> ones(2).sum(1))
        .hasMessageStartingWith("`sum`: axis 1 is out of range");
    assertThatThrownBy(() -> ones(2, 2).squeeze(0)).hasMessageContaining("has size 2");
    assertThatThrownBy(() -> Numpy.concatenate(List.of(), 0))
        .hasMessage("`concatenate`: at least one array is needed, got none.");
    assertThatThrownBy(() -> Numpy.take(ones(3), ones(2)))
        .hasMessageStartingWith("`take`: indices must be integers, got f32[2].");
  }

  @Test
  void einsumNamesItsFaults() {
    Array x = ones(2, 3);
    String repair = ". Write one letter for each axis of each operand, as in \"ij,jk->ik\".";
    assertThatThrownBy(() -> einsum("ij,jk->ik", x))
        .hasMessage("`einsum`: \"ij,jk->ik\" names 2 operands, but there are 1" + repair);
    assertThatThrownBy(() -> einsum("ijk->i", x))
        .hasMessage("`einsum`: \"ijk->i\" gives \"ijk\" to operand 0, f32[2,3]" + repair);
    assertThatThrownBy(() -> einsum("ij->ik", x))
        .hasMessage(
            "`einsum`: \"ij->ik\" has the output letter 'k', which no operand has" + repair);
    assertThatThrownBy(() -> einsum("i1->i", x)).hasMessageContaining("has the character '1'");
    assertThatThrownBy(() -> einsum("ij,ij->ij", x, ones(3, 2)))
        .hasMessageStartingWith("`einsum`: a letter must have one size, but axis 0 of operand 1");
    assertThat(einsum("...i,...i->...", ones(4, 1, 3), ones(2, 3)).shape())
        .isEqualTo(Shape.of(4, 2));
    assertThat(einsum("ij,j,jk->k", x, ones(3), ones(3, 4)).toFloatArray()).containsOnly(6f);
  }

  @Test
  void reductionsOfNothingGiveTheIdentity() {
    Array nothing = zeros(0, 2);
    assertThat(nothing.sum(0).toFloatArray()).containsExactly(0, 0);
    assertThat(nothing.prod(0).toFloatArray()).containsExactly(1, 1);
    assertThat(nothing.all().booleanItem()).isTrue();
    assertThat(nothing.any().booleanItem()).isFalse();
    assertThat(nothing.mean().item()).isNaN();
    assertThat(Numpy.median(nothing).item()).isNaN();
    assertThat(Numpy.max(nothing, Axes.of(0), false, 7).toFloatArray()).containsExactly(7, 7);
  }

  @Test
  void quantilesInterpolateAndLeaveOutNanOnRequest() {
    Array x = array(4f, Float.NaN, 1f, 3f);
    assertThat(Numpy.quantile(x, 0.5).item()).isNaN();
    assertThat(Numpy.nanmedian(x).item()).isEqualTo(3);
    assertThat(Numpy.nanquantile(x, 0.25).item()).isEqualTo(2);
    Array rows = arange(12).reshape(3, 4);
    Array q = Numpy.quantile(rows, array(0f, 1f), Axes.of(1), Numpy.QuantileMethod.LINEAR, true);
    assertThat(q.shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(q.toFloatArray()).containsExactly(0, 4, 8, 3, 7, 11);
    assertThat(Numpy.percentile(rows, 50).item()).isEqualTo(5.5);
  }

  @Test
  void powersOfTwoScaleExactly() {
    Array x = array(1f, -0x1.8p-149f, 0x1.fffffep127f, Float.POSITIVE_INFINITY, 0x1.000002p0f);
    Array n = array(-149, 149, -276, 3, -149);
    float[] expected = new float[5];
    for (int i = 0; i < 5; i++) {
      expected[i] = Math.scalb(x.toFloatArray()[i], n.toIntArray()[i]);
    }
    assertThat(Numpy.ldexp(x, n).toFloatArray()).isEqualTo(expected);
  }

  @Test
  void sumsOfPowersKeepInfinitiesAndNan() {
    float inf = Float.POSITIVE_INFINITY;
    Array x = array(inf, inf, -inf, Float.NaN, inf, 1f);
    Array y = array(inf, -inf, -inf, inf, Float.NaN, Float.NaN);
    assertThat(Numpy.logaddexp(x, y).toFloatArray())
        .containsExactly(inf, inf, -inf, Float.NaN, Float.NaN, Float.NaN);
    assertThat(Nn.softplus(array(-200f, 0f, 200f)).toFloatArray())
        .containsExactly(0f, (float) Math.log(2), 200f);
  }

  @Test
  void gcdAndLcmAreEuclids() {
    Array x = array(12, -18, 0, 1134903170, 7);
    Array y = array(18, 12, 0, 701408733, 0);
    assertThat(Numpy.gcd(x, y).toIntArray()).containsExactly(6, 6, 0, 1, 7);
    assertThat(Numpy.lcm(array(4, 0), array(6, 5)).toIntArray()).containsExactly(12, 0);
  }

  @Test
  void histogramsCountBetweenEdges() {
    Array x = array(0f, 0.5f, 1f, 1f, 2f, 3f, 4f);
    Numpy.Histogram four = Numpy.histogram(x, 4);
    assertThat(four.counts().toIntArray()).containsExactly(2, 2, 1, 2);
    assertThat(four.edges().toFloatArray()).containsExactly(0, 1, 2, 3, 4);
    Numpy.Histogram some = Numpy.histogram(x, array(0.5f, 1f, 3f));
    assertThat(some.counts().toIntArray()).containsExactly(1, 4); // 3 is on the last edge
    assertThat(Numpy.histogram(array(7f, 7f), 2).edges().toFloatArray())
        .containsExactly(6.5f, 7, 7.5f);
    assertThat(Numpy.histogram(zeros(0), 2).counts().toIntArray()).containsExactly(0, 0);
    assertThat(Numpy.histogram(array(1, 2, 2, 9), array(0, 2, 5)).counts().toIntArray())
        .containsExactly(1, 2);
    assertThatThrownBy(() -> Numpy.histogram(x, array(1f)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("`histogram`: the edges must be a vector of two or more, got f32[].");
  }

  @Test
  void mistakesOnGridsAreNamed() {
    assertThatThrownBy(() -> Numpy.convolve(zeros(0), ones(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`convolve`: the operands must be vectors that are not empty, got f32[0] and f32[2]."
                + " Flatten them with `ravel`.");
    assertThatThrownBy(() -> Numpy.gradient(ones(1), 0))
        .hasMessage(
            "`gradient`: the axis needs two samples at least, but axis 0 of f32[1] has size 1."
                + " Sample more points.");
    assertThatThrownBy(() -> Numpy.cov(zeros(2, 3, 4)))
        .hasMessageStartingWith("`cov`: variables are the rows of a matrix, got f32[2,3,4].");
    assertThatThrownBy(() -> Numpy.putAlongAxis(zeros(2, 3), array(0, 1), zeros(2), 0))
        .hasMessageStartingWith("`putAlongAxis`: array and indices must have one rank");
    assertThatThrownBy(() -> Numpy.fillDiagonal(zeros(2), array(1f)))
        .hasMessage("`fillDiagonal`: the array must be a matrix, got f32[2].");
  }
}
