package org.lanewise.jmh.peers;

import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.jmh.peers.Lines.normal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.ConvOptions;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.Padding;
import org.lanewise.ir.Window;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.type.Axes;

/// Convolutions, their gradient, and pooling.
final class ConvolutionLines {
  private static final double DENSE = 2.0 * 8 * 56 * 56 * 64 * 3 * 3 * 64;
  private static final double DEPTHWISE = 2.0 * 8 * 56 * 56 * 64 * 3 * 3;
  private static final double IMAGE_BYTES = 4.0 * 8 * 56 * 56 * 64;

  private static final ConvOptions LAST =
      ConvOptions.of("NHWC", "HWIO", "NHWC").withPadding(Padding.same());
  private static final ConvOptions FIRST =
      ConvOptions.of("NCHW", "OIHW", "NCHW").withPadding(Padding.same());
  private static final ConvOptions TRANSPOSED =
      ConvOptions.of("NHC", "HIO", "NHC").withStrides(200).withPadding(Padding.same());

  private ConvolutionLines() {}

  /// An array and a filter.
  record Operands(Array x, Array filter) {}

  static List<Line> all() {
    return List.of(
        line(
            "conv 3x3 NHWC 8x56x56x64",
            0.8,
            Limit.flops(DENSE),
            ConvolutionLines::images,
            o -> Lax.convGeneralDilated(o.x, o.filter, LAST)),
        line(
            "conv 3x3 NCHW 8x56x56x64",
            0.8,
            Limit.flops(DENSE),
            ConvolutionLines::channelsFirst,
            o -> Lax.convGeneralDilated(o.x, o.filter, FIRST)),
        line(
            "conv 3x3 gradient",
            0.8,
            Limit.flops(3 * DENSE),
            ConvolutionLines::images,
            grad((Operands o) -> energy(Lax.convGeneralDilated(o.x, o.filter, LAST)))),
        line(
            "conv depthwise 3x3",
            3,
            new Limit(DEPTHWISE, 2 * IMAGE_BYTES),
            () -> new Operands(normal(0, 8, 56, 56, 64), normal(1, 3, 3, 1, 64)),
            o -> Lax.convGeneralDilated(o.x, o.filter, LAST.withFeatureGroups(64))),
        line(
            "conv transposed 1-D stride 200",
            0.8,
            Limit.flops(2.0 * 8 * 100 * 400 * 16 * 16),
            () -> new Operands(normal(0, 8, 100, 16), normal(1, 400, 16, 16)),
            o -> Lax.convTranspose(o.x, o.filter, TRANSPOSED, false)),
        Lines.jitted(
            "convolution",
            "max-pool 2x2",
            0.8,
            Limit.bytes(1.25 * IMAGE_BYTES),
            0,
            () -> normal(0, 8, 56, 56, 64),
            x -> Lax.reduceWindowMax(x, Window.of(1, 2, 2, 1).withStrides(1, 2, 2, 1))));
  }

  private static Line line(
      String name, double target, Limit limit, Supplier<Operands> input, Function<Operands, ?> f) {
    return Lines.jitted("convolution", name, target, limit, 1e-4, input, f);
  }

  private static Array energy(Array y) {
    return y.times(y).sum();
  }

  private static Operands images() {
    return new Operands(normal(0, 8, 56, 56, 64), normal(1, 3, 3, 64, 64).times(0.05));
  }

  private static Operands channelsFirst() {
    Operands last = images();
    return new Operands(
        moved(last.x, Axes.of(0, 3, 1, 2)), moved(last.filter, Axes.of(3, 2, 0, 1)));
  }

  /// The elements in the new order in memory, as the peer has them.
  private static Array moved(Array x, Axes permutation) {
    Array view = Lax.transpose(x, permutation);
    return Lax.reshape(Numpy.array(Numpy.ravel(view).toFloatArray()), view.shape());
  }
}
