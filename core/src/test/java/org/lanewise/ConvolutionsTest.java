package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;

import org.junit.jupiter.api.Test;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Options of convolutions, padding, pooling, and what is said about wrong ones.
class ConvolutionsTest {
  private static final ConvOptions SIGNAL = ConvOptions.of("NCW", "OIW", "NCW");

  private static Array signal(float... values) {
    return Lax.reshape(array(values), Shape.of(1, 1, values.length));
  }

  private static float[] conv(Array x, Array w, ConvOptions options) {
    return Numpy.ravel(Lax.convGeneralDilated(x, w, options)).toFloatArray();
  }

  @Test
  void paddingByRules() {
    Array x = signal(1, 2, 3, 4);
    Array w = signal(1, 10);
    assertThat(conv(x, w, SIGNAL)).containsExactly(21, 32, 43);
    assertThat(conv(x, w, SIGNAL.withPadding(Padding.valid()))).containsExactly(21, 32, 43);
    assertThat(conv(x, w, SIGNAL.withPadding(Padding.same()))).containsExactly(21, 32, 43, 4);
    assertThat(conv(x, w, SIGNAL.withPadding(Padding.sameLower()))).containsExactly(10, 21, 32, 43);
    assertThat(conv(x, w, SIGNAL.withPadding(Padding.of(1)))).containsExactly(10, 21, 32, 43, 4);
    assertThat(conv(x, w, SIGNAL.withPadding(Padding.of(Sizes.of(-1), Sizes.of(1)))))
        .containsExactly(32, 43, 4);
    Array y = Lax.conv(x, w, new long[] {2}, Padding.same());
    assertThat(Numpy.ravel(y).toFloatArray()).containsExactly(21, 43);
  }

  @Test
  void transposedLengths() {
    Array x = signal(1, 2, 3);
    Array w = signal(1, 10);
    ConvOptions up = SIGNAL.withStrides(3).withPadding(Padding.same());
    assertThat(Lax.convTranspose(x, w, up, false).shape()).isEqualTo(Shape.of(1, 1, 9));
    ConvOptions all = up.withPadding(Padding.valid());
    assertThat(Numpy.ravel(Lax.convTranspose(x, w, all, true)).toFloatArray())
        .containsExactly(1, 10, 0, 2, 20, 0, 3, 30, 0);
    assertThat(Numpy.ravel(Lax.convTranspose(x, w, all, false)).toFloatArray())
        .containsExactly(10, 1, 0, 20, 2, 0, 30, 3, 0);
  }

