package org.lanewise.vector.window;

import org.lanewise.ir.Windowing.Select;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Warmth;

/// What windows choose one of their elements by, as kernels are made for it.
///
/// @param element the type of elements
/// @param select the comparison
record Choice(Element element, Select select) {
  private static final Kinds<Choice, Kit> KITS = new Kinds<>(Kit::of);
  private static final long HOT_NANOS = 5000;
  private static final int TAPS = 4;
  private static final int WINDOWS = 6;

  /// What there is once for each choice.
  private record Kit(ChoiceKernel kernel, Warmth warmth) {
    static Kit of(Choice choice) {
      ChoiceKernel kernel = ChoiceEmitter.emit(choice);
      long vector = (long) choice.lanes() * choice.element.size();
      Shape shape = Shape.of((long) choice.lanes() * WINDOWS);
      Strided[] arrays = new Strided[3];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = Strided.allocate(choice.element.dtype(), shape);
        arrays[i].buffer().segment().fill((byte) 0);
      }
      Object numbers = choice.numbers(TAPS);
      return new Kit(kernel, new Warmth(() -> trial(kernel, vector, numbers, arrays), HOT_NANOS));
    }

    private static void trial(ChoiceKernel kernel, long vector, Object numbers, Strided... arrays) {
      var from = Memory.segment(arrays[0]);
      var other = Memory.segment(arrays[1]);
      var windows = Memory.segment(arrays[2]);
      long at = Memory.at(arrays[0]);
      long otherAt = Memory.at(arrays[1]);
      long windowsAt = Memory.at(arrays[2]);
      long[] offsets = new long[TAPS];
      kernel.gather(
          from, at, offsets, TAPS, vector, WINDOWS, other, otherAt, windows, windowsAt, vector,
          numbers, 3);
      kernel.scatter(
          from, at, offsets, TAPS, vector, WINDOWS, other, otherAt, windows, windowsAt, vector,
          numbers, 3);
    }
  }

  private Kit kit() {
    return KITS.of(this);
  }

  /// The kernel, made when first needed.
  ChoiceKernel kernel() {
    return kit().kernel;
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  boolean isHot() {
    return kit().warmth.isHot();
  }

  /// The elements of a vector.
  int lanes() {
    return Species.BITS / 8 / element.size();
  }

  /// An array of the elements 0, 1, 2, ….
  Object numbers(int count) {
    Object numbers = element.newArray(count);
    for (int i = 0; i < count; i++) {
      long bits =
          switch (element) {
            case FLOAT -> Float.floatToRawIntBits(i);
            case DOUBLE -> Double.doubleToRawLongBits(i);
            case INT, LONG -> i;
          };
      element.fill(numbers, i, i + 1, bits);
    }
    return numbers;
  }
}
