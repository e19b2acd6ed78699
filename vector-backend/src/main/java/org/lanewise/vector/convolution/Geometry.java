package org.lanewise.vector.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Layout;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// What a convolution is but for where its operands lie: all its arrays in one order of axes, batch,
/// feature, spatial axes (the filter: output feature, input feature, spatial axes), and its outputs
/// cut into sweeps.
///
/// @param dimensions what the axes of the operands mean
/// @param array the array's shape, in that order
/// @param filter the filter's shape
/// @param result the result's shape
/// @param featureGroups the groups of features
/// @param batchGroups the groups of the batch
/// @param sweeps for each spatial axis, its sweeps
record Geometry(
    ConvDimensions dimensions,
    Shape array,
    Shape filter,
    Shape result,
    long featureGroups,
    long batchGroups,
    List<List<Sweep>> sweeps) {

  /// @param operands the types of array and filter
  /// @param result the result's shape, as it is written
  static Geometry of(Windowing.Conv conv, List<ArrayType> operands, Shape result) {
    ConvDimensions dimensions = conv.dimensions();
    Shape array = operands.get(0).shape().select(dimensions.lhs());
    Shape filter = operands.get(1).shape().select(dimensions.rhs());
    Shape ordered = result.select(dimensions.out());
    Window window = conv.window(operands.get(1).shape());
    List<List<Sweep>> sweeps = new ArrayList<>();
    int rank = dimensions.spatialRank();
    for (int axis = 0; axis < rank; axis++) {
      sweeps.add(
          Sweep.of(
              new Sweep.Axis(
                  ordered.get(axis + 2),
                  window.sizes().get(axis),
                  window.strides().get(axis),
                  window.low().get(axis),
                  window.baseDilation().get(axis),
                  window.windowDilation().get(axis)),
              axis == rank - 1));
    }
    return new Geometry(
        dimensions, array, filter, ordered, conv.featureGroups(), conv.batchGroups(), sweeps);
  }

  /// The number of groups, of one kind or the other.
  long groups() {
    return featureGroups * batchGroups;
  }

  /// The input features that an output sees.
  long inputs() {
    return filter.get(1);
  }

  /// The output features of one group.
  long outputs() {
    return filter.get(0) / groups();
  }

  /// The number of spatial axes.
  int rank() {
    return sweeps.size();
  }

  /// Whether an output feature sees one input feature, of the same place in all groups.
  boolean isDepthwise() {
    return inputs() == 1 && featureGroups > 1;
  }

  /// Whether the outputs along a spatial axis are one sweep, without holes.
  boolean isPlain(int axis) {
    return sweeps.get(axis).size() == 1 && sweeps.get(axis).get(0).period() == 1;
  }

  /// The multiplications.
  double work() {
    double work = (double) result.size() * inputs();
    for (int axis = 0; axis < rank(); axis++) {
      Sweep first = sweeps.get(axis).isEmpty() ? null : sweeps.get(axis).get(0);
      work *= first == null ? 0 : Math.max(1, first.taps());
    }
    return work;
  }

  /// Every way to take one sweep of each axis.
  List<List<Sweep>> combinations() {
    List<List<Sweep>> combinations = List.of(List.of());
    for (List<Sweep> axis : sweeps) {
      List<List<Sweep>> longer = new ArrayList<>();
      for (List<Sweep> prefix : combinations) {
        for (Sweep sweep : axis) {
          List<Sweep> combined = new ArrayList<>(prefix);
          combined.add(sweep);
          longer.add(combined);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /// An array in which features are neighbours: batch, spatial axes, feature, seen in the order of
  /// this record.
  Layout featuresLast(Shape shape) {
    Axes last = Axes.of(0).concat(Axes.range(2, rank() + 2)).concat(Axes.of(1));
    return Layout.rowMajor(shape.select(last)).transpose(last.inverse());
  }

  /// A filter in which output features are neighbours: spatial axes, input and output feature.
  Layout outputsLast() {
    Axes last = Axes.range(2, rank() + 2).concat(Axes.of(1, 0));
    return Layout.rowMajor(filter.select(last)).transpose(last.inverse());
  }

  /// The positions of spatial axes in arrays of this order.
  IntStream spatialAxes() {
    return IntStream.range(2, rank() + 2);
  }
}
