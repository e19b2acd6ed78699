package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Layout;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

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
    if (rows == 1) {
      addRow(dtype, source, from, target, to, step, row);
      return;
    }
    Odometer start = new Odometer(window);
    for (long i = 0; i < rows; i++) {
      start.seek(i * row);
      long distance = (start.position() - window.offset()) * size;
      addRow(dtype, source, from + i * row * size, target, to + distance, step, row);
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
    long done = (long) whole * size;
    for (int i = 0; i < count && whole < length; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long at = from + i * step + done;
        addRow(dtype, source, at, target, to + distances[i] + done, size, length - whole);
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
    switch (dtype) {
      case FLOAT32 -> addFloats(source, from, distances, count, target, to);
      case FLOAT64 -> addDoubles(source, from, distances, count, target, to);
      case INT32, UINT32 -> addInts(source, from, distances, count, target, to);
      case INT64, UINT64 -> addLongs(source, from, distances, count, target, to);
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("no sums of " + dtype + " here");
    }
  }

  private static void addFloats(
      MemorySegment s, long from, long[] distances, int count, MemorySegment t, long to) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long at = to + distances[i];
        float sum = target.get(Memory.FLOAT, at) + source.get(Memory.FLOAT, from + 4L * i);
        target.set(Memory.FLOAT, at, sum);
      }
    }
  }

  private static void addDoubles(
      MemorySegment s, long from, long[] distances, int count, MemorySegment t, long to) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long at = to + distances[i];
        double sum = target.get(Memory.DOUBLE, at) + source.get(Memory.DOUBLE, from + 8L * i);
        target.set(Memory.DOUBLE, at, sum);
      }
    }
  }

  private static void addInts(
      MemorySegment s, long from, long[] distances, int count, MemorySegment t, long to) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long at = to + distances[i];
        int sum = target.get(Memory.INT, at) + source.get(Memory.INT, from + 4L * i);
        target.set(Memory.INT, at, sum);
      }
    }
  }

  private static void addLongs(
      MemorySegment s, long from, long[] distances, int count, MemorySegment t, long to) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long at = to + distances[i];
        long sum = target.get(Memory.LONG, at) + source.get(Memory.LONG, from + 8L * i);
        target.set(Memory.LONG, at, sum);
      }
    }
  }

  private static void addRow(
      DType dtype,
      MemorySegment source,
      long from,
      MemorySegment target,
      long to,
      long step,
      long count) {
    switch (dtype) {
      case FLOAT32 -> addFloats(source, from, target, to, step, count);
      case FLOAT64 -> addDoubles(source, from, target, to, step, count);
      case INT32, UINT32 -> addInts(source, from, target, to, step, count);
      case INT64, UINT64 -> addLongs(source, from, target, to, step, count);
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("no sums of " + dtype + " here");
    }
  }

  private static void addFloats(
      MemorySegment s, long from, MemorySegment t, long to, long step, long n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (long i = 0, at = to; i < n; i++, at += step) {
      float sum = target.get(Memory.FLOAT, at) + source.get(Memory.FLOAT, from + 4 * i);
      target.set(Memory.FLOAT, at, sum);
    }
  }

  private static void addDoubles(
      MemorySegment s, long from, MemorySegment t, long to, long step, long n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (long i = 0, at = to; i < n; i++, at += step) {
      double sum = target.get(Memory.DOUBLE, at) + source.get(Memory.DOUBLE, from + 8 * i);
      target.set(Memory.DOUBLE, at, sum);
    }
  }

  private static void addInts(
      MemorySegment s, long from, MemorySegment t, long to, long step, long n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (long i = 0, at = to; i < n; i++, at += step) {
      int sum = target.get(Memory.INT, at) + source.get(Memory.INT, from + 4 * i);
      target.set(Memory.INT, at, sum);
    }
  }

  private static void addLongs(
      MemorySegment s, long from, MemorySegment t, long to, long step, long n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (long i = 0, at = to; i < n; i++, at += step) {
      long sum = target.get(Memory.LONG, at) + source.get(Memory.LONG, from + 8 * i);
      target.set(Memory.LONG, at, sum);
    }
  }
}
