package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Gather and scatter with random dimension numbers against OpenXLA's definition, which maps the
/// index of every element of result or updates to an index of the operand
/// ([gather](https://openxla.org/stablehlo/spec#gather),
/// [scatter](https://openxla.org/stablehlo/spec#scatter)).
class GatherScatterSemanticsTest {

  /// One random combination of shapes and dimension numbers.
  private static final class Sample {
    final Random random;
    final long[] operand;
    final long[] window;
    final long[] places;
    final Dimensions dimensions;
    final long[] windowed;
    final Strided indices;

    Sample(long seed) {
      random = new Random(seed);
      int rank = 1 + random.nextInt(4);
      operand = random.longs(rank, 1, 5).toArray();
      places = random.longs(random.nextInt(3), 1, 4).toArray();
      List<Integer> axes = new ArrayList<>();
      for (int i = 0; i < rank; i++) {
        axes.add(i);
      }
      Collections.shuffle(axes, random);
      List<Integer> batch = new ArrayList<>();
      List<Integer> indicesBatch = new ArrayList<>();
      if (places.length > 0 && random.nextBoolean()) {
        batch.add(axes.removeFirst());
        indicesBatch.add(random.nextInt(places.length));
        operand[batch.get(0)] = places[indicesBatch.get(0)];
      }
      List<Integer> indexed = List.copyOf(axes.subList(0, random.nextInt(axes.size() + 1)));
      Collection<Integer> dropped = new TreeSet<>(indexed);
      dropped.removeIf(axis -> random.nextBoolean());
      window = new long[rank];
      List<Long> windowSizes = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        boolean isGone = batch.contains(axis) || dropped.contains(axis);
        window[axis] = isGone ? 1 : 1 + random.nextInt((int) operand[axis]);
        if (!isGone) {
          windowSizes.add(window[axis]);
        }
      }
      List<Integer> positions = new ArrayList<>();
      for (int i = 0; i < places.length + windowSizes.size(); i++) {
        positions.add(i);
      }
      Collections.shuffle(positions, random);
      Collection<Integer> windowDims = new TreeSet<>(positions.subList(0, windowSizes.size()));
      windowed = new long[positions.size()];
      int nextPlace = 0;
      for (int i = 0; i < windowed.length; i++) {
        windowed[i] = windowDims.contains(i) ? windowSizes.removeFirst() : places[nextPlace++];
      }
      dimensions =
          new Dimensions(
              axes(windowDims), axes(dropped), axes(indexed), axes(batch), axes(indicesBatch));
      long[] shape = Arrays.copyOf(places, places.length + 1);
      shape[places.length] = indexed.size();
      int count = (int) Shape.of(shape).size();
      indices =
          Data.of(
              DType.INT32,
              Shape.of(shape),
              random.doubles(count, -2, 6).map(Math::floor).toArray());
    }

    private static Axes axes(Collection<Integer> axes) {
      return Axes.of(axes.stream().mapToInt(i -> i).toArray());
    }

    /// The operand's flat index of an element of result or updates, or −1 if its window is outside.
    int operandIndex(int element, Mode mode, boolean isGather) {
      long[] index = unflatten(element, windowed);
      List<Long> place = new ArrayList<>();
      List<Long> within = new ArrayList<>();
      for (int i = 0; i < index.length; i++) {
        (dimensions.windowDims().contains(i) ? within : place).add(index[i]);
      }
      long[] vectorAt = new long[places.length + 1];
      for (int i = 0; i < places.length; i++) {
        vectorAt[i] = place.get(i);
      }
      long[] full = new long[operand.length];
      for (int i = 0; i < dimensions.indexedDims().size(); i++) {
        vectorAt[places.length] = i;
        int axis = dimensions.indexedDims().get(i);
        long start = Data.integers(indices)[flatten(vectorAt, indices.shape().toArray())];
        boolean fits = start >= 0 && start + window[axis] <= operand[axis];
        boolean clips = mode == Mode.CLIP || (isGather && mode == Mode.PROMISE_IN_BOUNDS);
        if (!fits && !clips) {
          return -1;
        }
        full[axis] = Math.max(0, Math.min(start, operand[axis] - window[axis]));
      }
      for (int i = 0; i < dimensions.operandBatchDims().size(); i++) {
        full[dimensions.operandBatchDims().get(i)] =
            place.get(dimensions.indicesBatchDims().get(i));
      }
      for (int axis = 0; axis < operand.length; axis++) {
        if (!dimensions.droppedDims().contains(axis)
            && !dimensions.operandBatchDims().contains(axis)) {
          full[axis] += within.removeFirst();
        }
      }
      return flatten(full, operand);
    }
  }

  private static long[] unflatten(int flat, long[] sizes) {
    long[] index = new long[sizes.length];
    long rest = flat;
    for (int i = sizes.length - 1; i >= 0; i--) {
      index[i] = rest % sizes[i];
      rest /= sizes[i];
    }
    return index;
  }

  private static int flatten(long[] index, long[] sizes) {
    long flat = 0;
    for (int i = 0; i < sizes.length; i++) {
      flat = flat * sizes[i] + index[i];
    }
    return (int) flat;
  }

  @RepeatedTest(150)
  void gather(RepetitionInfo repetition) {
    Sample s = new Sample(repetition.getCurrentRepetition());
    Strided operand = Data.gaussian(DType.FLOAT64, Shape.of(s.operand), s.random);
    double[] x = Data.values(operand);
    for (Mode mode : Mode.values()) {
      double[] expected = new double[(int) Shape.of(s.windowed).size()];
      for (int i = 0; i < expected.length; i++) {
        int at = s.operandIndex(i, mode, true);
        expected[i] = at < 0 ? Double.NaN : x[at];
      }
      Gather gather = new Gather(s.dimensions, Shape.of(s.window), mode, false, false);
      assertThat(
              Data.values(
                  Data.run(
                      gather, Data.awkward(operand, s.random), Data.awkward(s.indices, s.random))))
          .as(gather.toString())
          .containsExactly(expected);
    }
  }

  @RepeatedTest(150)
  void scatter(RepetitionInfo repetition) {
    Sample s = new Sample(repetition.getCurrentRepetition());
    Strided operand = Data.gaussian(DType.FLOAT32, Shape.of(s.operand), s.random);
    Strided updates = Data.gaussian(DType.FLOAT32, Shape.of(s.windowed), s.random);
    double[] u = Data.values(updates);
    for (Mode mode : Mode.values()) {
      for (Scatter.Op op : Scatter.Op.values()) {
        double[] expected = Data.values(operand);
        for (int i = 0; i < u.length; i++) {
          int at = s.operandIndex(i, mode, false);
          if (at >= 0) {
            expected[at] = combine(op, (float) expected[at], (float) u[i]);
          }
        }
        Scatter scatter = new Scatter(op, s.dimensions, mode, false, false);
        assertThat(
                Data.values(Data.run(scatter, operand, s.indices, Data.awkward(updates, s.random))))
            .as(scatter.toString())
            .containsExactly(expected);
      }
    }
  }

  private static float combine(Scatter.Op op, float element, float update) {
    return switch (op) {
      case SET -> update;
      case ADD -> element + update;
      case MUL -> element * update;
      case MIN -> Math.min(element, update);
      case MAX -> Math.max(element, update);
    };
  }
}
