package org.lanewise.backend.reference;

import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Evaluates choices of windows, as [org.lanewise.backend.WindowOrder] defines them.
final class WindowChoice {
  private static final long NONE = -1;

  private final WindowTaps taps;
  private final Select select;
  private final Strided chosen;

  /// Chooses for each window of x the number of a tap.
  WindowChoice(Select select, Window window, Strided x) {
    this.taps = new WindowTaps(window, x.shape());
    this.select = select;
    Shape shape = window.counts(x.shape());
    this.chosen = Strided.allocate(DType.INT64, shape);
    Copies.fill(chosen, NONE);
    boolean isFloating = x.dtype().isFloating();
    Strided best = Strided.allocate(isFloating ? DType.FLOAT64 : DType.INT64, shape);
    taps.forEach(
        tap -> {
          if (isFloating) {
            compareDoubles(tap, tap.ofSamples(x), tap.ofWindows(best));
          } else {
            compareLongs(tap, tap.ofSamples(x), tap.ofWindows(best));
          }
        });
  }

  /// Doubles hold what all floating types hold.
  private void compareDoubles(WindowTaps.Tap tap, Strided x, Strided best) {
    Reader places = new Reader(tap.ofWindows(chosen));
    Writer newPlaces = new Writer(tap.ofWindows(chosen));
    Reader previous = new Reader(best);
    Writer next = new Writer(best);
    Reader in = new Reader(x);
    long size = x.shape().size();
    long[] place = new long[Chunks.length(size)];
    double[] a = new double[place.length];
    double[] b = new double[place.length];
    Chunks.forEach(
        size,
        n -> {
          places.longs(place, n);
          previous.doubles(a, n);
          in.doubles(b, n);
          for (int i = 0; i < n; i++) {
            if (place[i] == NONE || !(select == Select.GE ? a[i] >= b[i] : a[i] <= b[i])) {
              a[i] = b[i];
              place[i] = tap.number();
            }
          }
          next.doubles(a, n);
          newPlaces.longs(place, n);
        });
  }

  private void compareLongs(WindowTaps.Tap tap, Strided x, Strided best) {
    Reader places = new Reader(tap.ofWindows(chosen));
    Writer newPlaces = new Writer(tap.ofWindows(chosen));
    Reader previous = new Reader(best);
    Writer next = new Writer(best);
    Reader in = new Reader(x);
    long turn = x.dtype() == DType.UINT64 ? Long.MIN_VALUE : 0; // unsigned order as signed
    long size = x.shape().size();
    long[] place = new long[Chunks.length(size)];
    long[] a = new long[place.length];
    long[] b = new long[place.length];
    Chunks.forEach(
        size,
        n -> {
          places.longs(place, n);
          previous.longs(a, n);
          in.longs(b, n);
          for (int i = 0; i < n; i++) {
            long y = b[i] ^ turn;
            if (place[i] == NONE || !(select == Select.GE ? a[i] >= y : a[i] <= y)) {
              a[i] = y;
              place[i] = tap.number();
            }
          }
          next.longs(a, n);
          newPlaces.longs(place, n);
        });
  }

  /// What stands in another array where each window has its choice.
  Strided gather(Strided t, ArrayType type) {
    Strided result = Strided.allocate(type);
    Copies.fill(result, 0);
    taps.forEach(
        tap -> {
          Reader places = new Reader(tap.ofWindows(chosen));
          Reader in = new Reader(tap.ofSamples(t));
          Reader previous = new Reader(tap.ofWindows(result));
          Writer out = new Writer(tap.ofWindows(result));
          long[] place = new long[Chunks.length(tap.sizes().size())];
          long[] from = new long[place.length];
          long[] to = new long[place.length];
          Chunks.forEach(
              tap.sizes().size(),
              n -> {
                places.longs(place, n);
                in.bits(from, n);
                previous.bits(to, n);
                for (int i = 0; i < n; i++) {
                  to[i] = place[i] == tap.number() ? from[i] : to[i];
                }
                out.longs(to, n);
              });
        });
    return result;
  }

  /// Adds something for each window where it has its choice.
  Strided scatter(Strided source, ArrayType type) {
    Strided sums = WindowFold.start(Operator.ADD, type.dtype(), type.shape());
    taps.forEachBackwards(
        tap -> {
          Reader places = new Reader(tap.ofWindows(chosen));
          Reader in = new Reader(tap.ofWindows(source));
          long[] place = new long[Chunks.length(tap.sizes().size())];
          Strided target = tap.ofSamples(sums);
          switch (ComputeKind.of(type.dtype())) {
            case LONG -> addLongs(tap.number(), places, place, in, target);
            case FLOAT -> addFloats(tap.number(), places, place, in, target);
            case DOUBLE -> addDoubles(tap.number(), places, place, in, target);
          }
        });
    return WindowFold.rounded(sums, type.dtype());
  }

  private static void addLongs(
      long number, Reader places, long[] place, Reader in, Strided target) {
    Reader previous = new Reader(target);
    Writer out = new Writer(target);
    long[] a = new long[place.length];
    long[] b = new long[place.length];
    Chunks.forEach(
        target.shape().size(),
        n -> {
          places.longs(place, n);
          previous.longs(a, n);
          in.longs(b, n);
          for (int i = 0; i < n; i++) {
            a[i] = place[i] == number ? a[i] + b[i] : a[i];
          }
          out.longs(a, n);
        });
  }

  private static void addFloats(
      long number, Reader places, long[] place, Reader in, Strided target) {
    Reader previous = new Reader(target);
    Writer out = new Writer(target);
    float[] a = new float[place.length];
    float[] b = new float[place.length];
    Chunks.forEach(
        target.shape().size(),
        n -> {
          places.longs(place, n);
          previous.floats(a, n);
          in.floats(b, n);
          for (int i = 0; i < n; i++) {
            a[i] = place[i] == number ? a[i] + b[i] : a[i];
          }
          out.floats(a, n);
        });
  }

  private static void addDoubles(
      long number, Reader places, long[] place, Reader in, Strided target) {
    Reader previous = new Reader(target);
    Writer out = new Writer(target);
    double[] a = new double[place.length];
    double[] b = new double[place.length];
    Chunks.forEach(
        target.shape().size(),
        n -> {
          places.longs(place, n);
          previous.doubles(a, n);
          in.doubles(b, n);
          for (int i = 0; i < n; i++) {
            a[i] = place[i] == number ? a[i] + b[i] : a[i];
          }
          out.doubles(a, n);
        });
  }
}
