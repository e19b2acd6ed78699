package org.lanewise;

import org.lanewise.memory.Strided;

/// Prints arrays as JAX and NumPy print them.
///
/// [#repr] is what `toString` shows, `Array([1., 2.], dtype=float32)`; [#str] is NumPy's plainer
/// text without commas, `[1. 2.]`. Layout follows NumPy's `array2string` at a line width of 75: all
/// elements padded to one width, arrays of more than 1000 elements summarised by three entries at
/// either end of an axis.
final class ArrayPrinter {
  private static final int LINE_WIDTH = 75;
  private static final String PREFIX = "Array(";

  private ArrayPrinter() {}

  /// The text of a concrete array with type.
  static String repr(ConcreteArray array) {
    String weak = array.weakType() ? ", weak_type=True" : "";
    String type = "dtype=" + array.dtype().longName() + weak + ")";
    String elements =
        array.size() == 0
            ? "[], shape=" + array.shape()
            : layout(array.data(), LINE_WIDTH - 1, PREFIX.length(), ", ");
    int lastLine = elements.length() - elements.lastIndexOf('\n') + 1;
    boolean overflows = lastLine + type.length() + 1 > LINE_WIDTH;
    return PREFIX + elements + "," + (overflows ? " ".repeat(PREFIX.length()) : " ") + type;
  }

  /// The text of a concrete array without type.
  static String str(ConcreteArray array) {
    Strided data = array.data();
    if (array.rank() == 0) {
      return PrintedElement.scalar(data.dtype(), new PrintedElements(data).bits(0));
    }
    return array.size() == 0 ? "[]" : layout(data, LINE_WIDTH, 0, " ");
  }

  private static String layout(Strided data, int width, int prefix, String separator) {
    PrintedElements elements = new PrintedElements(data);
    PrintedElement format = PrintedElement.of(data.dtype(), elements.shown(), data.shape().rank());
    return new PrintedLines(elements, format, separator).print(width, prefix);
  }
}
