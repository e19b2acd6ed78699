package org.lanewise.backend.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.backend.ConvGeometry;
import org.lanewise.backend.WindowAxis;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Evaluates a convolution as what [org.lanewise.backend.WindowOrder] says it is: a product of
/// matrices, whose left one has a row of terms for each window.
///
/// Windows with the same holes are a phase; each phase of each group and sample of the batch is a
/// product of its own, some rows at a time.
final class ConvKernel {
  /// Elements of a left matrix, about.
  private static final long PART = 1 << 20;

  private final ConvGeometry geometry;
  private final int rank;
  private final Strided lhs;
  private final Strided rhs;

  ConvKernel(Conv conv, Strided lhs, Strided rhs) {
    this.geometry = ConvGeometry.of(conv, lhs.shape(), rhs.shape());
    this.rank = geometry.spatialRank();
    this.lhs = lhs.with(geometry.lhs(lhs.layout()));
    this.rhs = rhs.with(geometry.rhs(rhs.layout()));
  }

  /// The windows of a phase, and the taps that are terms there.
  private record Phase(Sizes first, List<Sizes> taps) {}

  Strided run(ArrayType type) {
    Strided result = Strided.allocate(type);
    if (type.size() == 0) {
      return result;
    }
    Strided out = result.with(geometry.out(result.layout()));
    long[] periods = geometry.axes().stream().mapToLong(WindowAxis::period).toArray();
    Odometer.forEach(
        Shape.of(periods),
        first -> {
          Phase phase = new Phase(first, terms(first));
          for (long group = 0; group < geometry.groups(); group++) {
            run(phase, group, columns(phase, group), out);
          }
        });
    return result;
  }

  private List<Sizes> terms(Sizes first) {
    List<Sizes> terms = new ArrayList<>();
    Odometer.forEach(
        geometry.taps(),
        tap -> {
          boolean isTerm = true;
          for (int i = 0; i < rank; i++) {
            isTerm &= geometry.axes().get(i).isTerm(first.get(i), tap.get(i));
          }
          if (isTerm) {
            terms.add(tap);
          }
        });
    return terms;
  }

  /// The right matrix, as (1, output feature, k).
  private Strided columns(Phase phase, long group) {
    long inputs = geometry.inputs();
    long outputs = geometry.outputs();
    int terms = phase.taps.size();
    Strided columns = Strided.allocate(rhs.dtype(), Shape.of(outputs, terms, inputs));
    Axes outputsFirst = Axes.of(rank + 2).concat(Axes.range(rank + 2));
    for (int term = 0; term < terms; term++) {
      long[] starts = starts(group, phase.taps.get(term), 1);
      long[] sizes = ones(rank + 3);
      sizes[rank + 1] = inputs;
      sizes[rank + 2] = outputs;
      Strided tap = Copies.box(rhs, starts, Shape.of(sizes));
      long[] to = {0, term, 0};
      Copies.into(
          tap.with(tap.layout().transpose(outputsFirst)),
          Copies.box(columns, to, Shape.of(outputs, 1, inputs)));
    }
    return Copies.reshape(columns, Shape.of(1, outputs, terms * inputs));
  }

  private void run(Phase phase, long group, Strided columns, Strided out) {
    long[] counts = new long[rank];
    for (int i = 0; i < rank; i++) {
      counts[i] = geometry.axes().get(i).windows(phase.first.get(i));
    }
    Shape windows = Shape.of(counts);
    if (windows.size() == 0) {
      return;
    }
    long rows = rank == 0 ? 1 : counts[0];
    long terms = columns.shape().get(2);
    long each = windows.size() / rows * Math.max(1, terms);
    long step = Math.max(1, PART / each);
    for (long batch = 0; batch < geometry.batch(); batch++) {
      for (long row = 0; row < rows; row += step) {
        Shape part = rank == 0 ? windows : windows.with(0, Math.min(step, rows - row));
        Strided left = rows(phase, group, batch, row, part);
        left = Copies.reshape(left, Shape.of(1, part.size(), terms));
        Strided tile = Strided.allocate(out.dtype(), Shape.of(1, part.size(), geometry.outputs()));
        multiply(left, columns, tile);
        Copies.into(tile, target(phase, group, batch, row, part, out));
      }
    }
  }

  /// The left matrix, as (windows…, tap, input feature).
  ///
  /// @param from the first window of the phase along the first axis
  private Strided rows(Phase phase, long group, long batch, long from, Shape windows) {
    long inputs = geometry.inputs();
    Shape shape = windows.concat(Shape.of(phase.taps.size(), inputs));
    Strided rows = Strided.allocate(lhs.dtype(), shape);
    Copies.fill(rows, 0);
    for (int term = 0; term < phase.taps.size(); term++) {
      long[] samples = starts(group, Sizes.filled(rank, 0), 2);
      samples[1] = batch;
      long[] steps = ones(rank + 3);
      long[] sizes = ones(rank + 3);
      sizes[rank + 2] = inputs;
      long[] to = new long[rank + 2];
      to[rank] = term;
      long[] toSizes = ones(rank + 2);
      toSizes[rank + 1] = inputs;
      for (int i = 0; i < rank; i++) {
        WindowAxis axis = geometry.axes().get(i);
        WindowAxis.Run run = axis.run(phase.first.get(i), phase.taps.get(term).get(i));
        long begin = i == 0 ? from : 0;
        long first = Math.max(run.first(), begin);
        long end = Math.min(run.first() + run.count(), begin + windows.get(i));
        steps[i + 2] = axis.sampleStep();
        samples[i + 2] = run.sample() + (first - run.first()) * axis.sampleStep();
        to[i] = first - begin;
        sizes[i + 2] = Math.max(0, end - first);
        toSizes[i] = sizes[i + 2];
      }
      Copies.into(
          Copies.box(lhs, samples, steps, Shape.of(sizes)),
          Copies.box(rows, to, Shape.of(toSizes)));
    }
    return rows;
  }

  private Strided target(
      Phase phase, long group, long batch, long from, Shape windows, Strided out) {
    long[] to = starts(group, phase.first, 2);
    to[1] = batch;
    long[] steps = ones(rank + 3);
    long[] sizes = ones(rank + 3);
    sizes[rank + 2] = geometry.outputs();
    for (int i = 0; i < rank; i++) {
      steps[i + 2] = geometry.axes().get(i).period();
      to[i + 2] += (i == 0 ? from : 0) * steps[i + 2];
      sizes[i + 2] = windows.get(i);
    }
    return Copies.box(out, to, steps, Shape.of(sizes));
  }

  private static void multiply(Strided left, Strided right, Strided result) {
    switch (ComputeKind.of(result.dtype())) {
      case LONG -> LongDot.run(left, right, result);
      case FLOAT -> FloatDot.blocks(left, right, result);
      case DOUBLE -> DoubleDot.blocks(left, right, result);
    }
  }

  /// The start of a box of an operand or of the result: a group, and places from axis `at` on.
  private long[] starts(long group, Sizes places, int at) {
    long[] starts = new long[rank + 3];
    starts[0] = group;
    for (int i = 0; i < rank; i++) {
      starts[at + i] = places.get(i);
    }
    return starts;
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
