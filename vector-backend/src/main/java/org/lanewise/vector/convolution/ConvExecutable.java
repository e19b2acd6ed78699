package org.lanewise.vector.convolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.ConvGeometry;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.move.Conversion;

/// A convolution: widens its operands and chooses the kernel by its geometry. While the kernel is
/// cold, the reference backend computes small ones.
final class ConvExecutable implements Placing {
  /// The multiplications above which even a cold kernel is not slower than scalar code.
  private static final double LARGE = 1 << 24;

  private final Executable cold;
  private final PatchKernels.Kind kind;
  private final ConvGeometry geometry;
  private final PatchProducts products;
  private final @Nullable Depthwise depthwise;
  private final ArrayType computed;
  private final Conversion widenArray;
  private final Conversion widenFilter;
  private final Conversion narrow;

  ConvExecutable(Windowing.Conv conv, List<ArrayType> operands, ArrayType result) {
    Element element = element(result.dtype());
    this.cold = new ReferenceBackend().compile(Jaxpr.of(conv, operands));
    this.kind = PatchKernels.of(element);
    this.geometry = ConvGeometry.of(conv, operands.get(0).shape(), operands.get(1).shape());
    this.products = new PatchProducts(kind, geometry);
    this.depthwise = Depthwise.fits(geometry, element) ? Depthwise.of(geometry, element) : null;
    this.computed = result.withDType(element.dtype());
    this.widenArray = Conversion.of(operands.get(0), element.dtype());
    this.widenFilter = Conversion.of(operands.get(1), element.dtype());
    this.narrow = Conversion.of(computed, result.dtype());
  }

  /// The type in which a result is computed.
  private static Element element(DType result) {
    return switch (result) {
      case FLOAT16, BFLOAT16, FLOAT32 -> Element.FLOAT;
      case FLOAT64 -> Element.DOUBLE;
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> Element.INT;
      case INT64, UINT64 -> Element.LONG;
      case BOOL, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("no convolution of type " + result);
    };
  }

  @Override
  public Strided executeAt(@Nullable Strided place, Strided... operands) {
    Depthwise sliding = depthwise;
    boolean hot = sliding == null ? kind.isHot() : sliding.isHot();
    if (!hot && products.work() < LARGE) {
      return cold.execute(operands)[0];
    }
    Strided result = narrow.target(computed, place);
    if (computed.size() > 0) {
      Strided wideArray = widenArray.apply(operands[0]);
      Strided wideFilter = widenFilter.apply(operands[1]);
      Strided array = wideArray.with(geometry.lhs(wideArray.layout()));
      Strided filter = wideFilter.with(geometry.rhs(wideFilter.layout()));
      Strided target = result.with(geometry.out(result.layout()));
      if (sliding == null) {
        products.run(array, filter, target);
      } else {
        sliding.run(array, filter, target);
      }
    }
    return narrow.apply(result);
  }
}
