package org.lanewise.vector.window;

import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Warmth;

/// An operator that folds windows of elements of a type, as kernels are made for it.
///
/// @param element the type of elements
/// @param op the operator
public record Slide(Element element, Op op) {
  private static final Kinds<Slide, Kit> KITS = new Kinds<>(Kit::of);
  private static final long HOT_NANOS = 5000;

  /// The operators.
  public enum Op {
    /// acc + x · weight, with one rounding for floating numbers.
    WEIGH,
    /// acc + x.
    SUM,
    /// acc · x.
    PROD,
    /// The larger one.
    MAX,
    /// The smaller one.
    MIN,
    /// Bitwise and.
    AND,
    /// Bitwise or.
    OR
  }

  /// What there is once for each slide.
  ///
  /// @param kernel the inner loops
  /// @param warmth whether they are hot
  private record Kit(SlideKernel kernel, Warmth warmth) {
    static Kit of(Slide slide) {
      SlideKernel kernel = SlideEmitter.emit(slide);
      Trial trial = new Trial(slide, kernel);
      return new Kit(kernel, new Warmth(trial::run, HOT_NANOS));
    }
  }

  /// Calls every method on memory of its own.
  private static final class Trial {
    private static final int OUTPUTS = 9;
    private static final int TAPS = 5;

    private final SlideKernel kernel;
    private final Object weights;
    private final Object identity;
    private final Strided source;
    private final Strided target;
    private final long step;
    private final long[] offsets = new long[TAPS];
    private final long[] masks = {3, 3, 3, 3, 3};

    Trial(Slide slide, SlideKernel kernel) {
      this.kernel = kernel;
      this.weights = slide.element.newArray(TAPS * slide.lanes());
      this.identity = slide.element.newArray(1);
      this.step = (long) slide.lanes() * slide.element.size();
      Shape shape = Shape.of((long) OUTPUTS * slide.lanes());
      this.source = Strided.allocate(slide.element.dtype(), shape);
      this.target = Strided.allocate(slide.element.dtype(), shape);
      source.buffer().segment().fill((byte) 0);
    }

    void run() {
      var from = Memory.segment(source);
      var into = Memory.segment(target);
      long at = Memory.at(source);
      long to = Memory.at(target);
      kernel.vectors(
          from, at, offsets, TAPS, step, into, to, step, OUTPUTS, weights, 0, identity, 2, 0, 0);
      kernel.parts(
          from, at, offsets, TAPS, step, into, to, step, OUTPUTS, weights, 0, identity, masks, 3);
      kernel.elements(from, at, offsets, TAPS, step, into, to, step, OUTPUTS, identity);
    }
  }

  private Kit kit() {
    return KITS.of(this);
  }

  /// The kernel, made when first needed.
  SlideKernel kernel() {
    return kit().kernel;
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  public boolean isHot() {
    return kit().warmth.isHot();
  }

  /// The elements of a vector.
  public int lanes() {
    return Species.BITS / 8 / element.size();
  }
}