  @Test
  void axesByLetters() {
    ConvDimensions last = ConvDimensions.of("NHWC", "HWIO", "NHWC");
    assertThat(last).isEqualTo(ConvDimensions.featuresLast(2));
    assertThat(last.rhs()).isEqualTo(Axes.of(3, 2, 0, 1));
    assertThat(last.spatialRank()).isEqualTo(2);
    assertThat(ConvDimensions.of("NCHW", "OIHW", "NCHW"))
        .isEqualTo(ConvDimensions.featuresFirst(2));
    assertThatThrownBy(() -> ConvDimensions.of("NHWC", "HWIO", "NHXC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`conv_general_dilated`: the letters of out must be N, C, H, W in any order, each once,"
                + " got \"NHXC\". Name batch N, features C, the filter's features O and I, and spatial"
                + " axes alike in all three, as in \"NHWC\", \"HWIO\", \"NHWC\".");
    assertThatThrownBy(() -> ConvDimensions.of("NHC", "HIO", "NHH"))
        .hasMessageContaining("got \"NHH\"");
    assertThatThrownBy(() -> ConvDimensions.of("NHC", "HHIO", "NHC"))
        .hasMessageContaining("the letters of lhs must be N, C, H, H");
  }

  @Test
  void preferredTypes() {
    Array x = Lax.reshape(array(new byte[] {100, 100}), Shape.of(1, 1, 2));
    Array y = Lax.convGeneralDilated(x, x, SIGNAL.withPreferred(DType.INT32));
    assertThat(y.type().toString()).isEqualTo("i32[1,1,1]");
    assertThat(Numpy.ravel(y).toIntArray()).containsExactly(20000);
  }

  @Test
  void pooling() {
    Array x = Lax.reshape(array(1f, 5f, 2f, 4f), Shape.of(1, 4, 1));
    long[] two = {2};
    assertThat(Numpy.ravel(Nn.maxPool(x, two, two, Padding.valid())).toFloatArray())
        .containsExactly(5, 4);
    assertThat(Numpy.ravel(Nn.avgPool(x, two, new long[] {1}, Padding.same())).toFloatArray())
        .containsExactly(3, 3.5f, 3, 4);
    assertThat(Numpy.ravel(Nn.avgPool(x, two, two, Padding.valid())).toFloatArray())
        .containsExactly(3, 3);
    assertThat(Nn.avgPool(x.astype(DType.INT32), two, two, Padding.valid()).dtype())
        .isEqualTo(DType.FLOAT32);
    assertThatThrownBy(() -> Nn.maxPool(x, two, new long[] {2, 2}, Padding.valid()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`maxPool`: there must be one window size and stride for each axis between the first, the"
                + " batch, and the last, the features, but x is f32[1,4,1] with 1 sizes and 2"
                + " strides. Give as many, or add axes with `expandDims`.");
  }

  @Test
  void windowsWithPadding() {
    Array x = array(3f, 1f, 2f);
    Window two = Window.of(2);
    assertThat(Lax.reduceWindowSum(x, two, Padding.same()).toFloatArray()).containsExactly(4, 3, 2);
    assertThat(Lax.reduceWindowMax(x, two, Padding.sameLower()).toFloatArray())
        .containsExactly(3, 3, 2);
    assertThat(Lax.reduceWindowMin(x, two, Padding.of(1)).toFloatArray())
        .containsExactly(3, 1, 1, 2);
    assertThatThrownBy(() -> Lax.reduceWindowSum(x, Window.of(2, 2), Padding.same()))
        .hasMessage(
            "`reduce_window_sum`: there must be one window size for each axis, but the window (2, 2)"
                + " has 2 and the array (3,) has rank 1. Use sizes of 1 for axes without windows.");
    assertThatThrownBy(() -> Lax.reduceWindowSum(x, two, Padding.of(1, 1)))
        .hasMessage(
            "`reduce_window_sum`: padding must have one pair for each of the 1 axes with windows, got"
                + " low (1, 1) and high (1, 1). Give 1 numbers on each side.");
  }

  @Test
  void whatDoesNotFit() {
    Array x = signal(1, 2, 3);
    assertThatThrownBy(() -> conv(array(1f, 2f), x, SIGNAL))
        .hasMessage(
            "`conv_general_dilated`: lhs and rhs must have the rank that the dimension numbers have,"
                + " 3, but lhs is f32[2] and rhs f32[1,1,3]. Name all axes, or add some with"
                + " `expandDims`.");
    assertThatThrownBy(() -> conv(x, x, SIGNAL.withLhsDilation(2).withPadding(Padding.same())))
        .hasMessage(
            "`conv_general_dilated`: padding must be given in numbers where lhs is dilated, got SAME"
                + " with lhs_dilation (2,). Use `Padding.of`, or `convTranspose`, which has rules of"
                + " its own.");
    assertThatThrownBy(() -> conv(x, x, SIGNAL.withStrides(1, 1).withPadding(Padding.same())))
        .hasMessageContaining("window_strides must have one entry for each of the 1 spatial axes");
    assertThatThrownBy(() -> Lax.convTranspose(x, x, SIGNAL.withLhsDilation(2), false))
        .hasMessage(
            "`conv_transpose`: lhs is dilated by the strides, so lhs_dilation must be 1, got (2,). Give"
                + " `withStrides` alone.");
    ConvOptions lower = SIGNAL.withPadding(Padding.sameLower());
    assertThatThrownBy(() -> Lax.convTranspose(x, x, lower, false))
        .hasMessage(
            "`conv_transpose`: padding must be valid, same or in numbers, got SAME_LOWER. Use"
                + " `Padding.of`.");
    assertThatThrownBy(() -> Lax.convTranspose(x, x, SIGNAL.withStrides(1, 1), false))
        .hasMessageContaining("lhs_dilation must have one entry for each of the 1 spatial axes");
    assertThatThrownBy(() -> Numpy.topK(array(1f, 2f), 3))
        .hasMessageContaining("`top_k`: k must be between 0 and the size of the axis, but k is 3");
  }
}
