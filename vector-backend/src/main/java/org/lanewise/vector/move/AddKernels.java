package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Layout;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;

/// Adds windows of elements to elements in memory: `target = target + source`.
final class AddKernels {
  private AddKernels() {}

  /// Whether elements of a type are added here.
  static boolean has(DType dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT64, INT32, UINT32, INT64, UINT64 -> true;
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 -> false;
    };
  }

  /// What elements of a type that is added here are in Java; unsigned numbers add as signed ones.
  static Element element(DType dtype) {
    boolean wide = dtype.byteSize() == 8;
    return dtype.isFloating()
        ? (wide ? Element.DOUBLE : Element.FLOAT)
        : (wide ? Element.LONG : Element.INT);
  }

  /// Adds elements that lie one after the other to a window.
  ///
  /// @param window the layout of the window, from `to` on
  static void add(
      DType dtype, Layout window, MemorySegment source, long from, MemorySegment target, long to) {
    int rank = window.shape().rank();
    int size = dtype.byteSize();
    long row = rank == 0 ? 1 : window.shape().get(-1);
    long step = rank == 0 ? size : window.stride(rank - 1) * size;
    long rows = window.shape().size() / row;
    Singles loops = SinglesEmitter.of(element(dtype));
    if (rows == 1) {
      loops.addRow(source, from, target, to, step, row);
      return;
    }
    Odometer start = new Odometer(window);
    for (long i = 0; i < rows; i++) {
      start.seek(i * row);
      long distance = (start.position() - window.offset()) * size;
      loops.addRow(source, from + i * row * size, target, to + distance, step, row);
    }
  }

  /// Adds runs that lie one after the other to windows that are runs, in order; those that are
  /// outside are left out.
  ///
  /// @param from where the part of the first run begins
  /// @param step the bytes of a whole run
  /// @param to where the part begins in a window without distance
  /// @param length the elements of the part
  static void addRuns(
      DType dtype,
      MemorySegment source,
      long from,
      long step,
      long[] distances,
      int count,
      MemorySegment target,
      long to,
      int length) {
    int size = dtype.byteSize();
    RunKernels kernels = RunKernels.of(dtype);
    int whole = length >= kernels.lanes() && kernels.isHot() ? length & -kernels.lanes() : 0;
    if (whole > 0) {
      kernels.kernel().add(source, from, step, distances, count, target, to, whole);
    }
    Singles loops = SinglesEmitter.of(element(dtype));
    long done = (long) whole * size;
    for (int i = 0; i < count && whole < length; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long at = from + i * step + done;
        loops.addRow(source, at, target, to + distances[i] + done, size, length - whole);
      }
    }
  }

  /// Adds single elements that lie one after the other, in order; those that are outside are left
  /// out.
  static void addSingles(
      DType dtype,
      MemorySegment source,
      long from,
      long[] distances,
      int count,
      MemorySegment target,
      long to) {
    SinglesEmitter.of(element(dtype)).add(source, from, distances, count, target, to);
  }
}
